import { useVirtualizer, type VirtualItem } from '@tanstack/react-virtual'
import { type RefObject, useEffect, useMemo } from 'react'
import type { LineRange, MatrixLine } from '../../model/matrix'
import { type Axis, isHeader } from './axis'

/** Lines beyond those in sight that are in the page too. */
const overscan = 3

interface Wanted {
  readonly scroller: RefObject<HTMLElement | null>
  readonly lines: readonly MatrixLine[]
  /** Pixels of a line, of the line of an unfolded group, and of the names before the first. */
  readonly size: number
  readonly headerSize: number
  readonly head: number
  readonly isHorizontal: boolean
  /** A line that is in the page wherever the others are: the one with the focus. */
  readonly kept: number
}

/** Where the lines of one direction are, and which of them are in the page. Other directions know nothing of this one. */
export function useLines({ scroller, lines, size, headerSize, head, isHorizontal, kept }: Wanted) {
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (place) => (isHeader(lines[place]) ? headerSize : size),
    horizontal: isHorizontal,
    paddingStart: head,
    scrollPaddingStart: head + headerSize,
    overscan,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the sizes of lines follow from these
  useEffect(() => virtualizer.measure(), [virtualizer, lines, size, headerSize, head])
  const inSight = virtualizer.getVirtualItems()
  const total = virtualizer.getTotalSize()
  const keptItem = virtualizer.measurementsCache[kept]
  const items = useMemo(() => withKept(inSight, keptItem), [inSight, keptItem])
  const first = inSight[0]?.index ?? 0
  const end = (inSight.at(-1)?.index ?? -1) + 1
  const range = useMemo((): LineRange => ({ first, end }), [first, end])
  /** Brings a line into sight, and has another begin where the names end: none is cut that need not be. */
  const reveal = (place: number) => {
    const [least] = virtualizer.getOffsetForIndex(place, 'auto') ?? [0]
    const isAhead = least > (virtualizer.scrollOffset ?? 0)
    const starts = virtualizer.measurementsCache.map(({ start }) => start - head - headerSize)
    virtualizer.scrollToOffset((isAhead ? starts.find((start) => start >= least) : undefined) ?? least)
  }
  return { virtualizer, items, total, range, reveal }
}

function withKept(items: readonly VirtualItem[], kept: VirtualItem | undefined): readonly VirtualItem[] {
  if (kept === undefined || items.some(({ index }) => index === kept.index)) return items
  return [...items, kept].sort((a, b) => a.index - b.index)
}

/** The lines of one group that are in the page. */
export interface ShownGroup {
  /** The place of the group's own line. */
  readonly group: number
  /** From its own line to the end of its last. */
  readonly start: number
  readonly size: number
  readonly items: readonly VirtualItem[]
}

/** The lines in the page by their groups, which hold the names of the groups in sight. Total. */
export function shownGroups(
  { groupOf, endOf }: Axis,
  items: readonly VirtualItem[],
  measured: readonly VirtualItem[],
): readonly ShownGroup[] {
  const groups = new Set(items.map(({ index }) => groupOf[index] ?? 0))
  return [...groups].map((group) => {
    const end = endOf.get(group) ?? group
    const start = measured[group]?.start ?? 0
    return {
      group,
      start,
      size: (measured[end - 1]?.end ?? start) - start,
      items: items.filter(({ index }) => index > group && index < end),
    }
  })
}
