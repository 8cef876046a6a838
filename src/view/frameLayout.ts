import type { NodeId } from '../model/graphView'
import { aspect, layOutTiers, type Placement, type Point, type Size } from './tierLayout'
import { type Arc, tiersOf } from './tiers'

const gaps = { tier: 128, row: 56 } as const
/** Up to so many namespaces, call order reads better than compactness; and it may cost so much more room. */
const mostInTiers = 12
const roomForTiers = 1.2

/** Every namespace asks it for names; it stands low, out of the way of the flows that differ. */
const lowFrame = 'ns:kube-system'

/**
 * Where the namespaces stand: those that call others left, those that are called right. A few stand in tiers; many are packed, in
 * that order, into columns that fill a screen. Deterministic, nothing overlaps. Total, O(V log V + E).
 */
export function layOutFrames(
  ids: readonly NodeId[],
  sizes: readonly Size[],
  arcs: readonly Arc[],
): Placement {
  const packed = packColumns(ids, sizes, arcs)
  if (ids.length > mostInTiers) return packed
  const tiers = sink(ids, sizes, layOutTiers(sizes, arcs, gaps, { tiers: 5, rows: 4 }))
  return roomOf(tiers) <= roomForTiers * roomOf(packed) ? tiers : packed
}

/** How much a screen must be shrunk to show it all. */
function roomOf({ width, height }: Size): number {
  return Math.max(width, height * aspect)
}

/** Moves kube-system down to the bottom when nothing stands below it in its column. */
function sink(ids: readonly NodeId[], sizes: readonly Size[], placement: Placement): Placement {
  const low = ids.indexOf(lowFrame)
  const point = placement.points[low]
  const size = sizes[low]
  if (point === undefined || size === undefined) return placement
  const isLowest = placement.points.every(
    ({ x, y }, i) =>
      i === low || y < point.y || x + (sizes[i]?.width ?? 0) <= point.x || x >= point.x + size.width,
  )
  if (!isLowest) return placement
  const points = placement.points.with(low, { x: point.x, y: placement.height - size.height })
  return { ...placement, points }
}

/** The columns, in call order, that need the least room. Of equal ones the fewest. */
function packColumns(ids: readonly NodeId[], sizes: readonly Size[], arcs: readonly Arc[]): Placement {
  const tiers = tiersOf(ids.length, arcs, ids.length)
  const order = ids
    .map((_, i) => i)
    .sort((a, b) => {
      const isLow = Number(ids[a] === lowFrame) - Number(ids[b] === lowFrame)
      return isLow || (tiers[a] ?? 0) - (tiers[b] ?? 0) || a - b
    })
  const total = sizes.reduce((sum, { height }) => sum + height + gaps.row, 0)
  const tallest = sizes.reduce((most, { height }) => Math.max(most, height), 0)
  const mostColumns = Math.ceil(Math.sqrt(ids.length) * 2)
  const candidates = Array.from({ length: mostColumns }, (_, i) =>
    columnsOf(order, sizes, Math.max(tallest, total / (i + 1))),
  )
  return candidates.reduce(
    (best, it) => (roomOf(it) < roomOf(best) ? it : best),
    columnsOf(order, sizes, total),
  )
}

/** Fills columns of about `columnHeight` one after the other. */
function columnsOf(order: readonly number[], sizes: readonly Size[], columnHeight: number): Placement {
  const points = sizes.map((): Point => ({ x: 0, y: 0 }))
  let [x, y, width, height] = [0, 0, 0, 0]
  for (const i of order) {
    const size = sizes[i] ?? { width: 0, height: 0 }
    if (y > 0 && y + size.height > columnHeight) {
      x += width + gaps.tier
      y = 0
      width = 0
    }
    points[i] = { x, y }
    y += size.height + gaps.row
    width = Math.max(width, size.width)
    height = Math.max(height, y - gaps.row)
  }
  return { points, width: x + width, height }
}
