import { internet } from './ipBlocks'
import type { IpBlockObject, PeerObject, PolicySpec, PortObject, RuleObject, SelectorObject } from './objects'
import { components, environments, type PlannedNamespace, type PlannedWorkload, teams } from './plan'
import { portsOf } from './pods'
import type { Random } from './random'

/** What a policy is made from: two workloads of its namespace, and the rest of the cluster. */
export interface PolicySetting {
  readonly random: Random
  readonly ipBlock: () => IpBlockObject
  readonly namespaces: readonly PlannedNamespace[]
  readonly workload: PlannedWorkload
  readonly other: PlannedWorkload
  /** How many policies its namespace has already, about. */
  readonly round: number
}

/**
 * The everyday mixture: each namespace first denies by default, then often allows itself; what follows are rules between workloads,
 * namespaces, ranges outside, monitoring and DNS in proportions as in practice.
 */
export function mixedPolicy(setting: PolicySetting): PolicySpec {
  const { random, round } = setting
  if (round === 0 && random.chance(0.7))
    return { podSelector: {}, policyTypes: random.chance(0.3) ? ['Ingress', 'Egress'] : ['Ingress'] }
  if (round === 1 && random.chance(0.6)) return ingressPolicy({}, [{ from: [{ podSelector: {} }] }])

  const draw = random.next()
  const kind = policyKinds.find(([upTo]) => draw < upTo)
  return (kind?.[1] ?? fromVersioned)(setting)
}

type MakePolicy = (setting: PolicySetting) => PolicySpec

const policyKinds: readonly (readonly [upTo: number, make: MakePolicy])[] = [
  [0.3, fromWorkload],
  [0.45, fromNamespaces],
  [0.53, fromGateway],
  [0.6, fromMonitoring],
  [0.68, toDns],
  [0.76, toWorkloadAndOutside],
  [0.84, fromOutside],
  [0.9, fromComponents],
  [0.95, toNamespaces],
]

function fromWorkload({ random, workload, other }: PolicySetting): PolicySpec {
  const podSelector = selectorOf(workload, random)
  const from = [{ podSelector: selectorOf(other, random) }]
  return ingressPolicy(podSelector, [{ from, ...twiceDrawnPorts(workload, random) }])
}

function fromNamespaces({ random, workload, namespaces }: PolicySetting): PolicySpec {
  const ports = portsFor(workload, random)
  const podSelector = selectorOf(workload, random)
  const namespaceSelector = namespaceSelectorFrom(namespaces, random)
  const peer: PeerObject = random.chance(0.5)
    ? { namespaceSelector, podSelector: { matchLabels: componentOrTier(random) } }
    : { namespaceSelector }
  return ingressPolicy(podSelector, [{ from: [peer], ...(ports ? { ports } : {}) }])
}

function fromGateway(): PolicySpec {
  const from = [{ namespaceSelector: byName('ingress-nginx') }]
  return ingressPolicy({ matchLabels: { tier: 'edge' } }, [
    { from, ports: [{ port: 'http' }, { port: 'https' }] },
  ])
}

function fromMonitoring(): PolicySpec {
  const podSelector = { matchLabels: { app: 'prometheus' } }
  const from = [{ namespaceSelector: byName('monitoring'), podSelector }]
  return ingressPolicy({}, [{ from, ports: [{ port: 'metrics', protocol: 'TCP' }] }])
}

function toDns(): PolicySpec {
  const podSelector = { matchLabels: { 'k8s-app': 'kube-dns' } }
  const to = [{ namespaceSelector: byName('kube-system'), podSelector }]
  const ports = ['UDP', 'TCP'].map((protocol) => ({ port: 53, protocol }))
  return egressPolicy({}, [{ to, ports }])
}

function toWorkloadAndOutside({ random, workload, other, ipBlock }: PolicySetting): PolicySpec {
  const podSelector = selectorOf(workload, random)
  const inside = [{ podSelector: selectorOf(other, random) }]
  const ports = twiceDrawnPorts(other, random)
  const outside = [{ ipBlock: random.chance(0.3) ? internet : ipBlock() }]
  return egressPolicy(podSelector, [
    { to: inside, ...ports },
    { to: outside, ports: [{ port: 443, protocol: 'TCP' }] },
  ])
}

