import {
  alongCorners,
  alongWaves,
  contains,
  type Point,
  type Rect,
  roundedPath,
  wavePath,
} from './edgeGeometry'
import { facingCorners } from './edgeGeometryFacing'
import { inOwnLanes, laneRoute, lead } from './edgeGeometryLaneRoutes'
import type { Lanes } from './edgeGeometryLanes'
import type { Obstacle, Obstacles } from './edgeGeometryObstacles'

/** What is drawn, and points along it for the label, from its begin to its end. */
export interface Route {
  readonly path: string
  readonly points: readonly Point[]
}

/** An edge between two points on the sides of its ends. */
export interface Span {
  readonly start: Point
  readonly end: Point
  readonly from: Rect
  readonly to: Rect
  /** The frames around the ends where those are different ones, else the ends themselves. */
  readonly homes: { readonly from: Rect; readonly to: Rect }
  /** Whether an end is an open frame itself, as that of a bundle. */
  readonly isFrame: { readonly from: boolean; readonly to: boolean }
}

/** The course from the right side of one thing to the left side of another, round what is in its way. */
export function routeOf(span: Span, obstacles: Obstacles, lanes: Lanes): Route {
  const { start, end, from, to } = span
  if (contains(from, to) || contains(to, from)) return innerRoute(span, lanes)
  if (end.x >= start.x + lead) {
    const waves = straightened(passing(start, end, obstacles, { left: mostDetours }), obstacles)
    const blocked = countBlocked(waves, obstacles)
    if (blocked > 0) {
      const route = laneRoute(span, obstacles)
      if (route.obstacles < blocked) return alongRounded(inOwnLanes(route.corners, lanes))
    }
    return forwardRoute(waves, lanes)
  }
  const facing = facingCorners(span, obstacles, lanes)
  return alongRounded(facing ?? inOwnLanes(laneRoute(span, obstacles).corners, lanes))
}

function alongRounded(corners: readonly Point[]): Route {
  return { path: roundedPath(corners), points: alongCorners(corners) }
}

/** Above a card's row, in the gap to the next one. */
const innerLane = 8
const innerTurn = 12

/** Between a card and the border of the frame around it: the edge of all others in that frame. */
function innerRoute({ start, end, from, to }: Span, lanes: Lanes): Route {
  if (contains(from, to)) {
    const y = lanes.level(to.y - innerLane, from.x, to.x, innerLane)
    return alongRounded([
      { x: from.x, y },
      { x: to.x - innerTurn, y },
      { x: to.x - innerTurn, y: end.y },
      end,
    ])
  }
  const y = lanes.level(from.y - innerLane, start.x, to.x + to.width, innerLane)
  const x = start.x + innerTurn
  return alongRounded([start, { x, y: start.y }, { x, y }, { x: to.x + to.width, y }])
}

const mostDetours = 24

/** A flat S, or several, with a level piece above or below each thing that would be in the way. */
function forwardRoute(points: readonly Point[], lanes: Lanes): Route {
  const placed = points.map((point) => ({ ...point }))
  for (let i = 1; i + 2 < placed.length; i++) {
    const [a, b] = [placed[i], placed[i + 1]]
    if (!a || !b || a.y !== b.y) continue
    a.y = b.y = lanes.level(a.y, a.x, b.x, nudge)
    i++
  }
  return { path: wavePath(placed), points: alongWaves(placed) }
}

function countBlocked(points: readonly Point[], obstacles: Obstacles): number {
  return points.slice(1).filter((b, i) => {
    const a = points[i] ?? b
    return obstacles.onWave(a, b) !== null || obstacles.isOverHead(a, b)
  }).length
}

/** Edges that pass between the same two cards run so far beside the middle. */
const nudge = 8
const besideCard = 10

function passing(
  start: Point,
  end: Point,
  obstacles: Obstacles,
  detours: { left: number },
): readonly Point[] {
  const obstacle = detours.left > 0 ? obstacles.onWave(start, end) : null
  if (obstacle === null) return [start, end]
  detours.left--
  const { rect } = obstacle
  const before = Math.max(start.x + 1, Math.min(rect.x - besideCard, end.x - 2))
  const behind = Math.min(end.x - 1, Math.max(rect.x + rect.width + besideCard, before + 1))
  const heights = [-1, 1].map((side) => passHeight(obstacle, side, before, behind, obstacles))
  const price = (y: number) => Math.abs(start.y - y) + Math.abs(end.y - y)
  const [above = start.y, below = start.y] = heights
  const y = price(above) <= price(below) ? above : below
  const first = passing(start, { x: before, y }, obstacles, detours)
  const second = passing({ x: behind, y }, end, obstacles, detours)
  return [...first, ...second]
}

const mostSlides = 12

/** The height just above (-1) or below (1) it at which nothing else is in the way of a level piece. */
function passHeight(
  obstacle: Obstacle,
  side: number,
  before: number,
  behind: number,
  obstacles: Obstacles,
): number {
  let next: Obstacle | null = obstacle
  let y = 0
  for (let slide = 0; next !== null && slide < mostSlides; slide++) {
    y = side < 0 ? next.rect.y - next.lane : next.rect.y + next.rect.height + next.lane
    next = obstacles.onLine({ x: before, y }, { x: behind, y })
  }
  return y
}

const farthestJump = 5

/** Without the detours that turned out needless once others were made. Points stand in pairs, before and behind what is passed. */
function straightened(points: readonly Point[], obstacles: Obstacles): readonly Point[] {
  const kept: Point[] = []
  for (let i = 0; i < points.length; i++) {
    const from = points[i]
    if (from) kept.push(from)
    const isBehind = i % 2 === 0
    if (!from || !isBehind) continue
    for (let far = Math.min(points.length - 1, i + farthestJump); far > i + 1; far -= 2) {
      const to = points[far]
      if (!to || obstacles.onWave(from, to) !== null) continue
      i = far - 1
      break
    }
  }
  return kept
}
