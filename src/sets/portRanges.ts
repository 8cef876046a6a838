/** Lists of port ranges in canonical form: ascending, with a gap of at least one port between neighbours. */
import type { PortRange } from '../model/connections'

export type PortRanges = readonly PortRange[]

export const lowestPort = 1
export const highestPort = 65535

/** The canonical list of the ports of both. Total, O(n + m). */
export function unionRanges(a: PortRanges, b: PortRanges): PortRanges {
  if (a === b || b.length === 0) return a
  if (a.length === 0) return b
  const merged: PortRange[] = []
  let [i, j] = [0, 0]
  let open = lowerOf(a[0], b[0])
  while (open !== undefined) {
    if (open === a[i]) i++
    else j++
    const last = merged.at(-1)
    if (last !== undefined && open.first <= last.last + 1) {
      if (open.last > last.last) merged[merged.length - 1] = { first: last.first, last: open.last }
    } else merged.push(open)
    open = lowerOf(a[i], b[j])
  }
  return merged
}

/** The canonical list of the ports that are in both. Total, O(n + m). */
export function intersectRanges(a: PortRanges, b: PortRanges): PortRanges {
  if (a === b) return a
  const common: PortRange[] = []
  let [i, j] = [0, 0]
  for (;;) {
    const [left, right] = [a[i], b[j]]
    if (left === undefined || right === undefined) return common
    const first = Math.max(left.first, right.first)
    const last = Math.min(left.last, right.last)
    if (first <= last) common.push({ first, last })
    if (left.last < right.last) i++
    else j++
  }
}

/** The canonical list of the ports of `a` that are not in `b`. Total, O(n + m). */
export function subtractRanges(a: PortRanges, b: PortRanges): PortRanges {
  if (b.length === 0) return a
  const left: PortRange[] = []
  let j = 0
  for (const range of a) {
    let first = range.first
    for (let hole = b[j]; hole !== undefined && hole.first <= range.last; hole = b[j]) {
      if (first < hole.first) left.push({ first, last: hole.first - 1 })
      first = Math.max(first, hole.last + 1)
      // A hole that reaches past this range may cut the next one too.
      if (hole.last > range.last) break
      j++
    }
    if (first <= range.last) left.push({ first, last: range.last })
  }
  return left
}

/** Canonical lists have one form per set, so equal sets have equal ranges. */
export function equalRanges(a: PortRanges, b: PortRanges): boolean {
  return (
    a === b ||
    (a.length === b.length && a.every((range, i) => range.first === b[i]?.first && range.last === b[i]?.last))
  )
}

function lowerOf(a: PortRange | undefined, b: PortRange | undefined): PortRange | undefined {
  if (a === undefined) return b
  return b === undefined || a.first <= b.first ? a : b
}
