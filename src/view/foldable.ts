import type { NodeId } from '../model/graphView'
import { union } from '../sets/connections'
import { addTo } from '../sets/groupBy'
import { type Bundle, kindNumber, moveBundle, numberIn, sorts } from './edges'

/** The bundles of a picture, sorted out so that folding them costs what is drawn and hardly what there is. */
export interface Foldable {
  readonly bundles: readonly Bundle[]
  /** Those of them that stand for flows without an edge of their own. */
  readonly joined: ReadonlySet<Bundle>
  /** How many flows they stand for. */
  readonly pairs: number
  /** The frame of every card. */
  readonly frameOf: ReadonlyMap<NodeId, NodeId>
  /** All nodes that they end at. */
  readonly ends: ReadonlySet<NodeId>
  /** Those of quiet workloads first, as an edge of a hub says least. */
  readonly quietest: readonly Bundle[]
  readonly changed: readonly Bundle[]
  /** What runs between two frames or external blocks, of one kind, change and blocking side, by `keyOf`. */
  readonly between: ReadonlyMap<number, Between>
  /** The same number for bundles between the same two frames and of one sort; null within a frame. */
  readonly keyOf: (bundle: Bundle) => number | null
}

interface Between {
  readonly members: readonly Bundle[]
  /** All of them as one. */
  readonly whole: readonly Bundle[]
}

/** Sorts bundles out for `fold`. Total, O(bundles). */
export function foldable(
  bundles: readonly Bundle[],
  frameOf: ReadonlyMap<NodeId, NodeId>,
  joined: ReadonlySet<Bundle> = new Set(),
): Foldable {
  const degrees = new Map<NodeId, number>()
  const members = new Map<number, Bundle[]>()
  const keyOf = keysBetween(frameOf)
  for (const bundle of bundles) {
    degrees.set(bundle.from, (degrees.get(bundle.from) ?? 0) + 1)
    degrees.set(bundle.to, (degrees.get(bundle.to) ?? 0) + 1)
    const key = keyOf(bundle)
    if (key !== null) addTo(members, key, bundle)
  }
  return {
    bundles,
    joined,
    pairs: pairsOf(bundles),
    frameOf,
    ends: new Set(degrees.keys()),
    quietest: quietestFirst(bundles, degrees),
    changed: bundles.filter(({ change }) => change !== 'same'),
    between: new Map(
      [...members].map(([key, list]) => [key, { members: list, whole: betweenFrames(list, frameOf) }]),
    ),
    keyOf,
  }
}

function keysBetween(frameOf: ReadonlyMap<NodeId, NodeId>): Foldable['keyOf'] {
  const numbers = new Map<NodeId, number>()
  const rows: Map<number, number>[] = []
  let count = 0
  return (bundle) => {
    const from = frameOf.get(bundle.from) ?? bundle.from
    const to = frameOf.get(bundle.to) ?? bundle.to
    if (from === to) return null
    const row = rows[numberIn(numbers, from)] ?? new Map<number, number>()
    rows[numberIn(numbers, from)] = row
    const place = numberIn(numbers, to) * sorts + kindNumber(bundle)
    const key = row.get(place) ?? count++
    row.set(place, key)
    return key
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
  const whole = others.length === 0 ? first : { ...first, connections, pairs }
  return [moveBundle(whole, frameOf.get(first.from) ?? first.from, frameOf.get(first.to) ?? first.to)]
}

export function pairsOf(bundles: readonly Bundle[]): number {
  return bundles.reduce((sum, { pairs }) => sum + pairs, 0)
}

/** By how many edges the busier of the two ends has; equal ones stay in their order. */
function quietestFirst(bundles: readonly Bundle[], degrees: ReadonlyMap<NodeId, number>): readonly Bundle[] {
  const buckets: Bundle[][] = []
  for (const bundle of bundles) {
    const degree = Math.max(degrees.get(bundle.from) ?? 0, degrees.get(bundle.to) ?? 0)
    const bucket = buckets[degree]
    if (bucket === undefined) buckets[degree] = [bundle]
    else bucket.push(bundle)
  }
  return buckets.flat()
}
