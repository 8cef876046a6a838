import { useState } from 'react'
import type { EditEnd } from '../../model/edit'
import { Button } from '../controls/Button'
import { CheckField } from '../controls/CheckField'
import { ModalDialog } from '../controls/ModalDialog'
import { useAppContext } from '../useApp'

interface LockDialogProps {
  readonly end: EditEnd
  /** `namespace payments`, `frontend`. */
  readonly name: string
  readonly onClose: () => void
}

/** Default deny for one namespace or workload: which directions, and whether names still resolve. */
export function LockDialog({ end, name, onClose }: LockDialogProps) {
  const { store } = useAppContext()
  const [ingress, setIngress] = useState(true)
  const [egress, setEgress] = useState(true)
  const [allowDns, setAllowDns] = useState(true)
  const lock = () => {
    const directions = [...(ingress ? ['ingress' as const] : []), ...(egress ? ['egress' as const] : [])]
    store
      .getState()
      .addEdit({ kind: 'isolate', end, directions, dns: egress && allowDns ? 'cluster' : 'none' })
    store.getState().chooseBottomTab('changes')
    onClose()
  }
  return (
    <ModalDialog
      title={`Lock ${name}`}
      description="A flow stays only where the rules of every isolated side allow it. Changes lists what stops; nothing is written before you apply."
      onClose={onClose}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          lock()
        }}
      >
        <CheckField
          label="Ingress"
          hint="Nothing connects to its pods unless a rule allows it."
          checked={ingress}
          onChange={setIngress}
        />
        <CheckField
          label="Egress"
          hint="Its pods connect to nothing unless a rule allows it."
          checked={egress}
          onChange={setEgress}
        />
        <CheckField
          label="Keep DNS open"
          hint="UDP and TCP 53 to the cluster’s DNS pods. Without it, no name resolves."
          checked={egress && allowDns}
          disabled={!egress}
          onChange={setAllowDns}
        />
        <div className="modal__actions">
          <Button onClick={onClose}>Cancel</Button>
          {/* Enter accepts what the dialog proposes. */}
          <Button look="primary" type="submit" autoFocus disabled={!ingress && !egress}>
            Lock
          </Button>
        </div>
      </form>
    </ModalDialog>
  )
}
