import { useMemo } from 'react'
import { editId, type PolicyId } from '../../model/ids'
import { Button } from '../controls/Button'
import { ModalDialog } from '../controls/ModalDialog'
import { ImpactPreview } from '../inspector/ImpactPreview'
import { usePreview } from '../inspector/usePreview'
import { policyWords } from '../policyWishWords'
import { useApp, useAppContext } from '../useApp'

interface DeletePolicyDialogProps {
  readonly policy: PolicyId
  readonly onClose: () => void
}

/** What starts and stops without a policy, before its deletion becomes an edit. */
export function DeletePolicyDialog({ policy, onClose }: DeletePolicyDialogProps) {
  const { store } = useAppContext()
  const edits = useApp((state) => state.workspace.edits)
  const proposed = useMemo(
    () => [...edits, { kind: 'deletePolicy' as const, id: editId('proposed'), policy }],
    [edits, policy],
  )
  const previewed = usePreview(proposed)
  return (
    <ModalDialog
      title={`Delete policy ${policyWords(policy)}`}
      description="Pods that no other policy isolates are open then. Nothing is written before you apply."
      onClose={onClose}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          store.getState().addEdit({ kind: 'deletePolicy', policy })
          store.getState().chooseBottomTab('changes')
          onClose()
        }}
      >
        <ImpactPreview {...previewed} />
        <div className="modal__actions">
          <Button onClick={onClose}>Cancel</Button>
          <Button look="danger" type="submit" autoFocus>
            Delete policy
          </Button>
        </div>
      </form>
    </ModalDialog>
  )
}
