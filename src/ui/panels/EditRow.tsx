import {
  Ban,
  Check,
  FileMinus2,
  FilePen,
  FilePlus2,
  Info,
  ListX,
  Lock,
  type LucideIcon,
  Plus,
  Shield,
  ShieldOff,
  TriangleAlert,
  X,
} from 'lucide-react'
import { Switch } from 'radix-ui'
import type { Edit, EditOutcome } from '../../model/edit'
import { selectEffect } from '../../store/effects'
import { IconButton } from '../controls/IconButton'
import { useFocusHeir } from '../controls/useFocusHeir'
import { editWords } from '../editWords'
import { useApp, useAppContext } from '../useApp'
import { effectWords } from './effectWords'
import { LabelOffers } from './LabelOffers'
import { OtherWays } from './OtherWays'
import { showEdit } from './showEdit'

const editIcons: Record<Edit['kind'], LucideIcon> = {
  allow: Plus,
  block: Ban,
  isolate: Shield,
  open: ShieldOff,
  only: Lock,
  template: FilePlus2,
  deletePolicy: FileMinus2,
  renamePolicy: FilePen,
  disableRule: ListX,
}

interface EditRowProps {
  readonly edit: Edit
  readonly outcome: EditOutcome | undefined
}

/** One edit: what it does and costs, and a switch. Pointing at it, or giving it the focus, shows its arrows and its lines of YAML. */
export function EditRow({ edit, outcome }: EditRowProps) {
  const { store } = useAppContext()
  const isPointed = useApp((state) => state.pointed.includes(edit.id))
  const words = editWords(edit)
  const Icon = editIcons[edit.kind]
  const isOn = edit.off !== true
  const { point, removeEdit, switchEdit } = store.getState()
  const row = useFocusHeir<HTMLLIElement>(neighbour)
  return (
    <li
      ref={row}
      className="edit-row"
      data-kind={edit.kind}
      data-off={!isOn}
      data-pointed={isPointed}
      onPointerEnter={() => point([edit.id])}
      onPointerLeave={() => point([])}
      onFocus={() => point([edit.id])}
      onBlur={() => point([])}
    >
      <Icon className="edit-row__icon" size={14} aria-hidden="true" />
      <div className="edit-row__body">
        <button type="button" className="edit-row__words" onClick={() => showEdit(store, edit)}>
          {words}
        </button>
        {isOn ? (
          <>
            <Effect edit={edit} outcome={outcome} />
            {edit.kind === 'block' && <OtherWays edit={edit} outcome={outcome} />}
            <LabelOffers edit={edit.id} />
          </>
        ) : (
          <p className="edit-row__note">Off: nothing is written for it.</p>
        )}
      </div>
      <Switch.Root
        className="edit-row__switch"
        aria-label={`In force: ${words}`}
        title={isOn ? 'Switch this edit off' : 'Switch this edit on'}
        checked={isOn}
        onCheckedChange={(on) => switchEdit(edit.id, on)}
      >
        <Switch.Thumb className="edit-row__thumb" />
      </Switch.Root>
      <IconButton label={`Remove: ${words}`} size="small" onClick={() => removeEdit(edit.id)}>
        <X />
      </IconButton>
    </li>
  )
}

/** The next row, or the one before; the tab when it was the only one. */
function neighbour(row: HTMLElement): Element | null | undefined {
  const other = row.nextElementSibling ?? row.previousElementSibling
  return (
    other?.querySelector('.edit-row__words') ??
    row.closest('.left-panel')?.querySelector('[role=tab][data-state=active]')
  )
}

function Effect({ edit, outcome }: EditRowProps) {
  const effect = useApp((state) => selectEffect(state, edit))
  if (!outcome) return <p className="edit-row__note">Working it out…</p>
  const tone = toneOf(outcome)
  const NoteIcon = noteIcons[tone]
  const { added, removed, cost } = effect ? effectWords(effect) : { added: '', removed: '', cost: '' }
  const isIdle = effect !== null && added === '' && removed === '' && cost === ''
  return (
    <>
      {outcome.status === 'holds' && (
        <p className="edit-row__effect">
          <span className="edit-row__count" data-verb="added">
            {added}
          </span>
          <span className="edit-row__count" data-verb="removed">
            {removed}
          </span>
          <span>{isIdle ? 'Another edit does this as well.' : cost}</span>
        </p>
      )}
      {(outcome.status !== 'holds' || outcome.message !== '') && (
        <p className="edit-row__note" data-tone={tone}>
          <NoteIcon size={12} aria-hidden="true" />
          <span>{noteOf(outcome)}</span>
        </p>
      )}
    </>
  )
}

type Tone = 'good' | 'remark' | 'open'

const noteIcons: Record<Tone, LucideIcon> = { good: Check, remark: Info, open: TriangleAlert }

function toneOf({ status }: EditOutcome): Tone {
  if (status === 'already') return 'good'
  return status === 'holds' ? 'remark' : 'open'
}

const outcomeWords: Record<EditOutcome['status'], string> = {
  holds: '',
  already: 'Held before.',
  contradicted: 'Undone by a later edit.',
  impossible: 'It cannot be made.',
  unknownEnd: 'An end is not in the manifests.',
}

function noteOf({ status, message }: EditOutcome): string {
  return message === '' ? outcomeWords[status] : message
}
