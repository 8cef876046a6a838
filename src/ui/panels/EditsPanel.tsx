import {
  Ban,
  Check,
  FileMinus2,
  FilePen,
  FilePlus2,
  ListX,
  type LucideIcon,
  Pencil,
  Plus,
  Shield,
  TriangleAlert,
  X,
} from 'lucide-react'
import type { Edit, EditOutcome } from '../../model/edit'
import { Button } from '../controls/Button'
import { EmptyState } from '../controls/EmptyState'
import { IconButton } from '../controls/IconButton'
import { editWords } from '../editWords'
import { useApp, useAppContext } from '../useApp'
import './editsPanel.css'

const outcomeWords: Record<EditOutcome['status'], string> = {
  holds: 'Holds',
  already: 'Held before',
  contradicted: 'Undone by a later edit',
  impossible: 'No policy can say this',
  unknownEnd: 'An end is not in the manifests any more',
}

const editIcons: Record<Edit['kind'], LucideIcon> = {
  allow: Plus,
  block: Ban,
  isolate: Shield,
  template: FilePlus2,
  deletePolicy: FileMinus2,
  renamePolicy: FilePen,
  disableRule: ListX,
}

/** What the user asked for, each with what became of it. */
export function EditsPanel() {
  const edits = useApp((state) => state.workspace.edits)
  const outcomes = useApp((state) => state.analysis?.outcomes)
  const clear = useApp((state) => state.clearEdits)
  if (edits.length === 0)
    return (
      <EmptyState icon={Pencil} title="No edits yet">
        Draw an arrow from one card’s right gate to another card’s left gate. It is listed here, and the YAML
        that makes it true below the graph.
      </EmptyState>
    )
  return (
    <div className="edits-panel">
      <ol className="edits-panel__list" aria-label="Edits">
        {edits.map((edit) => (
          <EditRow key={edit.id} edit={edit} outcome={outcomes?.find((it) => it.edit === edit.id)} />
        ))}
      </ol>
      <Button size="small" look="quiet" onClick={clear}>
        Remove all edits
      </Button>
    </div>
  )
}

function EditRow({ edit, outcome }: { readonly edit: Edit; readonly outcome: EditOutcome | undefined }) {
  const { store } = useAppContext()
  const words = editWords(edit)
  const Icon = editIcons[edit.kind]
  const isGood = outcome?.status === 'holds' || outcome?.status === 'already'
  const show = () => {
    if (edit.kind === 'isolate' && edit.end.kind === 'namespace')
      store.getState().select({ kind: 'namespace', name: edit.end.name })
    if (edit.kind === 'template') store.getState().select({ kind: 'namespace', name: edit.namespace })
    const pair = pairOf(edit)
    if (pair) store.getState().select({ kind: 'pair', ...pair })
  }
  return (
    <li className="edits-panel__edit" data-kind={edit.kind}>
      <Icon className="edits-panel__icon" size={14} aria-hidden="true" />
      <div className="edits-panel__body">
        <button type="button" className="edits-panel__words" onClick={show}>
          {words}
        </button>
        {outcome && (
          <p className="edits-panel__outcome" data-good={isGood}>
            {isGood ? <Check size={12} aria-hidden="true" /> : <TriangleAlert size={12} aria-hidden="true" />}
            <span>
              {outcomeWords[outcome.status]}
              {outcome.message !== '' && `. ${outcome.message}`}
            </span>
          </p>
        )}
      </div>
      <IconButton
        label={`Remove: ${words}`}
        size="small"
        onClick={() => store.getState().removeEdit(edit.id)}
      >
        <X />
      </IconButton>
    </li>
  )
}

function pairOf(edit: Edit) {
  if (edit.kind !== 'allow' && edit.kind !== 'block') return null
  const { from, to, connections } = edit
  return from.kind === 'workload' && to.kind === 'workload' ? { from: from.id, to: to.id, connections } : null
}
