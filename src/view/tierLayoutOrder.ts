/** The order within the tiers of a layered graph, so that few edges cross. */

/** What stands in a tier, as far as its order is concerned. Neighbours stand in the tiers beside. */
export interface Ordered {
  readonly tier: number
  readonly left: readonly number[]
  readonly right: readonly number[]
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
  const columns = columnsOf(slots)
  const position = new Array<number>(slots.length).fill(0)
  for (const column of columns) number(column, position)
  let [best, fewest] = [copyOf(columns), crossingsOf(slots, columns, position)]
  const mayExchange = comparisonsOf(slots) <= mostCompared
  for (let sweep = 0, idle = 0; fewest > 0 && sweep < sweeps && idle < 2; sweep++) {
    sweepOnce(columns, slots, sweep % 2 === 0 ? 'left' : 'right', position)
    if (mayExchange) for (const column of columns) exchangeNeighbours(column, slots, position)
    const crossings = crossingsOf(slots, columns, position)
    idle = crossings < fewest ? 0 : idle + 1
    if (crossings <= fewest) [best, fewest] = [copyOf(columns), crossings]
  }
  return best
}

function copyOf(columns: readonly (readonly number[])[]): readonly (readonly number[])[] {
  return columns.map((column) => [...column])
}

function sweepOnce(
  columns: readonly number[][],
  slots: readonly Ordered[],
  side: 'left' | 'right',
  position: number[],
): void {
  for (const column of side === 'left' ? columns : columns.toReversed())
    sortByMean(column, slots, side, position)
}

function columnsOf(slots: readonly Ordered[]): readonly number[][] {
  const columns: number[][] = []
  slots.forEach(({ tier }, slot) => {
    while (columns.length <= tier) columns.push([])
    columns[tier]?.push(slot)
  })
  return columns
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
  const wanted = column.map((slot) => ({
    slot,
    at: wishOf(slots[slot], side, position) ?? position[slot] ?? 0,
  }))
  wanted.sort((a, b) => a.at - b.at)
  wanted.forEach(({ slot }, at) => {
    column[at] = slot
  })
  number(column, position)
}

/** The mean of where the neighbours on one side stand; null where there are none. */
function wishOf(
  slot: Ordered | undefined,
  side: 'left' | 'right',
  position: readonly number[],
): number | null {
  const neighbours = slot?.[side] ?? []
  if (neighbours.length === 0) return null
  let sum = 0
  for (const neighbour of neighbours) sum += position[neighbour] ?? 0
  return sum / neighbours.length
}

const mostRounds = 6

/** Until no exchange of two that stand next to each other saves a crossing, or as often as it is worth it. */
function exchangeNeighbours(column: number[], slots: readonly Ordered[], position: number[]): void {
  let isBetter = true
  for (let round = 0; isBetter && round < mostRounds; round++) {
    isBetter = false
    for (let at = 0; at + 1 < column.length; at++) {
      const [upper = 0, lower = 0] = [column[at], column[at + 1]]
      const [one, other] = [slots[upper], slots[lower]]
      if (!one || !other || savedByExchange(one, other, position) <= 0) continue
      column[at] = lower
      column[at + 1] = upper
      isBetter = true
    }
    number(column, position)
  }
}

/** How many crossings of their edges it saves to exchange two slots. */
function savedByExchange(upper: Ordered, lower: Ordered, position: readonly number[]): number {
  return savedOn(upper.left, lower.left, position) + savedOn(upper.right, lower.right, position)
}

function savedOn(upper: readonly number[], lower: readonly number[], position: readonly number[]): number {
  let saved = 0
  for (const a of upper)
    for (const b of lower) {
      const [high, low] = [position[a] ?? 0, position[b] ?? 0]
      if (high > low) saved++
      else if (high < low) saved--
    }
  return saved
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
