/** Boxes in tiers from left to right: ordered against crossings, each near the boxes that it has flows with. */
import { spread } from './tierLayoutHeights'
import { type Ordered, orderColumns } from './tierLayoutOrder'
import { type Arc, tiersOf } from './tiers'

export interface Size {
  readonly width: number
  readonly height: number
}

export interface Point {
  readonly x: number
  readonly y: number
}

export interface Gaps {
  /** Between two tiers: room for the labels of the edges. */
  readonly tier: number
  readonly row: number
}

/** Top left corners by box, all at or right of and below 0, and the size of it all. */
export interface Placement extends Size {
  readonly points: readonly Point[]
}

/** What stands in a tier: a box, or the place where an edge that spans several tiers passes. */
interface Slot extends Ordered {
  readonly height: number
  readonly width: number
  /** Box number; null for a passing edge. */
  readonly box: number | null
  readonly left: number[]
  readonly right: number[]
}

/** Width by height that a picture should have: the canvas between its panels is not much wider than high. */
export const aspect = 1.15

/** What is no larger than this is shown at its full size anyway. */
const shownWhole = 640

/** How much a screen must be shrunk to show it all. */
export function roomOf({ width, height }: Size): number {
  return Math.max(width, height * aspect, shownWhole)
}

const sweeps = 4
const passingHeight = 12
/** A passing edge pulls harder than a box, so that it stays straight and the box makes way. */
const passingWeight = 2

/** How many tiers there may be, and how many boxes in one before it goes on in the next column. */
export interface Limits {
  readonly tiers: number
  readonly rows: number
}

/**
 * Places boxes in tiers by call direction. Boxes keep their given order where the arcs say nothing.
 * Deterministic; no two boxes overlap or come closer than the gaps. Total, O(sweeps x (V log V + E)).
 */
export function layOutTiers(
  boxes: readonly Size[],
  arcs: readonly Arc[],
  gaps: Gaps,
  limits: Limits,
): Placement {
  const tiers = wrapTiers(tiersOf(boxes.length, arcs, limits.tiers), limits.rows)
  const slots = slotsOf(boxes, arcs, tiers)
  const columns = orderColumns(slots)
  const middles = alignColumns(slots, columns, gaps.row)
  return placementOf(boxes, slots, columns, middles, gaps)
}

/** Tiers of more than `rows` boxes go on in columns of their own; the boxes are dealt out evenly, in order. */
function wrapTiers(tiers: readonly number[], rows: number): readonly number[] {
  const sizes: number[] = []
  for (const tier of tiers) sizes[tier] = (sizes[tier] ?? 0) + 1
  const columnsOf = (tier: number) => Math.ceil((sizes[tier] ?? 0) / rows)
  const starts: number[] = []
  let start = 0
  for (let tier = 0; tier < sizes.length; tier++) {
    starts.push(start)
    start += columnsOf(tier)
  }
  const dealt: number[] = []
  return tiers.map((tier) => {
    const position = dealt[tier] ?? 0
    dealt[tier] = position + 1
    return (starts[tier] ?? 0) + Math.floor((position * columnsOf(tier)) / (sizes[tier] ?? 1))
  })
}

function slotsOf(boxes: readonly Size[], arcs: readonly Arc[], tiers: readonly number[]): readonly Slot[] {
  const slots: Slot[] = boxes.map(({ width, height }, box) => {
    return { tier: tiers[box] ?? 0, height, width, box, left: [], right: [] }
  })
  const join = (from: number, to: number) => {
    slots[from]?.right.push(to)
    slots[to]?.left.push(from)
  }
  // Edges that pass are worth a place of their own only where there are few enough to follow with the eye.
  const spans = arcs.reduce((sum, { from, to }) => sum + Math.max(0, spanOf(tiers, from, to) - 1), 0)
  const hasPassingSlots = spans <= 2 * boxes.length + 16
  for (const { from, to } of arcs) {
    const span = spanOf(tiers, from, to)
    if (span === 0) continue
    const [first, last] = (tiers[from] ?? 0) < (tiers[to] ?? 0) ? [from, to] : [to, from]
    let previous = first
    for (let step = 1; hasPassingSlots && step < span; step++) {
      const tier = (tiers[first] ?? 0) + step
      const passing =
        slots.push({ tier, height: passingHeight, width: 0, box: null, left: [], right: [] }) - 1
      join(previous, passing)
      previous = passing
    }
    join(previous, last)
  }
  return slots
}

function spanOf(tiers: readonly number[], from: number, to: number): number {
  return Math.abs((tiers[to] ?? 0) - (tiers[from] ?? 0))
}

/** The vertical middle of every slot: as near to its neighbours as its column's order and the row gap allow. */
function alignColumns(
  slots: readonly Slot[],
  columns: readonly (readonly number[])[],
  gap: number,
): readonly number[] {
  const middles = new Array<number>(slots.length).fill(0)
  const settle = (column: readonly number[], wanted: (slot: number) => number) => {
    const settled = spread(
      column.map((slot) => ({
        wanted: wanted(slot),
        height: slots[slot]?.height ?? 0,
        weight: slots[slot]?.box === null ? passingWeight : 1,
      })),
      gap,
    )
    column.forEach((slot, at) => {
      middles[slot] = settled[at] ?? 0
    })
  }
  for (const column of columns) settle(column, () => 0)
  for (let sweep = 0; sweep < sweeps; sweep++)
    for (const column of sweep % 2 === 0 ? columns : columns.toReversed())
      settle(column, (slot) => {
        const { left = [], right = [] } = slots[slot] ?? {}
        const side = sweep === sweeps - 1 ? [...left, ...right] : sweep % 2 === 0 ? left : right
        return meanOf(side, middles) ?? middles[slot] ?? 0
      })
  return middles
}

function placementOf(
  boxes: readonly Size[],
  slots: readonly Slot[],
  columns: readonly (readonly number[])[],
  middles: readonly number[],
  gaps: Gaps,
): Placement {
  const topOf = (slot: number) => Math.round((middles[slot] ?? 0) - (slots[slot]?.height ?? 0) / 2)
  const tops = boxes.map((_, box) => topOf(box))
  const top = tops.reduce((least, it) => Math.min(least, it), Number.POSITIVE_INFINITY)
  const points = boxes.map((): Point => ({ x: 0, y: 0 }))
  let x = 0
  for (const column of columns) {
    const width = column.reduce((widest, slot) => Math.max(widest, slots[slot]?.width ?? 0), 0)
    for (const slot of column) if (slot < boxes.length) points[slot] = { x, y: (tops[slot] ?? 0) - top }
    x += width + gaps.tier
  }
  const height = points.reduce((most, { y }, box) => Math.max(most, y + (boxes[box]?.height ?? 0)), 0)
  return { points, width: Math.max(0, x - gaps.tier), height }
}

function meanOf(slots: readonly number[], values: readonly number[]): number | null {
  return slots.length === 0 ? null : slots.reduce((sum, slot) => sum + (values[slot] ?? 0), 0) / slots.length
}
