import { type KeyboardEvent, type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import type { Axis, LineName } from './axis'
import { nameOf } from './axis'
import { type CellPlace, kept, moved } from './moves'

/** Null stands for the names: those of the columns above, or those of the rows at the left. */
interface Focused {
  readonly row: LineName | null
  readonly column: LineName | null
}

interface Wanted {
  readonly scroller: RefObject<HTMLElement | null>
  readonly axis: Axis
  /** Rows that are in sight at once. */
  readonly page: number
  readonly onReveal: (place: CellPlace) => void
}

/**
 * The one cell that Tab leads to, and how keys move it. It is known by its lines, so it is the same after a fold or an edit; where
 * its line was folded away, the group has it.
 */
export function useFocusInGrid({ scroller, axis, page, onReveal }: Wanted) {
  const [focused, setFocused] = useState<Focused>({ row: null, column: null })
  // The cell to move to may not be in the page before the grid has scrolled there.
  const isAwaited = useRef(false)
  const active = useMemo(() => placeOf(focused, axis), [focused, axis])
  useEffect(() => {
    const { current: grid } = scroller
    if (grid === null || !(isAwaited.current || isLost(grid))) return
    isAwaited.current = false
    grid
      .querySelector<HTMLElement>(`[data-at="${active.row} ${active.column}"]`)
      ?.focus({ preventScroll: true })
  }, [scroller, active])
  const activate = ({ row, column }: CellPlace) =>
    setFocused({ row: nameAt(axis, row), column: nameAt(axis, column) })
  const focus = (place: CellPlace) => {
    isAwaited.current = true
    activate(place)
    onReveal(place)
  }
  /** Whether the key moved the focus. */
  const onMoveKey = (event: KeyboardEvent): boolean => {
    const isFar = event.ctrlKey || event.metaKey
    const next = moved(active, axis, { key: event.key, isFar, page })
    if (next === null || event.altKey || event.shiftKey) return false
    event.preventDefault()
    focus(next)
    return true
  }
  return { active, activate, focus, onMoveKey }
}

function nameAt({ lines }: Axis, place: number): LineName | null {
  const line = lines[place]
  return line === undefined ? null : nameOf(line)
}

function placeOf({ row, column }: Focused, axis: Axis): CellPlace {
  const [at, across] = [row === null ? -1 : axis.placeOf(row), column === null ? -1 : axis.placeOf(column)]
  return kept(axis, at, across)
}

/** Whether the cell that had the focus has gone from the page, which leaves the focus with nobody. */
function isLost(grid: HTMLElement): boolean {
  return grid.dataset['focused'] === 'true' && document.activeElement === document.body
}
