import { type KeyboardEvent, type MouseEvent, useEffect, useMemo, useRef } from 'react'
import type { Matrix, MatrixSight } from '../../model/matrix'
import { useApp } from '../useApp'
import { axisOf } from './axis'
import { cellIn } from './cellIn'
import { litBy } from './lit'
import type { CellPlace } from './moves'
import { sizesOf } from './sizes'
import { useFocusInGrid } from './useFocusInGrid'
import { useLines } from './useLines'
import { useMatrixActions } from './useMatrixActions'
import { useReveal } from './useReveal'
import { useRoom } from './useRoom'

/** What the grid shows, where it is, and what keys and the pointer do in it. */
export function useGrid({ lines, window }: Matrix, onSight: (sight: MatrixSight) => void) {
  const scroller = useRef<HTMLDivElement>(null)
  const axis = useMemo(() => axisOf(lines), [lines])
  const selection = useApp((state) => state.selection)
  const density = useApp((state) => state.density)
  const lit = useMemo(() => litBy(selection, axis), [selection, axis])
  const room = useRoom(scroller)
  const sizes = useMemo(() => sizesOf(lines, density, room), [lines, density, room])
  const page = Math.max(1, Math.floor((room.height - sizes.headHeight) / sizes.row) - 1)

  const onReveal = (place: CellPlace) => {
    if (place.row !== -1) rows.reveal(place.row)
    if (place.column !== -1) columns.reveal(place.column)
  }
  const { active, activate, focus, onMoveKey } = useFocusInGrid({ scroller, axis, page, onReveal })
  const [{ row, column, groupColumn, headHeight, headWidth }, shared] = [sizes, { scroller, lines }]
  const rows = useLines({
    ...shared,
    ...{ size: row, headerSize: row, head: headHeight, isHorizontal: false, kept: active.row },
  })
  const columns = useLines({
    ...shared,
    ...{ size: column, headerSize: groupColumn, head: headWidth, isHorizontal: true, kept: active.column },
  })
  const markSeen = useReveal({ selection, axis, isReady: room.width > 0, onReveal, activate })
  // biome-ignore lint/correctness/useExhaustiveDependencies: only where the room changes, as by the sheet that tells about the cell
  useEffect(() => {
    if (selection.kind === 'pair') onReveal(active)
  }, [room])
  const { press, toggleGroup, takeAway, selectNothing } = useMatrixActions(axis, markSeen)
  useEffect(() => onSight({ rows: rows.range, columns: columns.range }), [onSight, rows.range, columns.range])

  const onKeyDown = (event: KeyboardEvent) => {
    if (onMoveKey(event) || event.ctrlKey || event.metaKey || event.altKey) return
    const act = {
      Enter: () => press(active, event.shiftKey),
      ' ': () => toggleGroup(active),
      Delete: () => takeAway(active, cellIn(window, active.row, active.column)),
      Escape: selectNothing,
    }[event.key === 'Backspace' ? 'Delete' : event.key]
    if (act === undefined) return
    event.preventDefault()
    act()
  }
  const onClick = ({ target, shiftKey, ctrlKey, metaKey }: MouseEvent) => {
    const place = placeAt(target)
    if (place === null) return
    focus(place)
    press(place, shiftKey || ctrlKey || metaKey)
  }
  return { scroller, axis, lit, sizes, rows, columns, active, onKeyDown, onClick }
}

function placeAt(target: EventTarget): CellPlace | null {
  const at = target instanceof Element ? target.closest<HTMLElement>('[data-at]')?.dataset['at'] : undefined
  const [row, column] = at?.split(' ').map(Number) ?? []
  return row === undefined || column === undefined ? null : { row, column }
}
