import { Redo2, Undo2 } from 'lucide-react'
import { useStore } from 'zustand'
import { IconButton } from '../controls/IconButton'
import { useAppContext } from '../useApp'

/** One history over text and edits. */
export function HistoryButtons() {
  const { temporal } = useAppContext().store
  const canUndo = useStore(temporal, (state) => state.pastStates.length > 0)
  const canRedo = useStore(temporal, (state) => state.futureStates.length > 0)
  return (
    <fieldset className="history-buttons" aria-label="History">
      <IconButton label="Undo" keys="Ctrl Z" disabled={!canUndo} onClick={() => temporal.getState().undo()}>
        <Undo2 />
      </IconButton>
      <IconButton
        label="Redo"
        keys="Ctrl Shift Z"
        disabled={!canRedo}
        onClick={() => temporal.getState().redo()}
      >
        <Redo2 />
      </IconButton>
    </fieldset>
  )
}
