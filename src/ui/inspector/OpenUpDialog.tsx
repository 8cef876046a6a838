import { useEffect, useMemo, useState } from 'react'
import type { Edit, EditEnd } from '../../model/edit'
import { editId, type PolicyId, workloadOf } from '../../model/ids'
import type { IsolatingPolicy } from '../../model/preview'
import { scenarioOf } from '../../store/connect'
import { Button } from '../controls/Button'
import { CheckField } from '../controls/CheckField'
import { ModalDialog } from '../controls/ModalDialog'
import { editWords } from '../editWords'
import { useApp, useAppContext } from '../useApp'
import { ImpactPreview } from './ImpactPreview'
import { usePreview } from './usePreview'

interface OpenUpDialogProps {
  readonly end: EditEnd
  /** `namespace payments`, `frontend`. */
  readonly name: string
  readonly onClose: () => void
}

/** What to take back so that a namespace or workload is open again: edits of this draft, or the manifests' own policies. */
export function OpenUpDialog({ end, name, onClose }: OpenUpDialogProps) {
  const { store } = useAppContext()
  const edits = useApp((state) => state.workspace.edits)
  const policies = useIsolatingPolicies(end)
  const locks = edits.filter((edit) => isolates(edit, end))
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set())
  const gone = useMemo(() => (policies ?? []).filter(({ id }) => !kept.has(id)), [policies, kept])
  const proposed = useMemo(() => openedUp(edits, end, kept, gone), [edits, end, kept, gone])
  const previewed = usePreview(proposed)
  const toggle = (key: string) => {
    const next = new Set(kept)
    if (!next.delete(key)) next.add(key)
    setKept(next)
  }
  const isNothingToDo = policies !== null && locks.length + policies.length === 0
  const isNothingChosen = gone.length === 0 && locks.every(({ id }) => kept.has(id))
  const open = () => {
    for (const { id } of locks) if (!kept.has(id)) store.getState().removeEdit(id)
    if (gone.length > 0)
      store.getState().addEdits(gone.map(({ id }) => ({ kind: 'deletePolicy', policy: id })))
    store.getState().chooseBottomTab('changes')
    onClose()
  }
  return (
    <ModalDialog
      title={`Open up ${name}`}
      description="A pod is open again when nothing isolates it any more. Nothing is written before you apply."
      onClose={onClose}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          open()
        }}
      >
        {isNothingToDo && <p className="inspector__text">Nothing isolates {name}: it is open already.</p>}
        {locks.map((edit) => (
          <CheckField
            key={edit.id}
            label="Take back your edit"
            hint={`${editWords(edit)}.`}
            checked={!kept.has(edit.id)}
            onChange={() => toggle(edit.id)}
          />
        ))}
        {(policies ?? []).map((policy) => (
          <CheckField
            key={policy.id}
            label={`Delete policy ${policy.id}`}
            hint={policyHint(policy)}
            checked={!kept.has(policy.id)}
            onChange={() => toggle(policy.id)}
          />
        ))}
        <ImpactPreview {...previewed} />
        <div className="modal__actions">
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" autoFocus disabled={isNothingChosen}>
            Open up
          </Button>
        </div>
      </form>
    </ModalDialog>
  )
}

/** The manifests' own policies that isolate the end; null until they are known. */
function useIsolatingPolicies(end: EditEnd): readonly IsolatingPolicy[] | null {
  const { store, worker } = useAppContext()
  const [policies, setPolicies] = useState<readonly IsolatingPolicy[] | null>(null)
  // The end is another object at every rendering; what it says stays the same while the dialog is open.
  const [asked] = useState(end)
  useEffect(() => {
    let isWanted = true
    const ask = async () => {
      const scenario = scenarioOf(store.getState())
      const outcome = await worker.call('isolatedBy', { scenario, end: asked })
      if (isWanted && outcome.kind === 'done') setPolicies(outcome.result)
    }
    void ask()
    return () => {
      isWanted = false
    }
  }, [store, worker, asked])
  return policies
}

function openedUp(
  edits: readonly Edit[],
  end: EditEnd,
  kept: ReadonlySet<string>,
  gone: readonly IsolatingPolicy[],
): readonly Edit[] {
  const left = edits.filter((edit) => !isolates(edit, end) || kept.has(edit.id))
  const deleting = gone.map(({ id }): Edit => ({ kind: 'deletePolicy', id: proposedId(id), policy: id }))
  return [...left, ...deleting]
}

// The store gives them other ids when they are accepted.
function proposedId(policy: PolicyId) {
  return editId(`proposed ${policy}`)
}

/** Whether an edit locks the end, by itself or with its whole namespace. */
function isolates(edit: Edit, end: EditEnd): boolean {
  if (edit.kind !== 'isolate' || edit.off === true) return false
  const locked = edit.end
  if (locked.kind === 'allPods') return true
  if (end.kind === 'workload')
    return locked.kind === 'workload'
      ? locked.id === end.id
      : locked.kind === 'namespace' && locked.name === workloadOf(end.id)?.namespace
  return end.kind === 'namespace' && locked.kind === 'namespace' && locked.name === end.name
}

function policyHint({ directions, rules, place }: IsolatingPolicy): string {
  const lost =
    rules === 0 ? 'It only denies.' : `Its ${rules === 1 ? 'rule goes' : `${rules} rules go`} with it.`
  return `Line ${place.line}. Isolates for ${directions.join(' and ')}. ${lost}`
}
