/** Where edges run and where their labels stand. Plain geometry in the canvas's own pixels; knows no React Flow. */

import { isTall, labelHeight, labelWidth, middleOf, type Rect } from './edgeGeometry'
import { endHeights } from './edgeGeometryEnds'
import { rectGrid } from './edgeGeometryGrid'
import { headBox, type LabelPlaces, lineGrid, placeLabel } from './edgeGeometryLabels'
import { lanes } from './edgeGeometryLanes'
import { obstaclesOf, surroundings } from './edgeGeometryObstacles'
import { type Route, routeOf } from './edgeGeometryRoutes'

export interface EdgeEnds {
  readonly id: string
  readonly from: Rect
  readonly to: Rect
  /** The frames around the ends, where they are different ones. */
  readonly frames: { readonly from: Rect; readonly to: Rect } | null
  /** Characters of the label; 0 for none. */
  readonly labelLength: number
}

export interface EdgeCourse {
  readonly path: string
  readonly labelX: number
  readonly labelY: number
  /** Whether the label has no place: it would hide another one, a card's name or a namespace's. */
  readonly isCrowded: boolean
}

/**
 * The course of every edge: out of the right side of `from`, into the left side of `to`, round the cards (and open frames) that
 * it has nothing to do with, in a lane of its own. Edges that leave or enter the same side are spread along it. A label takes the
 * first place along its edge where it covers no card, no header of a frame and no other label; short edges choose first.
 * Total. A few questions to a grid for each edge and thing in its way.
 */
export function edgeCourses(...input: Parameters<typeof courseSteps>): ReadonlyMap<string, EdgeCourse> {
  const steps = courseSteps(...input)
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}

/** The same as `edgeCourses`, in small steps between which others may do something: twice as many as there are edges, at most. */
export function* courseSteps(
  edges: readonly EdgeEnds[],
  cards: readonly Rect[],
  labelScale = 1,
  frames: readonly Rect[] = [],
): Generator<undefined, ReadonlyMap<string, EdgeCourse>> {
  const things = surroundings(cards, frames)
  const isFar = frames.length === 0
  const starts = endHeights(edges, 'from', isFar)
  const ends = endHeights(edges, 'to', isFar)
  const used = lanes()
  const routes: Route[] = []
  for (const { id, from, to, frames: homes } of edges) {
    yield
    const around = homes ?? { from, to }
    const obstacles = obstaclesOf(things, [from, to], [around.from, around.to])
    const start = { x: from.x + from.width, y: starts.get(id) ?? middleOf(from).y }
    const end = { x: to.x, y: ends.get(id) ?? middleOf(to).y }
    const isFrame = { from: isTall(from), to: isTall(to) }
    routes.push(routeOf({ start, end, from, to, homes: around, isFrame }, obstacles, used))
  }
  const labels = yield* placeLabels(edges, routes, labelScale, {
    cards: things.cards,
    headers: things.headers,
    heads: rectGrid(
      routes.map(({ points }) => headBox(points)),
      { width: 128, height: 64 },
    ),
    labels: rectGrid([], { width: 128, height: 64 }),
    lines: lineGrid(),
  })
  return new Map(
    edges.map(({ id, labelLength }, i) => {
      const { path = '', points = [] } = routes[i] ?? {}
      const label = labels.get(i)
      const at = label === undefined ? points[Math.floor(points.length / 2)] : middleOf(label)
      const course = { path, labelX: at?.x ?? 0, labelY: at?.y ?? 0 }
      return [id, { ...course, isCrowded: label === undefined && labelLength > 0 }]
    }),
  )
}

/** The boxes of the labels that have a place, by the position of their edge. */
function* placeLabels(
  edges: readonly EdgeEnds[],
  routes: readonly Route[],
  scale: number,
  places: LabelPlaces,
): Generator<undefined, ReadonlyMap<number, Rect>> {
  routes.forEach(({ points }, i) => {
    places.lines.add(i, points)
  })
  const labels = new Map<number, Rect>()
  const shortestFirst = edges
    .map((_, i) => i)
    .sort((a, b) => (routes[a]?.points.length ?? 0) - (routes[b]?.points.length ?? 0) || a - b)
  for (const i of shortestFirst) {
    const { labelLength = 0 } = edges[i] ?? {}
    if (labelLength === 0) continue
    yield
    const size = { width: labelWidth(labelLength) * scale, height: labelHeight * scale }
    const label = placeLabel(i, routes[i]?.points ?? [], size, places)
    if (label === null) continue
    places.labels.add(label)
    labels.set(i, label)
  }
  return labels
}
