import { hasSiblings } from '../src/engine/compare'
import { compile, type PolicyIndex } from '../src/engine/compile'
import { reach } from '../src/engine/reach'
import type { Cluster, Endpoint, Workload } from '../src/model/cluster'
import type { ConnectionSet } from '../src/model/connections'
import type { EditEnd, OnlyEdit, ReachEdit } from '../src/model/edit'
import type { Direction, NetworkPolicy } from '../src/model/policy'
import { allConnections, isEmpty, noConnections, subtract, union } from '../src/sets/connections'
import { futureWorkload } from '../src/synthesis/dns'
import { benchOptions } from './readInput'

/** Ordered pairs of endpoints, and what each exchanges. */
export interface PairFlows {
  readonly from: Endpoint
  readonly to: Endpoint
  readonly connections: ConnectionSet
}

/** What a set of policies grants that nobody wanted, and what is wanted and does not pass. */
export interface Comparison {
  readonly beyond: readonly PairFlows[]
  readonly missing: readonly PairFlows[]
}

/** One that the manifests do not have. */
export const namespaceToCome = 'a namespace to come'

export const podToComeName = 'a pod to come'

/** Stands for those that come later: it has no labels. */
export function podToCome(namespace: string): Workload {
  return futureWorkload(namespace, podToComeName, {})
}

/** The cluster with one pod to come in each namespace, and one in a new one. */
export function withPodsToCome(cluster: Cluster): Cluster {
  const names = [...cluster.namespaces.map(({ name }) => name), namespaceToCome]
  const labels = { 'kubernetes.io/metadata.name': namespaceToCome }
  return {
    ...cluster,
    workloads: [...cluster.workloads, ...names.map(podToCome)],
    namespaces: [...cluster.namespaces, { name: namespaceToCome, labels, place: null }],
  }
}

/**
 * What policies grant beside what edits ask for, pair by pair, pods to come and the outside included. It is worked out from the
 * edits alone, with none of the synthesis: whom nobody isolates may do everything, and all others what is allowed.
 */
export function compareWithWanted(
  cluster: Cluster,
  policies: readonly NetworkPolicy[],
  edits: readonly (ReachEdit | OnlyEdit)[],
): Comparison {
  const index = compile({ ...withPodsToCome(cluster), policies }, benchOptions)
  const beyond: PairFlows[] = []
  const missing: PairFlows[] = []
  for (const { from, to, connections } of pairsOf(index)) {
    const wanted = wantedBetween(edits, from, to)
    const [more, less] = [subtract(connections, wanted), subtract(wanted, connections)]
    if (!isEmpty(more)) beyond.push({ from, to, connections: more })
    if (!isEmpty(less)) missing.push({ from, to, connections: less })
  }
  return { beyond, missing }
}

function pairsOf(index: PolicyIndex): readonly PairFlows[] {
  return index.endpoints.flatMap((from, i) =>
    index.endpoints.flatMap((to, j): PairFlows[] => {
      return isPair(index, i, j) ? [{ from, to, connections: reach(index, i, j) }] : []
    }),
  )
}

/** Policies say nothing about two addresses, nor about a pod alone with itself. */
export function isPair({ endpoints }: PolicyIndex, sender: number, receiver: number): boolean {
  if (sender === receiver) return hasSiblings(endpoints[sender])
  return endpoints[sender]?.kind === 'workload' || endpoints[receiver]?.kind === 'workload'
}

/** What edits ask for between two endpoints; of two that contradict each other the later wins. */
export function wantedBetween(
  edits: readonly (ReachEdit | OnlyEdit)[],
  from: Endpoint,
  to: Endpoint,
): ConnectionSet {
  const isIsolated = (endpoint: Endpoint, direction: Direction) =>
    edits.some((edit) => {
      if (edit.kind === 'only')
        return edit.namespaces.some((name) => covers({ kind: 'namespace', name }, endpoint))
      return edit.kind === 'isolate' && edit.directions.includes(direction) && covers(edit.end, endpoint)
    })
  if (!isIsolated(from, 'egress') && !isIsolated(to, 'ingress')) return allConnections
  return edits.reduce((sum, edit) => {
    if (edit.kind === 'isolate' || edit.kind === 'only' || !covers(edit.from, from) || !covers(edit.to, to))
      return sum
    return edit.kind === 'allow' ? union(sum, edit.connections) : subtract(sum, edit.connections)
  }, noConnections)
}

/** Whether an end means an endpoint. Nothing here is asked of single addresses. */
export function covers(end: EditEnd, endpoint: Endpoint): boolean {
  if (end.kind === 'cidr') throw new Error('no comparison asks for addresses')
  if (endpoint.kind === 'external') return end.kind === 'outside'
  if (end.kind === 'workload') return end.id === endpoint.id
  return end.kind === 'allPods' || (end.kind === 'namespace' && end.name === endpoint.namespace)
}
