import { type RefObject, useRef } from 'react'

/**
 * Shows the row and the column of a cell, for the pointer and for the focus. It moves two strips by itself: nothing of the grid is
 * drawn anew for it.
 */
export function useCrosshair(scroller: RefObject<HTMLElement | null>) {
  const column = useRef<HTMLDivElement>(null)
  const columnHead = useRef<HTMLDivElement>(null)
  const row = useRef<HTMLDivElement>(null)
  const point = (target: EventTarget | null) => {
    const cell = target instanceof Element ? target.closest<HTMLElement>('[data-at]') : null
    if (cell === null) return
    const [grid, box] = [scroller.current, cell.getBoundingClientRect()]
    if (grid === null) return
    const frame = grid.getBoundingClientRect()
    const [at, across] = (cell.dataset['at'] ?? '').split(' ')
    for (const strip of [column.current, columnHead.current])
      place(strip, across !== '-1', { left: box.left - frame.left + grid.scrollLeft, width: box.width })
    place(row.current, at !== '-1', { top: box.top - frame.top + grid.scrollTop, height: box.height })
  }
  const leave = () => {
    for (const strip of [column.current, columnHead.current, row.current]) place(strip, false, {})
  }
  return { column, columnHead, row, point, leave }
}

function place(strip: HTMLElement | null, isShown: boolean, box: Readonly<Record<string, number>>): void {
  if (strip === null) return
  strip.hidden = !isShown
  for (const [side, pixels] of Object.entries(box)) strip.style.setProperty(side, `${pixels}px`)
}
