/** Where edges run and where their labels stand. Plain geometry in the canvas's own pixels; knows no React Flow. */

export interface Rect {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface EdgeEnds {
  readonly id: string
  readonly from: Rect
  readonly to: Rect
  /** The frames around the ends, where they are different ones. */
  readonly frames: { readonly from: Rect; readonly to: Rect } | null
  /** Characters of the label; 0 for none. */
  readonly labelLength: number
  /** Whether it stands for several flows; the label of a single one is never left out. */
  readonly isBundle: boolean
}

export interface EdgeCourse {
  readonly path: string
  readonly labelX: number
  readonly labelY: number
  /** Whether the label of a bundle has no place: it would hide another one, or from afar a card's name. */
  readonly isCrowded: boolean
}

interface Point {
  readonly x: number
  readonly y: number
}

const labelCharacter = 6.6
const labelPadding = 16
export const labelHeight = 20
const bend = 14
/** How far an edge that runs back leaves its card before it turns. */
const lead = 22

/** Shares of the way at which a label may stand, the best first. */
const labelShares = [0.5, 0.43, 0.57, 0.36, 0.64, 0.3, 0.7, 0.24, 0.76, 0.18, 0.82, 0.13, 0.87, 0.08, 0.92]

/**
 * The course of every edge: out of the right side of `from`, into the left side of `to`. Edges that leave or enter the same
 * card are spread along its side, and each label takes the first place on its edge that covers no card and no other label; the
 * label of a bundle is left out where there is none.
 * O(edges x (cards + edges)).
 */
export function edgeCourses(
  edges: readonly EdgeEnds[],
  cards: readonly Rect[],
  labelScale = 1,
): ReadonlyMap<string, EdgeCourse> {
  const starts = spread(edges, 'from')
  const ends = spread(edges, 'to')
  const courses = new Map<string, EdgeCourse>()
  const taken: Rect[] = []
  for (const edge of edges) {
    const line = edgeLine(
      { x: edge.from.x + edge.from.width, y: starts.get(edge.id) ?? middleOf(edge.from).y },
      { x: edge.to.x, y: ends.get(edge.id) ?? middleOf(edge.to).y },
      edge,
    )
    const label = placeLabel(line.points, edge.labelLength, labelScale, cards, taken)
    const { at, rect } = label
    const isCrowded = edge.isBundle && label.isCrowded
    if (edge.labelLength > 0 && !isCrowded) taken.push(rect)
    courses.set(edge.id, { path: line.path, labelX: at.x, labelY: at.y, isCrowded })
  }
  return courses
}

/** Distributes the edges that share a side of a card over that side, ordered by where their other ends are. */
function spread(edges: readonly EdgeEnds[], side: 'from' | 'to'): ReadonlyMap<string, number> {
  const other = side === 'from' ? 'to' : 'from'
  const bySide = new Map<string, EdgeEnds[]>()
  for (const edge of edges) {
    const key = `${edge[side].x} ${edge[side].y}`
    const group = bySide.get(key)
    if (group) group.push(edge)
    else bySide.set(key, [edge])
  }
  const at = new Map<string, number>()
  for (const group of bySide.values()) {
    const sorted = group.toSorted(
      (a, b) => middleOf(a[other]).y - middleOf(b[other]).y || (a.id < b.id ? -1 : 1),
    )
    const { y, height } = sorted[0]?.[side] ?? { y: 0, height: 0 }
    const room = Math.min(height - 24, 14 * (sorted.length - 1))
    sorted.forEach((edge, i) => {
      const share = sorted.length === 1 ? 0.5 : i / (sorted.length - 1)
      at.set(edge.id, y + height / 2 - room / 2 + room * share)
    })
  }
  return at
}

function edgeLine(
  start: Point,
  end: Point,
  { from, to, frames }: EdgeEnds,
): { path: string; points: readonly Point[] } {
  if (contains(from, to))
    return innerLine({ x: from.x, y: to.y - innerLane }, { x: to.x - innerTurn, y: to.y - innerLane }, end)
  if (contains(to, from)) {
    const out = { x: start.x + innerTurn, y: from.y - innerLane }
    return innerLine(start, out, { x: to.x + to.width, y: out.y })
  }
  return end.x >= start.x + lead
    ? forwardLine(start, end)
    : backwardLine(start, end, laneBetween(frames?.from ?? from, frames?.to ?? to))
}

/** Above a card's row, in the gap to the next one. */
const innerLane = 8
const innerTurn = 12

/** Between a card and the border of the frame around it: the edge of all others in that frame. */
function innerLine(a: Point, b: Point, c: Point): { path: string; points: readonly Point[] } {
  const corner = a.y === b.y ? { x: b.x, y: c.y } : { x: b.x, y: a.y }
  const corners = a.y === b.y ? [a, b, corner, c] : [a, corner, b, c]
  return { path: roundedPath(corners), points: a.y === b.y ? alongLine(a, b) : alongLine(b, c) }
}

function contains(outer: Rect, inner: Rect): boolean {
  return (
    outer.x <= inner.x &&
    outer.y <= inner.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height &&
    outer !== inner
  )
}

/** A flat S. */
function forwardLine(start: Point, end: Point): { path: string; points: readonly Point[] } {
  const pull = Math.max(24, (end.x - start.x) * 0.5)
  const c1 = { x: start.x + pull, y: start.y }
  const c2 = { x: end.x - pull, y: end.y }
  const points = Array.from({ length: 21 }, (_, i) => cubicAt(start, c1, c2, end, i / 20))
  const path = `M${xy(start)} C${xy(c1)} ${xy(c2)} ${xy(end)}`
  return { path, points }
}

/** Out to the right, along a lane between two rows, and in again from the left. */
function backwardLine(start: Point, end: Point, lane: number): { path: string; points: readonly Point[] } {
  const out = start.x + lead
  const back = end.x - lead
  const corners: readonly Point[] = [
    start,
    { x: out, y: start.y },
    { x: out, y: lane },
    { x: back, y: lane },
    { x: back, y: end.y },
    end,
  ]
  // The label stands on the lane: upright pieces run beside other cards.
  return { path: roundedPath(corners), points: alongLine({ x: out, y: lane }, { x: back, y: lane }) }
}

/** Rows stand at least this far apart, so that a lane so near to its end passes between two of them. */
const nearLane = 16

/** The height between two boxes, near the one it leads to when others may stand between; below both where they overlap. */
function laneBetween(from: Rect, to: Rect): number {
  const below = to.y - (from.y + from.height)
  const above = from.y - (to.y + to.height)
  if (below > 12) return to.y - Math.min(below / 2, nearLane)
  if (above > 12) return to.y + to.height + Math.min(above / 2, nearLane)
  return Math.max(from.y + from.height, to.y + to.height) + 18
}

function roundedPath(corners: readonly Point[]): string {
  const [start] = corners
  if (!start) return ''
  const parts = [`M${xy(start)}`]
  for (let i = 1; i < corners.length - 1; i++) {
    const [before, corner, after] = [corners[i - 1], corners[i], corners[i + 1]]
    if (!before || !corner || !after) continue
    const radius = Math.min(bend, distance(before, corner) / 2, distance(corner, after) / 2)
    parts.push(`L${xy(towards(corner, before, radius))} Q${xy(corner)} ${xy(towards(corner, after, radius))}`)
  }
  const last = corners.at(-1)
  if (last) parts.push(`L${xy(last)}`)
  return parts.join(' ')
}

function placeLabel(
  points: readonly Point[],
  length: number,
  scale: number,
  cards: readonly Rect[],
  taken: readonly Rect[],
) {
  const [width, height] = [labelWidth(length) * scale, labelHeight * scale]
  const rectAt = (at: Point): Rect => ({
    x: at.x - width / 2,
    y: at.y - height / 2,
    width,
    height,
  })
  const places = labelShares.map((share) => points[Math.round(share * (points.length - 1))] ?? { x: 0, y: 0 })
  const isFree = (rect: Rect, others: readonly Rect[]) => !others.some((other) => overlaps(rect, other))
  let free: Point | null = null
  for (const at of places) {
    const rect = rectAt(at)
    if (!isFree(rect, taken)) continue
    if (isFree(rect, cards)) return { at, rect, isCrowded: false }
    free ??= at
  }
  const at = free ?? places[0] ?? { x: 0, y: 0 }
  return { at, rect: rectAt(at), isCrowded: free === null || scale > 1 }
}

/** Room for a label of so many characters in the 11 pixel monospaced face. */
export function labelWidth(length: number): number {
  return length * labelCharacter + labelPadding
}

function overlaps(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

/** 41 points at equal distances on the straight line. */
function alongLine(start: Point, end: Point): readonly Point[] {
  const length = distance(start, end)
  return Array.from({ length: 41 }, (_, i) => towards(start, end, (length * i) / 40))
}

function cubicAt(a: Point, b: Point, c: Point, d: Point, t: number): Point {
  const u = 1 - t
  const mix = (p: number, q: number, r: number, s: number) =>
    u * u * u * p + 3 * u * u * t * q + 3 * u * t * t * r + t * t * t * s
  return { x: mix(a.x, b.x, c.x, d.x), y: mix(a.y, b.y, c.y, d.y) }
}

function towards(from: Point, to: Point, length: number): Point {
  const whole = distance(from, to)
  const share = whole === 0 ? 0 : length / whole
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}

function middleOf({ x, y, width, height }: Rect): Point {
  return { x: x + width / 2, y: y + height / 2 }
}

function xy({ x, y }: Point): string {
  return `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`
}
