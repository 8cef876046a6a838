/** What part of the picture is seen, and what has to be in the page for it. */
import type { FrameNode, NodeId } from '../../model/graphView'
import type { Point } from '../../model/workspace'
import type { Rect } from './edgeGeometry'
import type { Places } from './places'

/** How the picture is moved and zoomed: a point is drawn at its place times `zoom`, plus `x` and `y`. */
export interface Viewport {
  readonly x: number
  readonly y: number
  readonly zoom: number
}

export interface Extent {
  readonly width: number
  readonly height: number
}

/** The part of the picture that is seen. O(1). */
export function sightOf({ x, y, zoom }: Viewport, { width, height }: Extent): Rect {
  return { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom }
}

/** A part with so many times its own size more at every side. O(1). */
export function grown({ x, y, width, height }: Rect, share: number): Rect {
  return {
    x: x - width * share,
    y: y - height * share,
    width: width * (1 + 2 * share),
    height: height * (1 + 2 * share),
  }
}

export function meet(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

/** Whether one holds all of the other. */
export function holds(outer: Rect, inner: Rect): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  )
}

/** The namespaces of which something is seen, in the order of the frames; null when all are. Linear. */
export function namespacesInSight(
  frames: readonly FrameNode[],
  places: Places,
  sight: Rect,
): readonly string[] | null {
  const seen = frames.filter(({ id }) => isSeen(id, places, sight))
  return seen.length === frames.length ? null : seen.map(({ namespace }) => namespace)
}

/** Those of some things that are seen. Linear. */
export function inSight(ids: Iterable<NodeId>, places: Places, sight: Rect): ReadonlySet<NodeId> {
  const seen = new Set<NodeId>()
  for (const id of ids) if (isSeen(id, places, sight)) seen.add(id)
  return seen
}

function isSeen(id: NodeId, places: Places, sight: Rect): boolean {
  const rect = places.get(id)
  return rect !== undefined && meet(rect, sight)
}

/** What goes into the page and out of it in one frame: more would be seen as a halt. */
const mostComing = 14
const mostGoing = 60

/**
 * One step from what is in the page to what should be: a few of `wanted` come, a few of what is in neither set go. The same set
 * when nothing is left to do. Linear.
 */
export function nextInPage(
  present: ReadonlySet<NodeId>,
  wanted: ReadonlySet<NodeId>,
  kept: ReadonlySet<NodeId>,
): ReadonlySet<NodeId> {
  const coming = [...wanted].filter((id) => !present.has(id)).slice(0, mostComing)
  const going = [...present].filter((id) => !wanted.has(id) && !kept.has(id)).slice(0, mostGoing)
  if (coming.length + going.length === 0) return present
  const next = new Set([...present, ...coming])
  for (const id of going) next.delete(id)
  return next
}

/** What stands at a point: a card before the frame that it is in. Null for nothing. Linear. */
export function nodeAt(places: Places, { x, y }: Point): NodeId | null {
  let found: NodeId | null = null
  // Frames come first.
  for (const [id, rect] of places)
    if (x >= rect.x && x <= rect.x + rect.width && y >= rect.y && y <= rect.y + rect.height) found = id
  return found
}
