import { cardSize } from '../model/graphView'
import { aspect, layOutTiers, type Placement, type Point } from './tierLayout'
import type { Arc } from './tiers'

const gaps = { tier: 88, row: 28 } as const
/** Between cards that have no flows with each other, and so no labels between them. */
const gridGap = 40

/**
 * Where the cards of one namespace stand within it. Cards with flows among each other stand in tiers, callers left; the others in
 * a compact grid below. `arcs` are the flows inside the namespace, by position in `count`. Deterministic. Total, O(V log V + E).
 */
export function layOutCards(count: number, arcs: readonly Arc[]): Placement {
  const isJoined = new Array<boolean>(count).fill(false)
  for (const { from, to } of arcs) if (from !== to) isJoined[from] = isJoined[to] = true
  const all = Array.from({ length: count }, (_, card) => card)
  const joined = all.filter((card) => isJoined[card])
  const loose = all.filter((card) => !isJoined[card])

  const tiers = layOutJoined(joined, arcs)
  const grid = layOutGrid(loose.length, tiers.width)
  const gridTop = tiers.height > 0 && loose.length > 0 ? tiers.height + gaps.row : tiers.height
  const points = all.map((): Point => ({ x: 0, y: 0 }))
  joined.forEach((card, i) => {
    points[card] = tiers.points[i] ?? { x: 0, y: 0 }
  })
  loose.forEach((card, i) => {
    const { x, y } = grid.points[i] ?? { x: 0, y: 0 }
    points[card] = { x, y: y + gridTop }
  })
  return { points, width: Math.max(tiers.width, grid.width), height: gridTop + grid.height }
}

function layOutJoined(cards: readonly number[], arcs: readonly Arc[]): Placement {
  const numbers = new Map(cards.map((card, i) => [card, i]))
  const inner = arcs.flatMap(({ from, to, weight }): Arc[] => {
    const [a, b] = [numbers.get(from), numbers.get(to)]
    return a === undefined || b === undefined || a === b ? [] : [{ from: a, to: b, weight }]
  })
  const perRow = (cardSize.width + gaps.tier) / (cardSize.height + gaps.row) / aspect
  return layOutTiers(
    cards.map(() => cardSize),
    inner,
    gaps,
    {
      tiers: Math.max(5, Math.ceil(Math.sqrt(cards.length / perRow))),
      rows: Math.max(8, Math.ceil(Math.sqrt(cards.length * perRow))),
    },
  )
}

function layOutGrid(count: number, widthToFill: number): Placement {
  const pitch = { x: cardSize.width + gridGap, y: cardSize.height + gaps.row }
  const fitting = Math.floor((widthToFill + gridGap) / pitch.x)
  const square = Math.ceil(Math.sqrt((count * aspect * pitch.y) / pitch.x))
  const columns = Math.max(1, Math.min(count, Math.max(fitting, square)))
  const rows = Math.ceil(count / columns)
  const points = Array.from({ length: count }, (_, i) => ({
    x: (i % columns) * pitch.x,
    y: Math.floor(i / columns) * pitch.y,
  }))
  if (count === 0) return { points, width: 0, height: 0 }
  return { points, width: columns * pitch.x - gridGap, height: rows * pitch.y - gaps.row }
}
