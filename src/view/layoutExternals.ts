import { externalSize, frameHeader, type NodeId } from '../model/graphView'
import type { EndpointId } from '../model/ids'
import type { LayoutFlow, PlacedNodes } from './layout'
import { type Point, roomOf } from './tierLayout'
import { spread } from './tierLayoutHeights'

const gaps = { side: 112, row: 28, level: 64 } as const
const mostInRow = 3
const mostInColumn = 12

/** So much smaller everything may become before addresses stand above and below, where their flows run back. */
const roomForSides = 1.4

/**
 * Where addresses outside stand: those that flows come from before the frames, those that flows go to behind them. Left and right,
 * at the height of those that they have flows with; above and below only where that needs much less room. Those without a flow come
 * last in each column, and move no other. Nothing overlaps. Total, O(E + V log V).
 */
export function layOutExternals(
  externals: readonly EndpointId[],
  flows: readonly LayoutFlow[],
  placed: PlacedNodes,
): ReadonlyMap<EndpointId, Point> {
  const wished = wishesOf(externals, flows, placed)
  const callers = wished.filter(({ isCaller }) => isCaller)
  const called = wished.filter(({ isCaller }) => !isCaller)
  const lasting = [callers, called].map((side) => side.filter(({ wanted }) => wanted !== null).length)
  const counts = lasting.some((count) => count > 0) ? lasting : [callers.length, called.length]
  const place = areBetterInRows(placed, counts) ? inRows : inColumns
  const points = new Map([...place(callers, placed, true), ...place(called, placed, false)])
  return new Map(externals.map((id) => [id, points.get(id) ?? { x: 0, y: 0 }]))
}

interface Wished {
  readonly id: EndpointId
  readonly isCaller: boolean
  /** The middle of those that it has flows with; null when there are none. */
  readonly wanted: number | null
}

function wishesOf(
  externals: readonly EndpointId[],
  flows: readonly LayoutFlow[],
  { middles }: PlacedNodes,
): readonly Wished[] {
  const sums = new Map<NodeId, { surplus: number; heights: number; weight: number }>(
    externals.map((id) => [id, { surplus: 0, heights: 0, weight: 0 }]),
  )
  const count = (id: NodeId, other: NodeId, weight: number, sign: number) => {
    const [sum, middle] = [sums.get(id), middles.get(other)]
    if (sum === undefined || middle === undefined) return
    sum.surplus += weight * sign
    sum.heights += middle * weight
    sum.weight += weight
  }
  for (const { from, to, weight } of flows) {
    count(from, to, weight, 1)
    count(to, from, weight, -1)
  }
  return externals.map((id) => {
    const { surplus, heights, weight } = sums.get(id) ?? { surplus: 0, heights: 0, weight: 0 }
    return { id, isCaller: surplus > 0, wanted: weight === 0 ? null : heights / weight }
  })
}

/** Whether the picture would be much smaller with the addresses above and below. */
function areBetterInRows({ width, height }: PlacedNodes, counts: readonly number[]): boolean {
  const columns = counts.reduce((sum, count) => sum + Math.ceil(count / mostInColumn), 0)
  const rows = counts.reduce((sum, count) => sum + Math.ceil(count / mostInRow), 0)
  const beside = { width: width + columns * (externalSize.width + gaps.side), height }
  const aboveAndBelow = { width, height: height + rows * (externalSize.height + gaps.level) }
  return roomOf(beside) > roomForSides * roomOf(aboveAndBelow)
}

type Placed = readonly (readonly [EndpointId, Point])[]

const pitch = externalSize.height + gaps.row

/** In columns of twelve; those without a wish follow below the first, or in columns of their own. */
function inColumns(wished: readonly Wished[], { width }: PlacedNodes, isBefore: boolean): Placed {
  const xOf = (column: number) => {
    const offset = column * (externalSize.width + gaps.row) + gaps.side
    return isBefore ? -offset - externalSize.width : width + offset
  }
  const sorted = wished
    .filter(({ wanted }) => wanted !== null)
    .sort((a, b) => (a.wanted ?? 0) - (b.wanted ?? 0))
  const columns = Math.ceil(sorted.length / mostInColumn)
  const placed = Array.from({ length: columns }, (_, column) => {
    const own = sorted.filter((_it, i) => i % columns === column)
    const middles = spread(
      own.map(({ wanted }) => ({ wanted: wanted ?? 0, height: externalSize.height, weight: 1 })),
      gaps.row,
    )
    return own.map(({ id }, i): [EndpointId, Point] => [
      id,
      { x: xOf(column), y: Math.round((middles[i] ?? 0) - externalSize.height / 2) },
    ])
  })
  const first = placed[0] ?? []
  const free = columns === 1 ? mostInColumn - first.length : 0
  const below = (first.at(-1)?.[1].y ?? frameHeader - pitch) + pitch
  const others = wished.filter(({ wanted }) => wanted === null)
  return [
    ...placed.flat(),
    ...others.map(({ id }, i): [EndpointId, Point] => {
      if (i < free) return [id, { x: xOf(0), y: below + i * pitch }]
      const further = i - free
      const y = frameHeader + (further % mostInColumn) * pitch
      return [id, { x: xOf(columns + Math.floor(further / mostInColumn)), y }]
    }),
  ]
}

/** Above from the left, below from the right: where the flows through the cluster begin and end. */
function inRows(wished: readonly Wished[], { width, height }: PlacedNodes, isBefore: boolean): Placed {
  const lastingFirst = wished.toSorted((a, b) => Number(a.wanted === null) - Number(b.wanted === null))
  return lastingFirst.map(({ id }, position) => {
    const row = Math.floor(position / mostInRow)
    const along = (position % mostInRow) * (externalSize.width + gaps.row)
    const across = row * pitch + gaps.level
    return isBefore
      ? [id, { x: along, y: -across - externalSize.height }]
      : [id, { x: width - externalSize.width - along, y: height + across }]
  })
}
