import type { NodeId } from '../model/graphView'
import { type FrameColumn, fillColumns, frameGaps } from './frameLayoutColumns'
import { settleColumns } from './frameLayoutHeights'
import { aspect, type Placement, type Size } from './tierLayout'
import { type Arc, tiersOf } from './tiers'

/** Every namespace asks it for names; it stands low, out of the way of the flows that differ. */
const lowFrame = 'ns:kube-system'

/** A picture in which all flows run back may be so much smaller before it is better than one in which none does. */
const priceOfBackward = 0.8
const mostCandidates = 10

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
  const cuts = candidates(order, sizes, tiers)
  const placed = cuts.map((columns) =>
    settleColumns(withLow(columns, low, sizes), sizes, calls, low === -1 ? null : low),
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

/** Ways to cut the order into columns: by tiers where they are few, and at heights that give about as many columns as rows. */
function candidates(
  order: readonly number[],
  sizes: readonly Size[],
  tiers: readonly number[],
): readonly (readonly FrameColumn[])[] {
  const area = order.reduce((sum, frame) => {
    const { width, height } = sizes[frame] ?? { width: 0, height: 0 }
    return sum + (width + frameGaps.column) * (height + frameGaps.row)
  }, 0)
  const ideal = Math.sqrt(area / aspect)
  const tallest = order.reduce((most, frame) => Math.max(most, sizes[frame]?.height ?? 0), 0)
  const heights = Array.from({ length: mostCandidates }, (_, i) =>
    Math.max(tallest, ideal * (0.6 + 0.12 * i)),
  )
  const byHeight = [...new Set(heights)].map((height) => fillColumns([order], sizes, height))
  const depth = order.reduce((most, frame) => Math.max(most, tiers[frame] ?? 0), 0)
  if (depth === 0 || depth > 6) return byHeight
  const inTiers = Array.from({ length: depth + 1 }, (_, tier) =>
    order.filter((frame) => tiers[frame] === tier),
  )
  return [
    ...byHeight,
    ...[tallest, ideal, ideal * 1.4].map((height) => fillColumns(inTiers, sizes, Math.max(tallest, height))),
  ]
}

/** kube-system under the last column. */
function withLow(
  columns: readonly FrameColumn[],
  low: number,
  sizes: readonly Size[],
): readonly FrameColumn[] {
  if (low === -1) return columns
  const { width, height } = sizes[low] ?? { width: 0, height: 0 }
  const shelf = { frames: [low], width, height }
  const last = columns.at(-1)
  if (last === undefined) return [{ shelves: [shelf], width }]
  return [...columns.slice(0, -1), { shelves: [...last.shelves, shelf], width: Math.max(last.width, width) }]
}

/** How much a screen must be shrunk to show it all, dearer by the share of the flows that do not run from left to right. */
function priceOf(placement: Placement, sizes: readonly Size[], calls: readonly Arc[]): number {
  const { points, width, height } = placement
  let [all, backward] = [0, 0]
  for (const { from, to, weight } of calls) {
    all += weight
    const [a, b] = [points[from], points[to]]
    if (a && b && b.x < a.x + (sizes[from]?.width ?? 0)) backward += weight
  }
  return Math.max(width, height * aspect) * (1 + (all === 0 ? 0 : (priceOfBackward * backward) / all))
}
