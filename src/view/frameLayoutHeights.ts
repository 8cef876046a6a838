import { type FrameColumn, frameGaps, heightOf, type Shelf } from './frameLayoutColumns'
import type { Placement, Point, Size } from './tierLayout'
import { spreadWithin } from './tierLayoutHeights'
import type { Arc } from './tiers'

const sweeps = 4

/**
 * Places columns beside each other, the shelves of each ordered by and drawn towards the heights of those that they have flows
 * with, as far as the height of the highest column allows. `low` stays lowest, at the right. Total, O(sweeps x (V log V + E)).
 */
export function settleColumns(
  columns: readonly FrameColumn[],
  sizes: readonly Size[],
  calls: readonly Arc[],
  low: number | null,
): Placement {
  const height = columns.reduce((most, column) => Math.max(most, heightOf(column)), 0)
  const columnOf = new Map(
    columns.flatMap(({ shelves }, i) => shelves.flatMap(({ frames }) => frames.map((frame) => [frame, i]))),
  )
  const partners = partnersOf(
    sizes.length,
    calls.filter(({ from, to }) => columnOf.get(from) !== columnOf.get(to)),
  )
  const middles = new Array<number>(sizes.length).fill(0)
  const isLow = (shelf: Shelf) => low !== null && shelf.frames.includes(low)
  const wishOf = (shelf: Shelf) => meanOf(shelf.frames, partners, middles)
  const settle = (shelves: readonly Shelf[], wanted: readonly number[]) => {
    const settled = spreadWithin(
      shelves.map((shelf, i) => ({ wanted: wanted[i] ?? 0, height: shelf.height, weight: 1 })),
      frameGaps.row,
      { top: 0, bottom: height },
    )
    shelves.forEach((shelf, i) => {
      const top = (settled[i] ?? 0) - shelf.height / 2
      for (const frame of shelf.frames) middles[frame] = top + (sizes[frame]?.height ?? 0) / 2
    })
  }
  let ordered = columns.map(({ shelves }) => shelves)
  for (const shelves of ordered) settle(shelves, [])
  for (let sweep = 0; sweep < sweeps; sweep++) {
    ordered = ordered.map((shelves) => {
      const wanted = new Map(shelves.map((shelf) => [shelf, isLow(shelf) ? height : wishOf(shelf)]))
      const sorted = shelves.toSorted(
        (a, b) => Number(isLow(a)) - Number(isLow(b)) || (wanted.get(a) ?? 0) - (wanted.get(b) ?? 0),
      )
      settle(
        sorted,
        sorted.map((shelf) => wanted.get(shelf) ?? 0),
      )
      return sorted
    })
  }
  return placementOf(columns, ordered, sizes, middles, low)
}

interface Partner {
  readonly frame: number
  readonly weight: number
}

function partnersOf(count: number, calls: readonly Arc[]): readonly (readonly Partner[])[] {
  const partners = Array.from({ length: count }, (): Partner[] => [])
  for (const { from, to, weight } of calls) {
    partners[from]?.push({ frame: to, weight })
    partners[to]?.push({ frame: from, weight })
  }
  return partners
}

/** Where the partners in other columns stand on average; where the frames themselves stand when they have none. */
function meanOf(
  frames: readonly number[],
  partners: readonly (readonly Partner[])[],
  middles: readonly number[],
): number {
  let [sum, weights] = [0, 0]
  for (const frame of frames)
    for (const { frame: other, weight } of partners[frame] ?? []) {
      sum += (middles[other] ?? 0) * weight
      weights += weight
    }
  return weights === 0 ? (middles[frames[0] ?? 0] ?? 0) : sum / weights
}

function placementOf(
  columns: readonly FrameColumn[],
  ordered: readonly (readonly Shelf[])[],
  sizes: readonly Size[],
  middles: readonly number[],
  low: number | null,
): Placement {
  const points = sizes.map((): Point => ({ x: 0, y: 0 }))
  let [left, bottom] = [0, 0]
  columns.forEach(({ width }, i) => {
    for (const { frames } of ordered[i] ?? []) {
      let x = left
      for (const frame of frames) {
        const size = sizes[frame] ?? { width: 0, height: 0 }
        const y = Math.round((middles[frame] ?? 0) - size.height / 2)
        points[frame] = { x: frame === low ? left + width - size.width : x, y }
        x += size.width + frameGaps.shelf
        bottom = Math.max(bottom, y + size.height)
      }
    }
    left += width + frameGaps.column
  })
  return { points, width: Math.max(0, left - frameGaps.column), height: bottom }
}
