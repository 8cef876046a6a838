import type { ConnectionSet } from '../model/connections'
import type { NodeId } from '../model/graphView'
import { formatConnections } from '../sets/connections'
import { groupBy } from '../sets/groupBy'
import { type Bundle, mergeBundles, moveBundle } from './edges'

/** Which frame each card is in, and how many cards each frame shows. */
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
  const texts = new Map<ConnectionSet, string>()
  const textOf = (connections: ConnectionSet) => {
    const text = texts.get(connections) ?? formatConnections(connections)
    texts.set(connections, text)
    return text
  }
  const bySender = joinSide(bundles, 'from', frames, textOf)
  return joinSide(bySender, 'to', frames, textOf)
}

/** Inside a namespace "all others" is worth an edge of its own only when they are several. */
const fewestInside = 6

function joinSide(
  bundles: readonly Bundle[],
  end: 'from' | 'to',
  { frameOf, cardsIn }: Frames,
  textOf: (connections: ConnectionSet) => string,
): readonly Bundle[] {
  const other = end === 'from' ? 'to' : 'from'
  const groups = groupBy(bundles, (bundle) => {
    const frame = frameOf.get(bundle[end])
    const otherFrame = frameOf.get(bundle[other]) ?? bundle[other]
    if (frame === undefined || frame === bundle[other]) return bundle
    const isInside = frame === otherFrame
    // A half-open flow is a question of its own, and is not lost among its neighbours.
    if (isInside && bundle.kind === 'half') return bundle
    if ((cardsIn.get(frame) ?? 0) < (isInside ? fewestInside : 2)) return bundle
    const { kind, change, blockedBy, connections } = bundle
    return [frame, bundle[other], kind, change, blockedBy, textOf(connections)].join(' ')
  })
  const joined = [...groups].flatMap(([key, group]) => {
    const frame = frameOf.get(group[0]?.[end] ?? '')
    const isInside = frame !== undefined && frameOf.get(group[0]?.[other] ?? '') === frame
    const whole = (cardsIn.get(frame ?? '') ?? 0) - (isInside ? 1 : 0)
    const isWhole = typeof key === 'string' && frame !== undefined && group.length === whole
    return isWhole
      ? group.map((bundle) =>
          end === 'from' ? moveBundle(bundle, frame, bundle.to) : moveBundle(bundle, bundle.from, frame),
        )
      : group
  })
  return mergeBundles(joined)
}
