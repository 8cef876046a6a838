import { isSameRect, overlaps, type Point, type Rect } from './edgeGeometry'
import type { Lanes } from './edgeGeometryLanes'
import type { Obstacle, Obstacles } from './edgeGeometryObstacles'
import type { Span } from './edgeGeometryRoutes'

/** How far an edge leaves its card before it turns up or down: less than a frame's padding. */
export const lead = 14
/** How far beside a box a lane runs: cards stand 28 apart, frames at least 44. */
const besideRow = 14
const besideFrame = 18
const pricePerObstacle = 6000
const room = 10

/** Upright and level pieces by turns, and how much they run over. */
export interface LaneRoute {
  readonly corners: readonly Point[]
  readonly price: number
  readonly obstacles: number
}

const mostRounds = 4
const mostRounded = 4

/**
 * The shortest way in lanes over the fewest things: out to the right, along a lane between rows or frames, and in from the left; and
 * where that runs over something, along three lanes: between rows, beside a frame, between rows; and where that does, too, round what
 * it runs over. Total.
 */
export function laneRoute(span: Span, obstacles: Obstacles): LaneRoute {
  let best = bestOf(simpleWays(span), span, obstacles)
  if (best.obstacles > 0) best = cheaper(best, bestOf(longWays(span), span, obstacles))
  const rounded: Obstacle[] = []
  for (let round = 0; best.obstacles > 0 && round < mostRounds && rounded.length < mostRounded; round++) {
    const more = inTheWay(best.corners, obstacles).filter(
      ({ rect }) => !rounded.some((it) => isSameRect(it.rect, rect)),
    )
    if (more.length === 0) break
    rounded.push(...more.slice(0, mostRounded - rounded.length))
    best = cheaper(best, bestOf(waysRound(span, rounded), span, obstacles))
  }
  return best
}

function cheaper(one: LaneRoute, other: LaneRoute): LaneRoute {
  return other.price < one.price ? other : one
}

/** What each piece runs over first. */
function inTheWay(corners: Way, obstacles: Obstacles): readonly Obstacle[] {
  return corners.slice(1).flatMap((b, i) => obstacles.onLine(corners[i] ?? b, b) ?? [])
}

/** Above, below and beside what is in the way: with one lane, or with one on each side of an upright one. */
function waysRound({ start, end, homes }: Span, rounded: readonly Obstacle[]): readonly Way[] {
  const outs = distinct([start.x + lead, homes.from.x + homes.from.width + lead])
  const backs = distinct([end.x - lead, homes.to.x - lead])
  const heights = distinct(rounded.flatMap(({ rect, lane }) => [rect.y - lane, rect.y + rect.height + lane]))
  const besides = distinct(rounded.flatMap(({ rect, lane }) => [rect.x - lane, rect.x + rect.width + lane]))
  const own = lanesBeside(homes.from, homes.to, besideFrame)
  const simple = heights.map((lane) => [lane])
  const double = [start.y, ...own, ...heights].flatMap((first) =>
    besides.flatMap((beside) => [end.y, ...own, ...heights].map((last) => [first, beside, last])),
  )
  return outs.flatMap((out) =>
    backs.flatMap((back) => [...simple, ...double].map((turns) => wayOf(start, end, [out, ...turns, back]))),
  )
}

/** The same corners, each piece in a lane of its own as far as there is room. */
export function inOwnLanes(corners: readonly Point[], lanes: Lanes): readonly Point[] {
  const placed = corners.map((corner) => ({ ...corner }))
  for (let i = 1; i + 2 < placed.length; i++) {
    const [a, b] = [placed[i], placed[i + 1]]
    if (!a || !b) continue
    if (a.x === b.x) a.x = b.x = lanes.upright(a.x, a.y, b.y, room)
    else a.y = b.y = lanes.level(a.y, a.x, b.x, room)
  }
  return placed
}

type Way = readonly Point[]

