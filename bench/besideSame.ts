import { compile, type PolicyIndex } from '../src/engine/compile'
import { isIsolated, reach } from '../src/engine/reach'
import type { Cluster, Endpoint } from '../src/model/cluster'
import type { ConnectionSet } from '../src/model/connections'
import type { EditEnd, ReachEdit, ReachWish } from '../src/model/edit'
import { editId } from '../src/model/ids'
import type { NetworkPolicy } from '../src/model/policy'
import { isEmpty, subtract } from '../src/sets/connections'
import { covers, isPair, namespaceToCome, podToCome, wantedBetween, withPodsToCome } from './besideWanted'
import { benchOptions } from './readInput'

/** An end, and the one of its endpoints that stands for those that come later. */
interface Stand {
  readonly end: EditEnd
  readonly position: number
  /** Ends of few endpoints are drawn over ends of many. */
  readonly layer: number
}

/**
 * Edits that ask for just what policies grant, of a cluster without any: default deny for whom they isolate, then edges between
 * wide ends, each as it is for pods to come, and over them edges between narrow ends wherever it is different there. The later edit
 * wins, so nothing is left of a wide one where a narrow one says otherwise.
 */
export function editsForSame(cluster: Cluster, policies: readonly NetworkPolicy[]): readonly ReachEdit[] {
  const index = compile({ ...withPodsToCome(cluster), policies }, benchOptions)
  const stands = standsOf(index, cluster)
  const edits: ReachEdit[] = []
  const ask = (wish: ReachWish) => edits.push({ ...wish, id: editId(`e${edits.length + 1}`) })
  for (const wish of isolations(index, stands)) ask(wish)
  const pairs = stands.flatMap((from) => stands.map((to) => ({ from, to })))
  for (const { from, to } of pairs.toSorted((a, b) => layerOf(a) - layerOf(b))) {
    const [sender, receiver] = [index.endpoints[from.position], index.endpoints[to.position]]
    if (sender === undefined || receiver === undefined || !isPair(index, from.position, to.position)) continue
    const granted = reach(index, from.position, to.position)
    const said = wantedBetween(edits, sender, receiver)
    const edge = (kind: 'allow' | 'block', connections: ConnectionSet) => {
      if (!isEmpty(connections)) ask({ kind, from: from.end, to: to.end, connections })
    }
    edge('block', subtract(said, granted))
    edge('allow', subtract(granted, said))
  }
  return edits
}

function layerOf({ from, to }: { readonly from: Stand; readonly to: Stand }): number {
  return from.layer + to.layer
}

function standsOf(index: PolicyIndex, { namespaces, workloads }: Cluster): readonly Stand[] {
  const toCome = (namespace: string) => index.positionOf.get(podToCome(namespace).id) ?? -1
  const outside = index.endpoints.flatMap(({ kind }, position) => (kind === 'external' ? [position] : []))
  if (outside.length > 1) throw new Error('no comparison tells addresses apart')
  return [
    { end: { kind: 'allPods' }, position: toCome(namespaceToCome), layer: 0 },
    ...namespaces.map(({ name }) => ({
      end: { kind: 'namespace' as const, name },
      position: toCome(name),
      layer: 1,
    })),
    ...outside.map((position) => ({ end: { kind: 'outside' as const }, position, layer: 2 })),
    ...workloads.map(({ id }) => ({
      end: { kind: 'workload' as const, id },
      position: index.positionOf.get(id) ?? -1,
      layer: 2,
    })),
  ]
}

/** A namespace whose pods to come are isolated is isolated as a whole. */
function isolations(index: PolicyIndex, stands: readonly Stand[]): readonly ReachWish[] {
  const found: Extract<ReachWish, { readonly kind: 'isolate' }>[] = []
  for (const { end, position } of stands) {
    const endpoint = index.endpoints[position]
    const directions = (['ingress', 'egress'] as const).filter(
      (direction) =>
        isIsolated(index, direction, position) &&
        !found.some((wish) => wish.directions.includes(direction) && isIn(wish.end, endpoint)),
    )
    if (directions.length > 0) found.push({ kind: 'isolate', end, directions, dns: 'none' })
  }
  return found
}

function isIn(end: EditEnd, endpoint: Endpoint | undefined): boolean {
  return endpoint !== undefined && covers(end, endpoint)
}
