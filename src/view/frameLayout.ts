import type { NodeId } from '../model/graphView'
import { cutEvenly, type FrameColumn, frameGaps, shelve } from './frameLayoutColumns'
import { settleColumns } from './frameLayoutHeights'
import { aspect, type Placement, roomOf, type Size } from './tierLayout'
import { type Arc, tiersOf } from './tiers'

/** Every namespace asks it for names; it stands low, out of the way of the flows that differ. */
const lowFrame = 'ns:kube-system'

/** How much dearer a picture is in which all flows run back than one of the same size in which none does. */
const priceOfBackward = 1
/** To stand below its caller is that much as bad as to stand left of it. */
const shareBelow = 0.25
const mostCandidates = 7
/** With more tiers than this, a column for each is too narrow a picture of them. */
const deepest = 6

/**
 * Where the namespaces stand: columns in call order, so that those that call others stand left and those that are called right;
 * small ones beside each other under large ones. Of several numbers of columns the one that shows everything largest counts, with a
 * price for flows that run back. Deterministic, nothing overlaps. Total, O(V log V + E) for each number of columns that is tried.
 */
export function layOutFrames(
  ids: readonly NodeId[],
  sizes: readonly Size[],
  arcs: readonly Arc[],
): Placement {
  const low = ids.indexOf(lowFrame)
  const calls = arcs.filter(({ from, to }) => from !== to && from !== low && to !== low)
  const tiers = tiersOf(ids.length, calls, ids.length)
  const order = callOrder(ids.length, calls, tiers).filter((frame) => frame !== low)
  const last = low === -1 ? null : low
  const placed = candidates(order, sizes, tiers, last).map((columns) =>
    settleColumns(columns, sizes, calls, last),
  )
  const [first = { points: [], width: 0, height: 0 }] = placed
  const price = (it: Placement) => priceOf(it, sizes, calls)
  return placed.reduce((best, it) => (price(it) < price(best) ? it : best), first)
}

/** Callers first; who has no flows with others comes last. */
function callOrder(count: number, calls: readonly Arc[], tiers: readonly number[]): readonly number[] {
  const isJoined = new Array<boolean>(count).fill(false)
  for (const { from, to } of calls) isJoined[from] = isJoined[to] = true
  const rank = (frame: number) => (isJoined[frame] ? (tiers[frame] ?? 0) : count)
  return Array.from({ length: count }, (_, frame) => frame).sort((a, b) => rank(a) - rank(b) || a - b)
}

/** Ways to cut the order into columns: by tiers where they are few, and into about as many columns as give a picture of good shape. */
function candidates(
  order: readonly number[],
  sizes: readonly Size[],
  tiers: readonly number[],
  low: number | null,
): readonly (readonly FrameColumn[])[] {
  const all = low === null ? order : [...order, low]
  const area = all.reduce((sum, frame) => {
    const { width = 0, height = 0 } = sizes[frame] ?? {}
    return sum + (width + frameGaps.column) * (height + frameGaps.row)
  }, 0)
  const widest = all.reduce((most, frame) => Math.max(most, (sizes[frame]?.width ?? 0) + frameGaps.column), 1)
  const fewest = Math.max(1, Math.floor((0.8 * Math.sqrt(area * aspect)) / widest))
  const counts = Array.from({ length: mostCandidates }, (_, i) => fewest + i).filter((it) => it <= all.length)
  const balanced = counts.map((count) => cutEvenly(all, sizes, count))
  const depth = order.reduce((most, frame) => Math.max(most, tiers[frame] ?? 0), 0)
  const inTiers = Array.from({ length: depth + 1 }, (_, tier) =>
    order.filter((frame) => tiers[frame] === tier),
  )
  const cuts =
    depth === 0 || depth > deepest
      ? balanced
      : [...balanced, [...inTiers.slice(0, -1), [...(inTiers.at(-1) ?? []), ...(low === null ? [] : [low])]]]
  return cuts.map((cut) => shelve(cut, sizes, low))
}

/** How much a screen must be shrunk to show it all, dearer by the share of the flows that do not run from left to right. */
function priceOf(placement: Placement, sizes: readonly Size[], calls: readonly Arc[]): number {
  const { points } = placement
  let [all, backward] = [0, 0]
  for (const { from, to, weight } of calls) {
    all += weight
    const [a, b] = [points[from], points[to]]
    if (!a || !b || b.x >= a.x + (sizes[from]?.width ?? 0)) continue
    backward += b.y >= a.y + (sizes[from]?.height ?? 0) ? weight * shareBelow : weight
  }
  return roomOf(placement) * (1 + (all === 0 ? 0 : (priceOfBackward * backward) / all))
}
