import { useMemo, useState } from 'react'
import type { FlowEdge } from '../../model/graphView'
import type { EditId } from '../../model/ids'
import { selectEffect } from '../../store/effects'
import { useApp, useAppContext } from '../useApp'
import { belongsTo } from './editEdges'

interface Pointing {
  /** The edges of the edits that something outside the canvas points at; null when nothing does. */
  readonly isLit: ((edge: FlowEdge) => boolean) | null
  /** Points at the edits of an edge, or at none. */
  readonly pointAt: (edge: FlowEdge | null) => void
}

/** Pointing at an edit shows its edges, and pointing at an edge its edits. */
export function usePointing(): Pointing {
  const { store } = useAppContext()
  const pointed = useApp((state) => state.pointed)
  const edits = useApp((state) => state.workspace.edits)
  const effects = useApp((state) => state.effects)
  // Who points at an edge sees it already; the others need not step back for it.
  const [own, setOwn] = useState<readonly EditId[] | null>(null)
  const isLit = useMemo(() => {
    if (pointed.length === 0 || own !== null) return null
    const wanted = edits.filter(({ id }) => pointed.includes(id))
    return (edge: FlowEdge) =>
      wanted.some((edit) =>
        belongsTo(
          edge,
          edit,
          effects[edit.id]?.of.edits.includes(edit) ? (effects[edit.id]?.flows ?? null) : null,
        ),
      )
  }, [pointed, own, edits, effects])
  return {
    isLit,
    pointAt: (edge) => {
      const state = store.getState()
      const of =
        edge === null
          ? []
          : state.workspace.edits.filter((edit) =>
              belongsTo(edge, edit, selectEffect(state, edit)?.flows ?? null),
            )
      setOwn(edge === null ? null : of.map(({ id }) => id))
      state.point(of.map(({ id }) => id))
    },
  }
}
