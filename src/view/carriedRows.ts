import type { PolicyIndex } from '../engine/compile'
import type { Direction } from '../model/policy'
import { type FlowRows, isNoPair, isOpenPair, type PairFlow, pairFlows, type SidedIndex } from './pairFlows'

// A pair by itself costs about so many times what it costs among all pairs.
const costOfPair = 20

/**
 * `governedFlows`, each flow passed through `narrow`, taken over from the rows of another index but for the endpoints whose policies
 * are not the same objects; rows without such flows stay the same lists. Null where too many differ, or where the two are not of one
 * compilation. Total; costs the pairs of the endpoints that differ, and the flows.
 */
export function carriedRows(
  own: SidedIndex,
  narrow: (flow: PairFlow) => PairFlow,
  former: SidedIndex & { readonly rows: FlowRows },
): FlowRows | null {
  if (own.index.classes !== former.index.classes) return null
  const everyone = own.index.endpoints.map((_, position) => position)
  const senders = new Set(everyone.filter((it) => isChanged('egress', own.index, former.index, it)))
  const receivers = everyone.filter((it) => isChanged('ingress', own.index, former.index, it))
  if ((senders.size + receivers.length) * costOfPair > everyone.length) return null
  if (senders.size + receivers.length === 0) return former.rows

  const changed = new Set(receivers)
  return former.rows.map((row, from) => {
    const isSender = senders.has(from)
    const kept = isSender ? [] : row.filter(({ to }) => !changed.has(to))
    const fresh = (isSender ? everyone : receivers).flatMap((to) => governedPair(own, from, to))
    if (!isSender && fresh.length === 0 && kept.length === row.length) return row
    return [...kept, ...fresh.map(narrow)].toSorted((a, b) => a.to - b.to)
  })
}

function isChanged(direction: Direction, own: PolicyIndex, former: PolicyIndex, position: number): boolean {
  const groupIn = (index: PolicyIndex) => {
    const { groupOf, groups } = index[direction]
    const group = groupOf[index.classes.of[position] ?? -1] ?? -1
    // An array asked for its element -1 takes ten times as long as all the rest.
    return group === -1 ? undefined : groups[group]
  }
  return groupIn(own) !== groupIn(former)
}

function governedPair(
  { index, naming, isolation }: SidedIndex,
  from: number,
  to: number,
): readonly PairFlow[] {
  return isNoPair(isolation, from, to) || isOpenPair(isolation, from, to)
    ? []
    : pairFlows(index, naming, isolation, from, to)
}
