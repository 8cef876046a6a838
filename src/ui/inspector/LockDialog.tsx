import { useMemo, useState } from 'react'
import type { DnsChoice, Edit, EditEnd } from '../../model/edit'
import { editId } from '../../model/ids'
import type { Direction } from '../../model/policy'
import type { DnsFacts } from '../../model/preview'
import { Button } from '../controls/Button'
import { CheckField } from '../controls/CheckField'
import { ModalDialog } from '../controls/ModalDialog'
import { useApp, useAppContext } from '../useApp'
import { DnsChoices, type DnsWish, dnsChoiceOf } from './DnsChoices'
import { ImpactPreview } from './ImpactPreview'
import { usePreview } from './usePreview'
import './lockDialog.css'

interface LockDialogProps {
  readonly end: EditEnd
  /** `namespace payments`, `frontend`. */
  readonly name: string
  readonly onClose: () => void
}

interface Choice extends DnsWish {
  readonly ingress: boolean
  readonly egress: boolean
}

/** Default deny for one namespace or workload: which directions, whether names still resolve, and what stops. */
export function LockDialog({ end, name, onClose }: LockDialogProps) {
  const { store } = useAppContext()
  const edits = useApp((state) => state.workspace.edits)
  const [choice, setChoice] = useState<Choice>({ ingress: true, egress: true, dns: true, nodeLocal: null })
  const { ingress, egress } = choice
  const [facts, setFacts] = useState<DnsFacts | null>(null)
  const dns = dnsOf(choice, facts)
  const proposed = useMemo(
    () => withLock(edits, end, directionsOf({ ingress, egress }), dns),
    [edits, end, ingress, egress, dns],
  )
  const previewed = usePreview(proposed)
  // What the manifests show of DNS decides what is proposed at first.
  if (previewed.preview !== null && facts === null) setFacts(previewed.preview.dns)
  const lock = () => {
    const directions = directionsOf(choice)
    store.getState().addEdit({ kind: 'isolate', end, directions, dns })
    store.getState().chooseBottomTab('changes')
    onClose()
  }
  return (
    <ModalDialog
      title={`Lock ${name}`}
      description="A flow stays only where the rules of every isolated side allow it. Nothing is written before you apply."
      onClose={onClose}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          lock()
        }}
      >
        <Choices choice={choice} facts={facts} dns={dns} onChange={setChoice} />
        <ImpactPreview {...previewed} />
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

interface ChoicesProps {
  readonly choice: Choice
  readonly facts: DnsFacts | null
  readonly dns: DnsChoice
  readonly onChange: (choice: Choice) => void
}

function Choices({ choice, facts, dns, onChange }: ChoicesProps) {
  const change = (part: Partial<Choice>) => onChange({ ...choice, ...part })
  return (
    <>
      <div className="lock-dialog__directions">
        <CheckField
          label="Ingress"
          hint="Nothing connects to its pods unless a rule allows it. The kubelet’s probes still do."
          checked={choice.ingress}
          onChange={(ingress) => change({ ingress })}
        />
        <CheckField
          label="Egress"
          hint="Its pods connect to nothing unless a rule allows it, not even to the Kubernetes API."
          checked={choice.egress}
          onChange={(egress) => change({ egress })}
        />
      </div>
      <DnsChoices choice={dns} facts={facts} disabled={!choice.egress} onChange={change} />
    </>
  )
}

function directionsOf({ ingress, egress }: Pick<Choice, Direction>): readonly Direction[] {
  return [...(ingress ? ['ingress' as const] : []), ...(egress ? ['egress' as const] : [])]
}

function dnsOf({ egress, ...wish }: Choice, facts: DnsFacts | null): DnsChoice {
  return egress ? dnsChoiceOf(wish, facts) : 'none'
}

function withLock(
  edits: readonly Edit[],
  end: EditEnd,
  directions: readonly Direction[],
  dns: DnsChoice,
): readonly Edit[] {
  // The store gives it another id when it is accepted.
  const edit: Edit = { kind: 'isolate', id: editId('proposed'), end, directions, dns }
  return directions.length === 0 ? edits : [...edits, edit]
}
