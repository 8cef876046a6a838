import type { Cluster } from '../model/cluster'
import type { Labels } from '../model/selector'
import type { LabelUse, NamespaceUse, PortUse, Vocabulary } from '../model/vocabulary'

/** More values of one key are names of single things, which nobody chooses from a list. */
const mostValues = 100
const mostPorts = 300

/**
 * The labels, namespaces and ports that a cluster has, each with how many pods (or namespaces) have it, most first. Keys that
 * only controllers set (`pod-template-hash` and its like) are left out: a policy that names them does not last. Total; linear in the
 * labels, n log n in what is distinct.
 */
export function vocabulary({ namespaces, workloads }: Cluster): Vocabulary {
  return {
    podLabels: usesOf(workloads.map(({ labels, replicas }) => [labels, replicas])),
    namespaceLabels: usesOf(namespaces.map(({ labels }) => [labels, 1])),
    namespaces: namespaceUses({ namespaces, workloads }),
    ports: portUses(workloads),
  }
}

const setByControllers: ReadonlySet<string> = new Set([
  'pod-template-hash',
  'controller-revision-hash',
  'pod-template-generation',
  'controller-uid',
  'batch.kubernetes.io/controller-uid',
])

function usesOf(carriers: readonly (readonly [labels: Labels, count: number])[]): readonly LabelUse[] {
  const keys = new Map<string, Map<string, number>>()
  for (const [labels, count] of carriers) {
    for (const [key, value] of Object.entries(labels)) {
      if (setByControllers.has(key)) continue
      const values = keys.get(key) ?? new Map<string, number>()
      keys.set(key, values.set(value, (values.get(value) ?? 0) + count))
    }
  }
  const uses = [...keys].map(([key, values]) => ({
    key,
    count: [...values.values()].reduce((sum, it) => sum + it, 0),
    values: [...values]
      .map(([value, count]) => ({ value, count }))
      .sort((a, b) => b.count - a.count || inOrder(a.value, b.value))
      .slice(0, mostValues),
  }))
  return uses.sort((a, b) => b.count - a.count || inOrder(a.key, b.key))
}

/** Also those that only hold pods. */
function namespaceUses({
  namespaces,
  workloads,
}: Pick<Cluster, 'namespaces' | 'workloads'>): readonly NamespaceUse[] {
  const pods = new Map(namespaces.map(({ name }) => [name, 0]))
  for (const { namespace, replicas } of workloads) pods.set(namespace, (pods.get(namespace) ?? 0) + replicas)
  return [...pods]
    .map(([name, count]) => ({ name, pods: count }))
    .sort((a, b) => b.pods - a.pods || inOrder(a.name, b.name))
}

function portUses(workloads: Cluster['workloads']): readonly PortUse[] {
  const uses = new Map<string, PortUse>()
  for (const { ports, replicas } of workloads) {
    for (const { name, port, protocol } of ports) {
      const key = `${name} ${port} ${protocol}`
      uses.set(key, { name, port, protocol, pods: (uses.get(key)?.pods ?? 0) + replicas })
    }
  }
  return [...uses.values()].sort((a, b) => b.pods - a.pods || a.port - b.port).slice(0, mostPorts)
}

function inOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
