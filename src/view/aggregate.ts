import type { ConnectionSet } from '../model/connections'
import type { NodeId } from '../model/graphView'
import { formatConnections } from '../sets/connections'
import { type Bundle, kindNumber, mergeBundles, moveBundle, numberIn } from './edges'

/** Which frame each card is in, and how many cards each frame stands for. */
export interface Frames {
  readonly frameOf: ReadonlyMap<NodeId, NodeId>
  readonly cardsIn: ReadonlyMap<NodeId, number>
}

/**
 * Replaces the edges of all cards of a namespace by one edge of its frame, when they are alike (kind, change, connections) and have
 * the same other end: outside the namespace, or one of its own cards, which all others then share. First by who sends, then by who
 * receives, so frame to frame where both hold. The
 * picture says the same with fewer lines, now; a card that comes later gets its own edge or none. Total, O(edges).
 */
export function aggregate(bundles: readonly Bundle[], frames: Frames): readonly Bundle[] {
  const setNumber = connectionNumbers()
  return joinSide(joinSide(bundles, 'from', frames, setNumber), 'to', frames, setNumber)
}

/** Inside a namespace "all others" is worth an edge of its own only when they are several. */
const fewestInside = 6

function joinSide(
  bundles: readonly Bundle[],
  end: 'from' | 'to',
  frames: Frames,
  setNumber: (connections: ConnectionSet) => number,
): readonly Bundle[] {
  const groupOf = groupsOf(bundles, end, frames, setNumber)
  const sizes: number[] = []
  for (const group of groupOf) if (group !== alone) sizes[group] = (sizes[group] ?? 0) + 1
  const joined: Bundle[] = []
  const others: Bundle[] = []
  bundles.forEach((bundle, i) => {
    const { from, to } = bundle
    const frame = frames.frameOf.get(bundle[end])
    const group = groupOf[i] ?? alone
    const isInside = frame === frames.frameOf.get(end === 'from' ? to : from)
    const whole = (frames.cardsIn.get(frame ?? '') ?? 0) - (isInside ? 1 : 0)
    if (frame === undefined || group === alone || sizes[group] !== whole) others.push(bundle)
    else joined.push(end === 'from' ? moveBundle(bundle, frame, to) : moveBundle(bundle, from, frame))
  })
  // No other bundle ends at a frame that has cards, so what is joined can only be equal among itself.
  return joined.length === 0 ? bundles : [...others, ...mergeBundles(joined)]
}

const alone = -1
// More than there are nodes, connection sets and sorts of a cluster.
const wide = { nodes: 2 ** 26, sets: 2 ** 20, sorts: 2 ** 25 } as const

/** Numbers for bundles that are alike but for one end, which stands in one frame; `alone` for those that are never joined. */
function groupsOf(
  bundles: readonly Bundle[],
  end: 'from' | 'to',
  { frameOf, cardsIn }: Frames,
  setNumber: (connections: ConnectionSet) => number,
): readonly number[] {
  const other = end === 'from' ? 'to' : 'from'
  const nodes = new Map<NodeId, number>()
  const ends = new Map<number, number>()
  const groups = new Map<number, number>()
  return bundles.map((bundle) => {
    const frame = frameOf.get(bundle[end])
    if (frame === undefined || frame === bundle[other]) return alone
    const isInside = frame === (frameOf.get(bundle[other]) ?? bundle[other])
    // A half-open flow is a question of its own, and is not lost among its neighbours.
    if (isInside && bundle.kind === 'half') return alone
    if ((cardsIn.get(frame) ?? 0) < (isInside ? fewestInside : 2)) return alone
    const pair = numberIn(ends, numberIn(nodes, frame) * wide.nodes + numberIn(nodes, bundle[other]))
    const sort = kindNumber(bundle) * wide.sets + setNumber(bundle.connections)
    return numberIn(groups, pair * wide.sorts + sort)
  })
}

/** Equal sets have one number. */
function connectionNumbers(): (connections: ConnectionSet) => number {
  const texts = new Map<string, number>()
  const known = new Map<ConnectionSet, number>()
  return (connections) => {
    const before = known.get(connections)
    if (before !== undefined) return before
    const number = numberIn(texts, formatConnections(connections))
    known.set(connections, number)
    return number
  }
}
