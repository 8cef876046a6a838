import type { NodeId } from '../model/graphView'
import { union } from '../sets/connections'
import { addTo } from '../sets/groupBy'
import { type Bundle, bundleId, moveBundle } from './edges'

/** The bundles of a picture, sorted out so that folding them costs what is drawn and hardly what there is. */
export interface Foldable {
  readonly bundles: readonly Bundle[]
  /** The frame of every card. */
  readonly frameOf: ReadonlyMap<NodeId, NodeId>
  /** How many flows they stand for. */
  readonly pairs: number
  /** By each end, and by the frame that it stands in. */
  readonly byNode: ReadonlyMap<NodeId, readonly Bundle[]>
  readonly isOwn: ReadonlySet<Bundle>
  /** Those of quiet workloads first, as an edge of a hub says least. */
  readonly quietest: readonly Bundle[]
  readonly changed: readonly Bundle[]
  readonly half: readonly Bundle[]
  /** With both ends in one frame, quietest first. */
  readonly within: readonly Bundle[]
  /** By the id of the bundle that stands for all of them. */
  readonly between: ReadonlyMap<string, Between>
}

/** What runs between two frames or external blocks, of one kind, change and blocking side. */
interface Between {
  readonly members: readonly Bundle[]
  /** All of them as one. */
  readonly whole: readonly Bundle[]
}

/** Sorts bundles out for `fold`. Total, O(bundles log bundles). */
export function foldable(bundles: readonly Bundle[], frameOf: ReadonlyMap<NodeId, NodeId>): Foldable {
  const byNode = new Map<NodeId, Bundle[]>()
  const members = new Map<string, Bundle[]>()
  for (const bundle of bundles) {
    const { from, to } = bundle
    const [fromFrame, toFrame] = [frameOf.get(from) ?? from, frameOf.get(to) ?? to]
    addTo(byNode, from, bundle)
    addTo(byNode, to, bundle)
    if (fromFrame !== from && fromFrame !== to) addTo(byNode, fromFrame, bundle)
    if (toFrame !== to && toFrame !== from && toFrame !== fromFrame) addTo(byNode, toFrame, bundle)
    if (fromFrame !== toFrame) addTo(members, bundleId(fromFrame, toFrame, bundle), bundle)
  }
  const quietest = quietestFirst(bundles, byNode)
  return {
    bundles,
    frameOf,
    pairs: pairsOf(bundles),
    byNode,
    isOwn: new Set(bundles),
    quietest,
    changed: bundles.filter(({ change }) => change !== 'same').sort(byId),
    half: bundles.filter(({ kind, change }) => kind === 'half' && change === 'same').sort(byId),
    within: quietest.filter(({ from, to }) => (frameOf.get(from) ?? from) === (frameOf.get(to) ?? to)),
    between: new Map(
      [...members].map(([id, list]) => [id, { members: list, whole: betweenFrames(list, frameOf) }]),
    ),
  }
}

/** Bundles between the same two frames and of one sort as one bundle; none of none. Total, O(members). */
export function betweenFrames(
  [first, ...others]: readonly Bundle[],
  frameOf: ReadonlyMap<NodeId, NodeId>,
): readonly Bundle[] {
  if (first === undefined) return []
  let { connections, pairs } = first
  for (const other of others) {
    connections = union(connections, other.connections)
    pairs += other.pairs
  }
  const { from, to } = first
  return [moveBundle({ ...first, connections, pairs }, frameOf.get(from) ?? from, frameOf.get(to) ?? to)]
}

export function pairsOf(bundles: readonly Bundle[]): number {
  return bundles.reduce((sum, { pairs }) => sum + pairs, 0)
}

export function byId(a: Bundle, b: Bundle): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

/** By how many edges the busier of the two ends has; equal ones stay in their order. */
function quietestFirst(
  bundles: readonly Bundle[],
  byNode: ReadonlyMap<NodeId, readonly Bundle[]>,
): readonly Bundle[] {
  const degreeOf = (node: NodeId) => byNode.get(node)?.length ?? 0
  const buckets: Bundle[][] = []
  for (const bundle of bundles) {
    const degree = Math.max(degreeOf(bundle.from), degreeOf(bundle.to))
    const bucket = buckets[degree]
    if (bucket === undefined) buckets[degree] = [bundle]
    else bucket.push(bundle)
  }
  return buckets.flat()
}
