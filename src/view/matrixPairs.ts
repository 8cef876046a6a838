import { addTo } from '../sets/groupBy'
import { rememberedOf } from '../sets/remembered'
import type { DraftChanges } from './draftFlows'
import { isNoPair, isOpenPair, openFlow, type PairFlow } from './pairFlows'
import type { IndexFlows } from './prepareFlows'

/** What flows between two endpoints, as the graph says it when it hides nothing. */
export interface PairReader {
  /** Every part of one ordered pair. */
  readonly partsOf: (from: number, to: number) => readonly PairFlow[]
  /** The flows of a sender that the draft leaves as they were, but for open ones, if it leaves all of them so; else null. */
  readonly unchangedRow: (from: number) => readonly PairFlow[] | null
  /** All receivers of a sender that have other parts than an open flow which the draft leaves as it was. */
  readonly visit: (from: number, visitor: (to: number, parts: readonly PairFlow[]) => void) => void
}

/** Reads pairs from flows that are worked out already: governed ones, open ones, and what the draft changes. A pair costs O(log n). */
export function pairReader({ rows, isolation, changes }: IndexFlows): PairReader {
  const changed = changesByPair(changes)
  const open = (from: number, to: number): readonly PairFlow[] =>
    isOpenPair(isolation, from, to) ? [openFlow(from, to)] : []
  const joined = (parts: readonly PairFlow[], changesOfPair: readonly PairFlow[] | undefined) =>
    changesOfPair === undefined ? parts : [...parts.flatMap(changes.unchangedPart), ...changesOfPair]
  return {
    partsOf: (from, to) => {
      if (isNoPair(isolation, from, to)) return []
      const row = rows[from] ?? []
      const first = firstTo(row, to)
      const governed = row[first]?.to === to ? row.slice(first, endOfRun(row, first)) : open(from, to)
      return joined(governed, changed.get(from)?.get(to))
    },
    unchangedRow: (from) => (changed.has(from) ? null : (rows[from] ?? [])),
    visit: (from, visitor) => {
      const row = rows[from] ?? []
      const left = new Map(changed.get(from) ?? [])
      for (let first = 0; first < row.length; ) {
        const end = endOfRun(row, first)
        const to = row[first]?.to ?? -1
        visitor(to, joined(row.slice(first, end), left.get(to)))
        left.delete(to)
        first = end
      }
      for (const [to, changesOfPair] of left) visitor(to, joined(open(from, to), changesOfPair))
    },
  }
}

type ChangesBySender = ReadonlyMap<number, ReadonlyMap<number, readonly PairFlow[]>>

const changesByPair = rememberedOf(({ flows }: DraftChanges): ChangesBySender => {
  const bySender = new Map<number, Map<number, PairFlow[]>>()
  for (const flow of flows) {
    const ofSender = bySender.get(flow.from) ?? new Map<number, PairFlow[]>()
    bySender.set(flow.from, ofSender)
    addTo(ofSender, flow.to, flow)
  }
  return bySender
})

/** The first place in a row, which is sorted by receiver, that is not before a receiver's. */
function firstTo(row: readonly PairFlow[], to: number): number {
  let [low, high] = [0, row.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((row[middle]?.to ?? 0) < to) low = middle + 1
    else high = middle
  }
  return low
}

function endOfRun(row: readonly PairFlow[], first: number): number {
  let end = first + 1
  while (end < row.length && row[end]?.to === row[first]?.to) end++
  return end
}
