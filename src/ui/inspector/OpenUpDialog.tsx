import { useCallback, useMemo, useState } from 'react'
import type { Edit, EditEnd } from '../../model/edit'
import type { Direction } from '../../model/policy'
import type { IsolatingPolicy } from '../../model/preview'
import type { Scenario, WorkerClient } from '../../worker/protocol'
import { Button } from '../controls/Button'
import { CheckField } from '../controls/CheckField'
import { ModalDialog } from '../controls/ModalDialog'
import { RadioField } from '../controls/RadioField'
import { editWords } from '../editWords'
import { useAnswer } from '../useAnswer'
import { useApp, useAppContext } from '../useApp'
import { directionName } from '../words'
import { ImpactPreview } from './ImpactPreview'
import { closersOf, exchanged, isSame, locksOf, type Opening, openedUp } from './openedUp'
import { usePreview } from './usePreview'
import './openUpDialog.css'

interface OpenUpDialogProps {
  readonly end: EditEnd
  /** `namespace payments`, `frontend`. */
  readonly name: string
  readonly onClose: () => void
}

const bothWays = ['ingress', 'egress'] as const

/** What isolates a namespace or workload, in which direction it is to be open again, and how: by what opens nobody else, unless chosen. */
export function OpenUpDialog({ end, name, onClose }: OpenUpDialogProps) {
  const { store } = useAppContext()
  const edits = useApp((state) => state.workspace.edits)
  const locks = locksOf(edits, end)
  const closers = closersOf(edits, end)
  const policies = useIsolatingPolicies(end, locks.length + closers.length > 0)
  const isolated = bothWays.filter(
    (it) =>
      closers.length > 0 || [...(policies ?? []), ...locks].some(({ directions }) => directions.includes(it)),
  )
  const [kept, setKept] = useState<readonly Direction[]>([])
  const [way, setWay] = useState<Opening['way']>('best')
  const isLockedByOthers =
    (policies ?? []).length + closers.length > 0 || locks.some((lock) => !isSame(lock.end, end))
  const chosen = isolated.filter((it) => !kept.includes(it)).join(' and ')
  const exchange = useMemo(() => {
    const directions = bothWays.filter((it) => chosen.includes(it))
    return openedUp(edits, { end, directions, way, isLockedByOthers })
  }, [edits, end, chosen, way, isLockedByOthers])
  const proposed = useMemo(() => exchanged(edits, exchange), [edits, exchange])
  const previewed = usePreview(proposed)
  const isNothingChosen = exchange.gone.length + exchange.added.length === 0
  const open = () => {
    if (isNothingChosen) return
    store.getState().exchangeEdits(exchange.gone, exchange.added)
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
        {policies !== null && isolated.length === 0 && (
          <p className="inspector__text">Nothing isolates {name}: it is open already.</p>
        )}
        <Isolating locks={[...locks, ...closers]} policies={policies ?? []} />
        <Directions
          isolated={isolated}
          kept={kept}
          onChange={(direction, isOpen) =>
            setKept(isOpen ? kept.filter((it) => it !== direction) : [...kept, direction])
          }
        />
        {isLockedByOthers && (
          <RadioField
            label="How"
            value={way}
            options={waysFor(end, name, policies ?? [], chosen)}
            onChange={setWay}
          />
        )}
        <ImpactPreview {...previewed} />
        <div className="modal__actions">
          <Button onClick={onClose}>Cancel</Button>
          {/* Enter accepts what the dialog proposes, as soon as it is known. */}
          <Button look="primary" type="submit" autoFocus disabled={policies !== null && isNothingChosen}>
            Open up
          </Button>
        </div>
      </form>
    </ModalDialog>
  )
}

/** The policies that isolate the end; of those that edits make, the ones that nothing else explains. Null until they are known. */
function useIsolatingPolicies(end: EditEnd, hasLocks: boolean): readonly IsolatingPolicy[] | null {
  // The end is another object at every rendering; what it says stays the same while the dialog is open.
  const [asked] = useState(end)
  const ask = useCallback(
    (worker: WorkerClient, scenario: Scenario) => worker.call('isolatedBy', { scenario, end: asked }),
    [asked],
  )
  const policies = useAnswer<readonly IsolatingPolicy[]>(ask)
  const isExplained = (direction: Direction) =>
    hasLocks || policies?.some((it) => it.place !== null && it.directions.includes(direction))
  return policies?.filter((it) => it.place !== null || !it.directions.every(isExplained)) ?? null
}

interface IsolatingProps {
  readonly locks: readonly Edit[]
  readonly policies: readonly IsolatingPolicy[]
}

function Isolating({ locks, policies }: IsolatingProps) {
  if (locks.length + policies.length === 0) return null
  return (
    <ul className="open-up__locks" aria-label="Isolated by">
      {locks.map((edit) => (
        <li key={edit.id}>
          <b>Your edit</b> {editWords(edit)}.
        </li>
      ))}
      {policies.map(({ place, ...policy }) => (
        <li key={policy.id}>
          <b>Policy {policy.id}</b> {place ? `(line ${place.line})` : 'of your edits'} {policyWords(policy)}
        </li>
      ))}
    </ul>
  )
}

interface DirectionsProps {
  readonly isolated: readonly Direction[]
  readonly kept: readonly Direction[]
  readonly onChange: (direction: Direction, isOpen: boolean) => void
}

function Directions({ isolated, kept, onChange }: DirectionsProps) {
  return (
    <div className="open-up__directions">
      {isolated.map((direction) => (
        <CheckField
          key={direction}
          label={directionName(direction)}
          hint={
            direction === 'ingress'
              ? 'Everything may connect to its pods.'
              : 'Its pods may connect to everything.'
          }
          checked={!kept.includes(direction)}
          onChange={(isOpen) => onChange(direction, isOpen)}
        />
      ))}
    </div>
  )
}

function policyWords({ directions, rules, others }: Omit<IsolatingPolicy, 'place'>): string {
  const grants = rules === 0 ? 'only denies' : `has ${rules === 1 ? '1 rule' : `${rules} rules`}`
  const selects =
    others === 0 ? 'selects nobody else' : `selects ${others === 1 ? '1 other' : `${others} others`}`
  return `isolates for ${directions.join(' and ')}, ${grants} and ${selects}.`
}

function waysFor(end: EditEnd, name: string, policies: readonly IsolatingPolicy[], chosen: string) {
  const isOne = end.kind === 'workload'
  const others = Math.max(0, ...policies.map((policy) => policy.others))
  const count = others === 1 ? '1 other' : `${policies.length > 1 ? 'up to ' : ''}${others} others`
  const among = others === 0 ? '' : ` ${policies.length > 1 ? 'They select' : 'It selects'} ${count}.`
  return [
    {
      value: 'best' as const,
      label: `Only ${name} (proposed)`,
      hint: isOne
        ? `A policy that selects others too leaves ${name} out and goes on to isolate them; one for ${name} alone goes.`
        : 'Its policies lose the direction, or go with their last one.',
    },
    ...(isOne
      ? [
          {
            value: 'drop' as const,
            label: 'Everybody that these policies select',
            hint: `They no longer isolate for ${chosen || 'a direction'}, whomever they select.${among}`,
          },
        ]
      : []),
    {
      value: 'delete' as const,
      label: 'Delete these policies',
      hint: `Their rules go with them, in both directions.${among}`,
    },
  ]
}
