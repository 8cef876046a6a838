/** Clusters as companies run them, of any size and the same each time: services that call each other, and a policy for each call. */

/** Who lives where and calls whom, before there are manifests. */
export interface CallPlan {
  readonly namespaces: readonly PlannedNamespace[]
  readonly calls: readonly PlannedCall[]
}

export interface PlannedNamespace {
  readonly name: string
  readonly services: readonly string[]
}

export interface PlannedCall {
  readonly from: PlannedEnd
  readonly to: PlannedEnd
}

export interface PlannedEnd {
  readonly namespace: string
  readonly service: string
}

/** The roles that a namespace's services take by turns, callers first. */
const roles = ['web', 'api', 'worker', 'store', 'cache'] as const
type Role = (typeof roles)[number]

const teams = ['shop', 'pay', 'search', 'users', 'mail', 'ads', 'risk', 'data', 'media', 'ml', 'crm', 'stock']

/**
 * `services` in `namespaces`, few large and many small ones as clusters are. A web calls apis, an api workers and stores; an api also
 * calls apis of the two namespaces behind its own, and an entry calls every web. kube-system is asked for names by nobody in particular.
 */
export function planCalls(services: number, namespaces: number, seed: number): CallPlan {
  const random = randomFrom(seed)
  const planned = [
    { name: 'entry', services: ['gateway'] },
    { name: 'kube-system', services: ['coredns'] },
    ...homes(services - 2, Math.max(1, namespaces - 2), random),
  ]
  const calls: PlannedCall[] = []
  const own = planned.slice(2)
  own.forEach((namespace, position) => {
    calls.push(...innerCalls(namespace, random))
    const apis = withRole(namespace, 'api')
    for (const step of [1, 2]) {
      const next = own[position + step]
      const target = next === undefined ? undefined : withRole(next, 'api')[0]
      const caller = apis[step % Math.max(1, apis.length)]
      if (caller !== undefined && target !== undefined && random() < 0.7)
        calls.push({ from: caller, to: target })
    }
    const [web] = withRole(namespace, 'web')
    if (web !== undefined && random() < 0.5)
      calls.push({ from: { namespace: 'entry', service: 'gateway' }, to: web })
  })
  return { namespaces: planned, calls }
}

function homes(services: number, namespaces: number, random: () => number): readonly PlannedNamespace[] {
  const shares = Array.from({ length: namespaces }, () => 0.3 + 2.5 * random() ** 3)
  const whole = shares.reduce((sum, share) => sum + share, 0)
  let left = services
  return shares.map((share, i) => {
    const after = namespaces - i - 1
    const count =
      after === 0 ? left : Math.min(left - after, Math.max(1, Math.round((services * share) / whole)))
    left -= count
    const round = Math.floor(i / teams.length)
    return {
      name: `${teams[i % teams.length] ?? ''}${round > 0 ? `-${round}` : ''}`,
      services: Array.from({ length: count }, (_, j) => `${roleAt(j)}-${Math.floor(j / roles.length)}`),
    }
  })
}

function roleAt(position: number): Role {
  return roles[position % roles.length] ?? 'web'
}

function withRole({ name, services }: PlannedNamespace, role: Role): readonly PlannedEnd[] {
  return services.filter((it) => it.startsWith(role)).map((service) => ({ namespace: name, service }))
}

const callees: Readonly<Record<Role, readonly Role[]>> = {
  web: ['api'],
  api: ['worker', 'store', 'cache'],
  worker: ['store'],
  store: [],
  cache: [],
}

function innerCalls(namespace: PlannedNamespace, random: () => number): readonly PlannedCall[] {
  return roles.flatMap((role) =>
    withRole(namespace, role).flatMap((from) =>
      callees[role].flatMap((callee) => {
        const offered = withRole(namespace, callee)
        const to = offered[Math.floor(random() * offered.length)]
        return to === undefined ? [] : [{ from, to }]
      }),
    ),
  )
}

/** Default deny everywhere but in kube-system, DNS for all, and on both sides of each call the rule that it needs. */
export function manifestsOf({ namespaces, calls }: CallPlan): string {
  const documents = namespaces.flatMap(({ name, services }) => [
    `apiVersion: v1\nkind: Namespace\nmetadata: {name: ${name}, labels: {kubernetes.io/metadata.name: ${name}}}`,
    ...services.map((service) => deployment(name, service)),
    ...(name === 'kube-system' ? [] : [policy(name, 'default', '{}', denyAll)]),
  ])
  const rules = calls.flatMap(({ from, to }, i) => [
    policy(from.namespace, `to-${i}`, `{matchLabels: {app: ${from.service}}}`, rule('Egress', to)),
    policy(
      to.namespace,
      `from-${i}`,
      `{matchLabels: {app: ${to.service}}}`,
      rule('Ingress', from, portOf(to)),
    ),
  ])
  return [...documents, ...rules].join('\n---\n')
}

const denyAll =
  'policyTypes: [Ingress, Egress], egress: [{to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}}], ports: [{port: 53, protocol: UDP}]}]'

function deployment(namespace: string, service: string): string {
  const port =
    service === 'coredns' ? '{containerPort: 53, protocol: UDP}' : `{containerPort: ${portOf({ service })}}`
  return `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${service}, namespace: ${namespace}}
spec:
  selector: {matchLabels: {app: ${service}}}
  template:
    metadata: {labels: {app: ${service}}}
    spec: {containers: [{name: main, image: main, ports: [${port}]}]}`
}

function policy(namespace: string, name: string, podSelector: string, rest: string): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: ${name}, namespace: ${namespace}}
spec: {podSelector: ${podSelector}, ${rest}}`
}

function rule(
  type: 'Ingress' | 'Egress',
  { namespace, service }: PlannedEnd,
  port = portOf({ service }),
): string {
  const [key, side] = type === 'Ingress' ? ['ingress', 'from'] : ['egress', 'to']
  const peer = `{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ${namespace}}}, podSelector: {matchLabels: {app: ${service}}}}`
  return `policyTypes: [${type}], ${key}: [{${side}: [${peer}], ports: [{port: ${port}}]}]`
}

function portOf({ service }: Pick<PlannedEnd, 'service'>): number {
  if (service.startsWith('store')) return 5432
  if (service.startsWith('cache')) return 6379
  return service.startsWith('web') || service === 'gateway' ? 443 : 8080
}

/** Numbers from 0 to 1 that only look random (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    const once = Math.imul(state ^ (state >>> 15), state | 1)
    const twice = (once + Math.imul(once ^ (once >>> 7), once | 61)) ^ once
    return ((twice ^ (twice >>> 14)) >>> 0) / 2 ** 32
  }
}
