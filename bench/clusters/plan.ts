import { type NamespaceObject, namespaceObject, type StringMap } from './objects'
import type { Random } from './random'

/** What a cluster should be like. The same seed and size give the same cluster, byte for byte. */
export interface ClusterSize {
  readonly seed: number
  readonly pods: number
  readonly namespaces: number
  readonly policies: number
  /** Pods of a workload, on average. */
  readonly replicas: number
}

export type Component = 'frontend' | 'api' | 'worker' | 'db' | 'cache' | 'cron' | 'gateway' | 'queue'

export interface PlannedWorkload {
  readonly namespace: string
  readonly name: string
  readonly component: Component
  readonly tier: string
  readonly labels: StringMap
}

export interface PlannedNamespace {
  readonly name: string
  readonly object: NamespaceObject
  readonly workloads: PlannedWorkload[]
}

/** Who lives where, before there are pods. */
export interface ClusterPlan {
  readonly namespaces: readonly PlannedNamespace[]
  readonly workloads: readonly PlannedWorkload[]
}

export const teams: readonly string[] = [
  ...['payments', 'search', 'identity', 'growth', 'ads', 'risk', 'infra', 'data'],
  ...['mobile', 'web', 'ml', 'billing', 'support', 'catalog', 'checkout', 'logistics'],
]
export const environments: readonly string[] = ['prod', 'staging', 'dev']
export const components: readonly Component[] = [
  ...(['frontend', 'api', 'worker', 'db', 'cache', 'cron', 'gateway', 'queue'] as const),
]

/** Each of the first namespaces is known for one workload. */
const systemNamespaces = ['kube-system', 'ingress-nginx', 'monitoring']
const systemWorkloads = [
  { name: 'coredns', component: 'cache' },
  { name: 'ingress-nginx-controller', component: 'gateway' },
  { name: 'prometheus', component: 'api' },
] as const

/** Namespaces of teams and environments, and workloads in them: at least one each, most of them in few namespaces. */
export function planCluster(size: ClusterSize, random: Random): ClusterPlan {
  const namespaces = Array.from({ length: size.namespaces }, (_, i) => planNamespace(i, random))
  const count = Math.max(size.namespaces, Math.round(size.pods / size.replicas))
  const workloads = Array.from({ length: count }, (_, i) => {
    const home =
      i < size.namespaces
        ? i
        : Math.min(size.namespaces - 1, Math.floor(random.next() ** 1.5 * size.namespaces))
    const namespace = namespaces[home] as PlannedNamespace
    const workload = planWorkload(i, namespace.name, random)
    namespace.workloads.push(workload)
    return workload
  })
  return { namespaces, workloads }
}

function planNamespace(position: number, random: Random): PlannedNamespace {
  const system = systemNamespaces[position]
  if (system !== undefined) return { name: system, object: namespaceObject(system), workloads: [] }
  const team = random.pick(teams)
  const env = random.pick(environments)
  const name = `${team}-${env}-${position}`
  const labels: StringMap = {
    team,
    env,
    ...(random.chance(0.2) ? { pci: 'true' } : {}),
    ...(random.chance(0.6) ? { 'pod-security.kubernetes.io/enforce': 'restricted' } : {}),
  }
  return { name, object: namespaceObject(name, labels), workloads: [] }
}

function planWorkload(position: number, namespace: string, random: Random): PlannedWorkload {
  const system = systemWorkloads[position]
  const component = system?.component ?? random.pick(components)
  const name = system?.name ?? `${component}-${position}`
  const tier = tierOf(component)
  const labels: StringMap = {
    app: name,
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/component': component,
    'app.kubernetes.io/part-of': namespace,
    tier,
    ...(position === 0 ? { 'k8s-app': 'kube-dns' } : {}),
    ...(random.chance(0.3) ? { version: `v${1 + random.below(3)}` } : {}),
  }
  return { namespace, name, component, tier, labels }
}

function tierOf(component: Component): string {
  if (component === 'db' || component === 'cache' || component === 'queue') return 'data'
  return component === 'frontend' || component === 'gateway' ? 'edge' : 'app'
}
