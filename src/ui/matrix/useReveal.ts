import { useEffect, useRef } from 'react'
import type { Selection } from '../../model/selection'
import { useAppContext } from '../useApp'
import { type Axis, foldKey } from './axis'
import { endsOf } from './lit'
import type { CellPlace } from './moves'

interface Wanted {
  readonly selection: Selection
  readonly axis: Axis
  /** The grid has its size, so it can scroll. */
  readonly isReady: boolean
  readonly onReveal: (place: CellPlace) => void
  readonly activate: (place: CellPlace) => void
}

/**
 * Brings what is selected elsewhere into sight, and unfolds the groups that it is in. Returns how to say that something was selected
 * here, where it is in sight already.
 */
export function useReveal({ selection, axis, isReady, onReveal, activate }: Wanted) {
  const { store } = useAppContext()
  const seen = useRef<Selection | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for a selection, as soon as its lines are there
  useEffect(() => {
    if (seen.current === selection || !isReady) return
    const ends = endsOf(selection)
    const folded = ends.flatMap((end) => {
      const line = axis.lines[axis.placeOf(end)]
      return end.id !== null && line?.kind === 'group' && line.isFolded ? line : []
    })
    for (const line of folded) store.getState().fold(foldKey(line), false)
    if (folded.length > 0) return
    seen.current = selection
    const [row, column] = ends.map(axis.placeOf)
    if (row === undefined || row === -1) return
    const place = { row, column: selection.kind === 'pair' ? (column ?? -1) : -1 }
    onReveal(place)
    activate(place)
  }, [selection, axis, isReady])
  return (selected: Selection) => {
    seen.current = selected
  }
}
