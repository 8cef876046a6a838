import { isTall, type Point, type Rect } from './edgeGeometry'
import { inOwnLanes, lead } from './edgeGeometryLaneRoutes'
import type { Lanes } from './edgeGeometryLanes'
import type { Obstacles } from './edgeGeometryObstacles'
import type { Span } from './edgeGeometryRoutes'

/** From the corners of a frame. */
const corner = 12
const mostGap = 96
const besideFrame = 20
const room = 40

/**
 * The corners of an edge between frames that stand above each other: a bundle leaves and enters a frame at the borders that face
 * each other, and a card's edge goes through the gap between them. Null where they do not stand so, or something is in the way.
 */
export function facingCorners(span: Span, obstacles: Obstacles, lanes: Lanes): readonly Point[] | null {
  const { homes } = span
  const areInFrames = isTall(homes.from) && isTall(homes.to)
  if (!areInFrames) return null
  const { from, to } = homes
  const isDown = to.y >= from.y + from.height
  if (!isDown && from.y < to.y + to.height) return null
  for (const [out, back] of [sides(span, lanes), outerSides(span)]) {
    const corners = cornersOf(span, out, back, isDown)
    const isFree = corners.slice(1).every((b, i) => {
      const a = corners[i] ?? b
      return obstacles.onWave(a, b) === null && !obstacles.isOverHead(a, b)
    })
    if (isFree) return inOwnLanes(corners, lanes)
  }
  return null
}

function cornersOf(
  { start, end, homes: { from, to }, isFrame }: Span,
  out: number,
  back: number,
  isDown: boolean,
): readonly Point[] {
  const [leaves, enters] = isDown ? [from.y + from.height, to.y] : [from.y, to.y + to.height]
  const lane =
    Math.abs(enters - leaves) <= mostGap
      ? (leaves + enters) / 2
      : enters + (isDown ? -besideFrame : besideFrame)
  const turns = [
    { x: out, y: lane },
    { x: back, y: lane },
  ]
  return [
    ...(isFrame.from ? [{ x: out, y: leaves }] : [start, { x: out, y: start.y }]),
    ...(out === back ? [] : turns),
    ...(isFrame.to ? [{ x: back, y: enters }] : [{ x: back, y: end.y }, end]),
  ]
}

/** The same beside the frame of a card: where its name and its locks stand nothing can pass. */
function outerSides({ homes: { from, to }, isFrame }: Span): readonly [number, number] {
  const [right, left] = [from.x + from.width + lead, to.x - lead]
  return [isFrame.from ? within(left, from) : right, isFrame.to ? within(right, to) : left]
}

/** Where it goes up or down at its begin and its end: at one place where both are frames, or the one reaches over the other. */
function sides({ start, end, homes, isFrame }: Span, lanes: Lanes): readonly [number, number] {
  if (!isFrame.from && !isFrame.to) return [start.x + lead, end.x - lead]
  if (!isFrame.from) return [start.x + lead, within(start.x + lead, homes.to)]
  if (!isFrame.to) return [within(end.x - lead, homes.from), end.x - lead]
  const { from, to } = homes
  const left = Math.max(from.x, to.x)
  const right = Math.min(from.x + from.width, to.x + to.width)
  if (right - left < 2 * corner) return [within((left + right) / 2, from), within((left + right) / 2, to)]
  const x = lanes.upright((left + right) / 2, from.y, to.y, Math.min(room, (right - left) / 2 - corner))
  return [x, x]
}

function within(x: number, { x: left, width }: Rect): number {
  return Math.min(Math.max(x, left + corner), left + width - corner)
}
