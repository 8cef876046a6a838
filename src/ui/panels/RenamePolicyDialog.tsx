import { useMemo, useState } from 'react'
import type { Edit } from '../../model/edit'
import { editId, type PolicyId, policyOf } from '../../model/ids'
import { Button } from '../controls/Button'
import { ModalDialog } from '../controls/ModalDialog'
import { TextField } from '../controls/TextField'
import { ImpactPreview } from '../inspector/ImpactPreview'
import { usePreview } from '../inspector/usePreview'
import { policyWords } from '../policyWishWords'
import { useApp, useAppContext } from '../useApp'

interface RenamePolicyDialogProps {
  readonly policy: PolicyId
  readonly onClose: () => void
}

/** Another name for a policy; an earlier edit that renames it is replaced. */
export function RenamePolicyDialog({ policy, onClose }: RenamePolicyDialogProps) {
  const { store } = useAppContext()
  const edits = useApp((state) => state.workspace.edits)
  const earlier = edits.filter((edit) => edit.kind === 'renamePolicy' && edit.policy === policy)
  const [name, setName] = useState(() => nameNow(edits, policy))
  const proposed = useMemo((): readonly Edit[] => {
    const others = edits.filter((edit) => edit.kind !== 'renamePolicy' || edit.policy !== policy)
    return [...others, { kind: 'renamePolicy', id: editId('proposed'), policy, name }]
  }, [edits, policy, name])
  const previewed = usePreview(proposed)
  const status = previewed.preview?.outcomes.at(-1)?.status
  const isReady = !previewed.isStale && status === 'holds'
  const rename = () => {
    for (const { id } of earlier) store.getState().removeEdit(id)
    store.getState().addEdit({ kind: 'renamePolicy', policy, name })
    store.getState().chooseBottomTab('changes')
    onClose()
  }
  return (
    <ModalDialog
      title={`Rename policy ${policyWords(policy)}`}
      description="Its rules, its place in the text and its comments stay. Nothing is written before you apply."
      onClose={onClose}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady) rename()
        }}
      >
        <TextField
          label="Name"
          hint="In a running cluster this is a new policy: apply it before you delete the one with the former name."
          value={name}
          isRequired
          autoFocus
          onChange={setName}
        />
        <ImpactPreview {...previewed} />
        <div className="modal__actions">
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" disabled={!isReady}>
            Rename
          </Button>
        </div>
      </form>
    </ModalDialog>
  )
}

function nameNow(edits: readonly Edit[], policy: PolicyId): string {
  const last = edits.findLast((edit) => edit.kind === 'renamePolicy' && edit.policy === policy)
  return last?.kind === 'renamePolicy' ? last.name : policyOf(policy).name
}
