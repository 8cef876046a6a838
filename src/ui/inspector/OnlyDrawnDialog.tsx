import { useCallback, useMemo, useState } from 'react'
import type { Edit, OnlyWish } from '../../model/edit'
import { editId, workloadOf } from '../../model/ids'
import type { KeepEdit } from '../../model/keepable'
import type { DnsFacts } from '../../model/preview'
import { Button } from '../controls/Button'
import { ModalDialog } from '../controls/ModalDialog'
import { useApp, useAppContext } from '../useApp'
import { DnsChoices, type DnsWish, dnsChoiceOf } from './DnsChoices'
import { ImpactPreview } from './ImpactPreview'
import { Keeping } from './Keeping'
import { NamespaceChoices } from './NamespaceChoices'
import { previewHeadline } from './previewWords'
import { usePreview } from './usePreview'
import './onlyDrawnDialog.css'

interface OnlyDrawnDialogProps {
  /** The namespaces that are chosen at first. */
  readonly chosen: readonly string[]
  readonly onClose: () => void
}

const noKeeps: readonly KeepEdit[] = []

/** Default deny for whole namespaces, with what is drawn, and what is ticked here, as all that stays. */
export function OnlyDrawnDialog({ chosen, onClose }: OnlyDrawnDialogProps) {
  const { store } = useAppContext()
  const edits = useApp((state) => state.workspace.edits)
  const [namespaces, setNamespaces] = useState(chosen)
  const [wish, setWish] = useState<DnsWish>({ dns: true, nodeLocal: null })
  const [facts, setFacts] = useState<DnsFacts | null>(null)
  const [keeps, setKeeps] = useState(noKeeps)
  const dns = dnsChoiceOf(wish, facts)
  const only = useMemo((): OnlyWish => ({ kind: 'only', namespaces, dns }), [namespaces, dns])
  const locked = useMemo(() => withOnly(edits, only), [edits, only])
  const proposed = useMemo(() => [...locked, ...keeps.map(asEdit)], [locked, keeps])
  const previewed = usePreview(proposed)
  // What the manifests show of DNS decides what is proposed at first.
  if (previewed.preview !== null && facts === null) setFacts(previewed.preview.dns)
  const choose = useCallback((names: readonly string[]) => {
    setNamespaces(names)
    setKeeps(noKeeps)
  }, [])
  const lock = () => {
    // One step back takes all of it back.
    store.getState().addEdits([...keeps, only])
    store.getState().chooseBottomTab('changes')
    onClose()
  }
  return (
    <ModalDialog
      title="Only what is drawn"
      description="The flows that you draw are all that the pods of these namespaces may do. Everything else is closed, and policies that allow more are narrowed or deleted. Nothing is written before you apply."
      onClose={onClose}
    >
      <form
        className="only-drawn"
        onSubmit={(event) => {
          event.preventDefault()
          lock()
        }}
      >
        <NamespaceChoices chosen={namespaces} onChoose={choose} />
        <DnsChoices choice={dns} facts={facts} onChange={(part) => setWish({ ...wish, ...part })} />
        {namespaces.length > 0 && (
          <>
            <p className="only-drawn__drawn">{drawnWords(edits, namespaces)}</p>
            <Keeping key={namespaces.join()} locked={locked} onKeep={setKeeps} />
            <ImpactPreview {...previewed} />
          </>
        )}
        <div className="modal__actions">
          {/* The preview may be below what is in sight. */}
          <span className="only-drawn__headline" aria-hidden="true">
            {namespaces.length > 0 && previewed.preview !== null && previewHeadline(previewed.preview)}
          </span>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" disabled={namespaces.length === 0}>
            Lock down
          </Button>
        </div>
      </form>
    </ModalDialog>
  )
}

// The store gives them other ids when they are accepted.
function withOnly(edits: readonly Edit[], only: OnlyWish): readonly Edit[] {
  return only.namespaces.length === 0 ? edits : [...edits, { ...only, id: editId('proposed') }]
}

function asEdit(keep: KeepEdit, i: number): Edit {
  return { ...keep, id: editId(`kept ${i}`) }
}

function drawnWords(edits: readonly Edit[], namespaces: readonly string[]): string {
  const isIn = (end: KeepEdit['from']) =>
    end.kind === 'allPods' ||
    (end.kind === 'namespace' && namespaces.includes(end.name)) ||
    (end.kind === 'workload' && namespaces.includes(workloadOf(end.id)?.namespace ?? ''))
  const drawn = edits.filter(
    (edit) => edit.kind === 'allow' && !edit.off && (isIn(edit.from) || isIn(edit.to)),
  )
  if (drawn.length === 0) return 'Nothing is drawn here yet. Tick what is to stay, or draw it later.'
  return drawn.length === 1
    ? 'One edit of your list draws flows here. They stay.'
    : `${drawn.length} edits of your list draw flows here. They stay.`
}