function fromOutside({ random, workload, ipBlock }: PolicySetting): PolicySpec {
  const podSelector = selectorOf(workload, random)
  const from = [{ ipBlock: ipBlock() }, { ipBlock: ipBlock() }]
  const nodePorts = { port: 30000, endPort: 32767, protocol: 'TCP' }
  return ingressPolicy(podSelector, [{ from, ports: [{ port: 8443, protocol: 'TCP' }, nodePorts] }])
}

function fromComponents({ random }: PolicySetting): PolicySpec {
  const key = 'app.kubernetes.io/component'
  const values = [random.pick(components), random.pick(components)]
  const from = [{ podSelector: { matchExpressions: [{ key, operator: 'In', values }] } }]
  return ingressPolicy({ matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['edge'] }] }, [
    { from },
  ])
}

function toNamespaces({ random, workload, namespaces }: PolicySetting): PolicySpec {
  const podSelector = selectorOf(workload, random)
  const to = [{ namespaceSelector: namespaceSelectorFrom(namespaces, random) }]
  const ports = [{ port: 443 }, { port: 8080, endPort: 8090 }]
  return egressPolicy(podSelector, [{ to, ...(random.chance(0.5) ? { ports } : {}) }])
}

function fromVersioned({ random, workload, other }: PolicySetting): PolicySpec {
  const podSelector = selectorOf(workload, random)
  const versioned = { matchExpressions: [{ key: 'version', operator: 'Exists' }] }
  return ingressPolicy(podSelector, [
    { from: [{ podSelector: versioned }, { podSelector: selectorOf(other, random) }] },
  ])
}

export function ingressPolicy(podSelector: SelectorObject, ingress: readonly RuleObject[]): PolicySpec {
  return { podSelector, policyTypes: ['Ingress'], ingress }
}

export function egressPolicy(podSelector: SelectorObject, egress: readonly RuleObject[]): PolicySpec {
  return { podSelector, policyTypes: ['Egress'], egress }
}

export function byName(namespace: string): SelectorObject {
  return { matchLabels: { 'kubernetes.io/metadata.name': namespace } }
}

/** One port of a workload, by name or number; none where it has none, and for some others. */
export function portsFor({ component }: PlannedWorkload, random: Random): readonly PortObject[] | undefined {
  const ports = portsOf[component]
  if (ports.length === 0 || random.chance(0.3)) return undefined
  const { name, containerPort, protocol } = random.pick(ports)
  return [{ port: random.chance(0.3) ? name : containerPort, protocol }]
}

/** The published clusters were drawn with two draws here: the first decides whether, the second what. */
function twiceDrawnPorts(workload: PlannedWorkload, random: Random): Pick<RuleObject, 'ports'> {
  return portsFor(workload, random) ? { ports: portsFor(workload, random) } : {}
}

function selectorOf({ name, component }: PlannedWorkload, random: Random): SelectorObject {
  if (random.chance(0.75)) return { matchLabels: { app: name } }
  if (random.chance(0.5)) return { matchLabels: { 'app.kubernetes.io/component': component } }
  return { matchExpressions: [{ key: 'app', operator: 'In', values: [name] }] }
}

function namespaceSelectorFrom(namespaces: readonly PlannedNamespace[], random: Random): SelectorObject {
  const draw = random.next()
  if (draw < 0.55) return byName(random.pick(namespaces).name)
  if (draw < 0.75) return { matchLabels: { team: random.pick(teams), env: random.pick(environments) } }
  if (draw < 0.88) return { matchLabels: { team: random.pick(teams) } }
  if (draw < 0.95)
    return { matchExpressions: [{ key: 'env', operator: 'In', values: [random.pick(environments)] }] }
  return draw < 0.98 ? { matchExpressions: [{ key: 'pci', operator: 'DoesNotExist' }] } : {}
}

function componentOrTier(random: Random): Record<string, string> {
  return random.chance(0.5)
    ? { 'app.kubernetes.io/component': random.pick(components) }
    : { tier: random.pick(['edge', 'app', 'data']) }
}
