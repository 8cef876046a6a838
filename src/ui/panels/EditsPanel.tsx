import { Pencil } from 'lucide-react'
import { Button } from '../controls/Button'
import { EmptyState } from '../controls/EmptyState'
import { useFocusHeir } from '../controls/useFocusHeir'
import { OnlyDrawnButton } from '../inspector/OnlyDrawnButton'
import { useApp } from '../useApp'
import { EditRow } from './EditRow'
import './editsPanel.css'

/** What the user asked for, each with what became of it. */
export function EditsPanel() {
  const hasEdits = useApp((state) => state.workspace.edits.length > 0)
  if (hasEdits) return <EditList />
  return (
    <EmptyState icon={Pencil} title="No edits yet">
      Draw an arrow from one card’s right gate to another card’s left gate, or select a card and choose “Allow
      to…”. It is listed here, and the YAML that makes it true below the graph. A file of edits can be dropped
      here too.
      <div className="edits-panel__actions">
        <OnlyDrawnButton chosen={[]} />
      </div>
    </EmptyState>
  )
}

function EditList() {
  const edits = useApp((state) => state.workspace.edits)
  const outcomes = useApp((state) => state.analysis?.outcomes)
  const clear = useApp((state) => state.clearEdits)
  const panel = useFocusHeir<HTMLDivElement>((it) =>
    it.closest('.left-panel')?.querySelector('[role=tab][data-state=active]'),
  )
  return (
    <div ref={panel} className="edits-panel">
      <ol className="edits-panel__list" aria-label="Edits">
        {edits.map((edit) => (
          <EditRow key={edit.id} edit={edit} outcome={outcomes?.find((it) => it.edit === edit.id)} />
        ))}
      </ol>
      <div className="edits-panel__actions">
        <OnlyDrawnButton chosen={[]} />
        <Button size="small" look="quiet" onClick={clear}>
          Remove all edits
        </Button>
      </div>
    </div>
  )
}
