import { Redo2, Undo2 } from 'lucide-react'
import { useStore } from 'zustand'
import { IconButton } from '../controls/IconButton'
import { useAppContext } from '../useApp'
import { isMac } from './isMac'

/** One history over text and edits. */
export function HistoryButtons() {
  const { temporal } = useAppContext().store
  const canUndo = useStore(temporal, (state) => state.pastStates.length > 0)
  const canRedo = useStore(temporal, (state) => state.futureStates.length > 0)
  return (
    <fieldset className="history-buttons" aria-label="History">
      <IconButton
        label="Undo"
        keys={isMac() ? '⌘Z' : 'Ctrl Z'}
        disabled={!canUndo}
        onClick={() => temporal.getState().undo()}
      >
        <Undo2 />
      </IconButton>
      <IconButton
        label="Redo"
        keys={isMac() ? '⇧⌘Z' : 'Ctrl Shift Z'}
        disabled={!canRedo}
        onClick={() => temporal.getState().redo()}
      >
        <Redo2 />
      </IconButton>
    </fieldset>
  )
}