function simpleWays({ start, end, from, to, homes }: Span): readonly Way[] {
  const outs = distinct([start.x + lead, homes.from.x + homes.from.width + lead])
  const backs = distinct([end.x - lead, homes.to.x - lead])
  const areEnds = homes.from === from && homes.to === to
  const heights = distinct([
    ...lanesBeside(homes.from, homes.to, areEnds ? besideRow : besideFrame),
    ...lanesBeside(from, to, besideRow),
  ])
  return outs.flatMap((out) =>
    backs.flatMap((back) => heights.map((lane) => wayOf(start, end, [out, lane, back]))),
  )
}

function longWays({ start, end, from, to, homes }: Span): readonly Way[] {
  const out = start.x + lead
  const back = end.x - lead
  const besides = distinct(
    [homes.from, homes.to].flatMap(({ x, width }) => [x - besideFrame, x + width + besideFrame]),
  )
  const leaving = [start.y, from.y - besideRow, from.y + from.height + besideRow]
  const entering = [end.y, to.y - besideRow, to.y + to.height + besideRow]
  return leaving.flatMap((first) =>
    besides.flatMap((beside) => entering.map((last) => wayOf(start, end, [out, first, beside, last, back]))),
  )
}

/** `turns` are by turns where it runs up or down and at which height it goes on. */
function wayOf(start: Point, end: Point, turns: readonly number[]): Way {
  const corners: Point[] = [start]
  let { x, y } = start
  for (const [i, turn] of [...turns, end.y, end.x].entries()) {
    if (i % 2 === 0) x = turn
    else y = turn
    corners.push({ x, y })
  }
  return corners.filter((corner, i) => !isBetween(corners[i - 1], corner, corners[i + 1]))
}

/** Whether it is no corner: the line goes straight on, or stands still. */
function isBetween(before: Point | undefined, { x, y }: Point, after: Point | undefined): boolean {
  if (!before || !after) return false
  return (before.x === x && x === after.x) || (before.y === y && y === after.y)
}

/** The shortest first, so that most need not be held against what is in the way. */
function bestOf(ways: readonly Way[], span: Span, obstacles: Obstacles): LaneRoute {
  const byLength = ways
    .map((corners) => ({ corners, length: lengthOf(corners) }))
    .sort((a, b) => a.length - b.length)
  let best: LaneRoute = { corners: [span.start, span.end], price: Number.POSITIVE_INFINITY, obstacles: 1 }
  for (const { corners, length } of byLength) {
    if (length >= best.price) break
    const count = countOn(corners, span, obstacles, (best.price - length) / pricePerObstacle)
    const price = length + pricePerObstacle * count
    if (price < best.price) best = { corners, price, obstacles: count }
  }
  return best
}

/** Pieces that run over something, the things that the edge joins among them; counts no further than to `enough`. */
function countOn(corners: Way, { from, to }: Span, obstacles: Obstacles, enough: number): number {
  let count = 0
  for (let i = 0; i + 1 < corners.length && count < enough; i++) {
    const [a, b] = [corners[i], corners[i + 1]]
    if (!a || !b) continue
    if (obstacles.onLine(a, b) !== null || isOver(a, b, from) || isOver(a, b, to)) count++
  }
  return count
}

function isOver(a: Point, b: Point, rect: Rect): boolean {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)]
  return overlaps({ x, y, width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) }, rect)
}

function lanesBeside(from: Rect, to: Rect, beside: number): readonly number[] {
  const [fromEnd, toEnd] = [from.y + from.height, to.y + to.height]
  return [from.y - beside, to.y - beside, fromEnd + beside, toEnd + beside]
}

function distinct(values: readonly number[]): readonly number[] {
  return [...new Set(values)]
}

function lengthOf(corners: Way): number {
  return corners.slice(1).reduce((sum, b, i) => {
    const a = corners[i] ?? b
    return sum + Math.abs(a.x - b.x) + Math.abs(a.y - b.y)
  }, 0)
}
