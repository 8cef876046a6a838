/** The order within the tiers of a layered graph, so that few edges cross. */

/** What stands in a tier, as far as its order is concerned. Neighbours stand in the tiers beside. */
export interface Ordered {
  readonly tier: number
  readonly left: readonly number[]
  readonly right: readonly number[]
  /** Where it would stand for the sake of what is outside: 0 at the top, 1 at the bottom of its tier. */
  readonly pulls: readonly number[]
}

const sweeps = 6
/** Pairs of edges that an exchange of two neighbours is worth being tried for, all together. */
const mostCompared = 60_000

/**
 * Slots by tier, each tier in an order with few crossings: by the mean position of the neighbours, sweeping right and left in turn,
 * then neighbours exchanged wherever that saves a crossing. The best order met counts, the latest of equal ones. Slots start in
 * given order, and keep it where nothing speaks against it. Total, O(sweeps x (V log V + E log V)), bounded for dense graphs.
 */
export function orderColumns(slots: readonly Ordered[]): readonly (readonly number[])[] {
  const columns: number[][] = []
  slots.forEach(({ tier }, slot) => {
    while (columns.length <= tier) columns.push([])
    columns[tier]?.push(slot)
  })
  const position = new Array<number>(slots.length).fill(0)
  for (const column of columns) number(column, position)
  let [best, fewest] = [columns.map((column) => [...column]), crossingsOf(slots, columns, position)]
  if (fewest === 0 && slots.every(({ pulls }) => pulls.length === 0)) return best
  const isDense = comparisonsOf(slots) > mostCompared
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const side = sweep % 2 === 0 ? 'left' : 'right'
    for (const column of side === 'left' ? columns : columns.toReversed())
      sortByMean(column, slots, side, position)
    if (!isDense) for (const column of columns) exchangeNeighbours(column, slots, position)
    const crossings = crossingsOf(slots, columns, position)
    if (crossings <= fewest) [best, fewest] = [columns.map((column) => [...column]), crossings]
  }
  return best
}

function number(column: readonly number[], position: number[]): void {
  column.forEach((slot, at) => {
    position[slot] = (at + 0.5) / column.length
  })
}

function sortByMean(
  column: number[],
  slots: readonly Ordered[],
  side: 'left' | 'right',
  position: number[],
): void {
  const wanted = new Map(
    column.map((slot) => {
      const { pulls = [] } = slots[slot] ?? {}
      const heights = [...(slots[slot]?.[side] ?? []).map((it) => position[it] ?? 0), ...pulls]
      const sum = heights.reduce((all, it) => all + it, 0)
      return [slot, heights.length === 0 ? (position[slot] ?? 0) : sum / heights.length]
    }),
  )
  const before = new Map(column.map((slot, at) => [slot, at]))
  column.sort(
    (a, b) => (wanted.get(a) ?? 0) - (wanted.get(b) ?? 0) || (before.get(a) ?? 0) - (before.get(b) ?? 0),
  )
  number(column, position)
}

const mostRounds = 6

/** Until no exchange of two that stand next to each other saves a crossing, or as often as it is worth it. */
function exchangeNeighbours(column: number[], slots: readonly Ordered[], position: number[]): void {
  let isBetter = true
  for (let round = 0; isBetter && round < mostRounds; round++) {
    isBetter = false
    for (let at = 0; at + 1 < column.length; at++) {
      const [upper = 0, lower = 0] = [column[at], column[at + 1]]
      if (crossingsIf(upper, lower, slots, position) <= crossingsIf(lower, upper, slots, position)) continue
      column[at] = lower
      column[at + 1] = upper
      isBetter = true
    }
    number(column, position)
  }
}

/** Crossings of the edges of two slots with each other when the one stands above the other. */
function crossingsIf(upper: number, lower: number, slots: readonly Ordered[], position: readonly number[]) {
  let crossings = 0
  for (const side of ['left', 'right'] as const)
    for (const a of slots[upper]?.[side] ?? [])
      for (const b of slots[lower]?.[side] ?? []) if ((position[a] ?? 0) > (position[b] ?? 0)) crossings++
  return crossings
}

function comparisonsOf(slots: readonly Ordered[]): number {
  const widest = slots.reduce((most, { left, right }) => Math.max(most, left.length + right.length), 0)
  return slots.reduce((sum, { left, right }) => sum + (left.length + right.length) * widest, 0)
}

/** Pairs of edges between the same two tiers whose ends stand in opposite orders. */
function crossingsOf(
  slots: readonly Ordered[],
  columns: readonly (readonly number[])[],
  position: readonly number[],
): number {
  let crossings = 0
  columns.forEach((column, tier) => {
    const size = columns[tier + 1]?.length ?? 0
    if (size === 0) return
    const seen = new Array<number>(size + 1).fill(0)
    let count = 0
    for (const slot of column) {
      const ends = (slots[slot]?.right ?? []).map((end) => Math.round((position[end] ?? 0) * size - 0.5))
      for (const end of ends) crossings += count - seenUpTo(seen, end)
      for (const end of ends) {
        count++
        for (let i = end + 1; i <= size; i += i & -i) seen[i] = (seen[i] ?? 0) + 1
      }
    }
  })
  return crossings
}

/** Of the ends counted in a binary indexed tree, those at `end` or above it. */
function seenUpTo(seen: readonly number[], end: number): number {
  let sum = 0
  for (let i = end + 1; i > 0; i -= i & -i) sum += seen[i] ?? 0
  return sum
}
