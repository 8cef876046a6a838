import { cardSize, externalSize, type GraphView, type NodeId } from '../../model/graphView'
import type { Point } from '../../model/workspace'
import type { Rect } from './edgeGeometry'

/** Where everything stands, in the picture's own pixels, frames and what is in them alike. */
export type Places = ReadonlyMap<NodeId, Rect>

/** Where people put things, by id; relative to the frame for cards. */
export type Positions = Readonly<Record<string, Point>>

/** What the layout says, and where people have put it instead. A card moves with its frame. Linear. */
export function placesOf(
  { frames, cards, externals }: Pick<GraphView, 'frames' | 'cards' | 'externals'>,
  moved: Positions,
): Places {
  const places = new Map<NodeId, Rect>()
  for (const frame of frames) {
    const { x, y } = moved[frame.id] ?? frame
    places.set(frame.id, { x, y, width: frame.width, height: frame.height })
  }
  for (const card of cards) {
    const { x, y } = moved[card.id] ?? card
    const frame = places.get(card.frame)
    places.set(card.id, { x: x + (frame?.x ?? 0), y: y + (frame?.y ?? 0), ...cardSize })
  }
  for (const external of externals) {
    const { x, y } = moved[external.id] ?? external
    places.set(external.id, { x, y, ...externalSize })
  }
  return places
}

/** The same things on their way from where they stood to where they are to stand: `share` 0 is there, 1 is here. Linear. */
export function between(before: Places, after: Places, share: number): Places {
  const places = new Map<NodeId, Rect>()
  for (const [id, to] of after) {
    const from = before.get(id)
    places.set(id, from === undefined ? to : mixed(from, to, share))
  }
  return places
}

/** Whether something stands elsewhere than before. Linear. */
export function hasMoved(before: Places, after: Places): boolean {
  for (const [id, to] of after) {
    const from = before.get(id)
    if (from !== undefined && (from.x !== to.x || from.y !== to.y)) return true
  }
  return false
}

/** What holds all of them; null when there are none. Linear. */
export function boundsOf(rects: Iterable<Rect>): Rect | null {
  let [left, top, right, bottom] = [
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ]
  for (const { x, y, width, height } of rects) {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x + width)
    bottom = Math.max(bottom, y + height)
  }
  return left > right ? null : { x: left, y: top, width: right - left, height: bottom - top }
}

function mixed(from: Rect, to: Rect, share: number): Rect {
  const mix = (a: number, b: number) => a + (b - a) * share
  return {
    x: mix(from.x, to.x),
    y: mix(from.y, to.y),
    width: mix(from.width, to.width),
    height: mix(from.height, to.height),
  }
}
