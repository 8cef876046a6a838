import { useCallback, useMemo, useState } from 'react'
import type { Edit } from '../../model/edit'
import { editId } from '../../model/ids'
import type { Keepable, KeepEdit, KeepOffer, KeepRow } from '../../model/keepable'
import type { Scenario, WorkerClient } from '../../worker/protocol'
import { CheckField } from '../controls/CheckField'
import { Segmented } from '../controls/Segmented'
import { editWords } from '../editWords'
import { useAnswer } from '../useAnswer'
import { connectionWords, counted, endpointName, endpointNamespace } from '../words'
import { plainText } from './previewWords'

interface KeepingProps {
  /** The list of edits with the one that only what is drawn is to stay. */
  readonly locked: readonly Edit[]
  readonly onKeep: (keeps: readonly KeepEdit[]) => void
}

type Choice = 'none' | 'suggested' | 'inside'

const picks = [
  { value: 'none', label: 'Nothing more' },
  { value: 'suggested', label: 'What manifests suggest' },
  { value: 'inside', label: 'All inside' },
] as const

const nothing: ReadonlySet<string> = new Set()
const noOffer: KeepOffer = { edits: [], more: 0 }

/** What is to stay beside what is drawn: many flows at once, or one by one from those that would stop. */
export function Keeping({ locked, onKeep }: KeepingProps) {
  const [pick, setPick] = useState<Choice>('none')
  const [dropped, setDropped] = useState(nothing)
  const [ticked, setTicked] = useState<ReadonlyMap<string, KeepEdit>>(new Map())
  const offers = useAnswer(
    useCallback(
      (worker: WorkerClient, scenario: Scenario) => worker.call('keepOffers', { scenario, proposed: locked }),
      [locked],
    ),
  )
  const offer = pick === 'none' || offers === null ? noOffer : offers[pick]
  const picked = useMemo(() => offer.edits.filter((edit) => !dropped.has(keyOf(edit))), [offer, dropped])
  const say = (edits: readonly KeepEdit[], ticks: ReadonlyMap<string, KeepEdit>) =>
    onKeep([...edits, ...ticks.values()])
  const choose = (value: Choice) => {
    setPick(value)
    setDropped(nothing)
    say(value === 'none' || offers === null ? [] : offers[value].edits, ticked)
  }
  const drop = (edit: KeepEdit, isKept: boolean) => {
    const next = new Set(dropped)
    if (isKept) next.delete(keyOf(edit))
    else next.add(keyOf(edit))
    setDropped(next)
    say(
      offer.edits.filter((it) => !next.has(keyOf(it))),
      ticked,
    )
  }
  const tick = (edit: KeepEdit, isKept: boolean) => {
    const next = new Map(ticked)
    if (isKept) next.set(keyOf(edit), edit)
    else next.delete(keyOf(edit))
    setTicked(next)
    say(picked, next)
  }
  return (
    <section className="only-drawn__keeping" aria-label="Keep as well">
      <div className="only-drawn__picks">
        <h3 className="section-title">Keep as well</h3>
        <Segmented label="Keep as well" value={pick} options={picks} onChange={choose} />
      </div>
      {pick !== 'none' && offers !== null && <Picked offer={offer} dropped={dropped} onDrop={drop} />}
      <Stopping locked={locked} picked={picked} ticked={ticked} onTick={tick} />
    </section>
  )
}

interface PickedProps {
  readonly offer: KeepOffer
  readonly dropped: ReadonlySet<string>
  readonly onDrop: (edit: KeepEdit, isKept: boolean) => void
}

function Picked({ offer: { edits, more }, dropped, onDrop }: PickedProps) {
  if (edits.length === 0) return <p className="only-drawn__note">There is nothing of this kind.</p>
  return (
    <ul className="only-drawn__scroll" aria-label="Kept">
      {edits.map((edit) => (
        <li key={keyOf(edit)}>
          <CheckField
            label={editWords({ ...edit, id: editId('kept') })}
            hint=""
            checked={!dropped.has(keyOf(edit))}
            onChange={(isKept) => onDrop(edit, isKept)}
          />
        </li>
      ))}
      {more > 0 && <li className="only-drawn__note">and {more} more, which are not kept</li>}
    </ul>
  )
}

interface StoppingProps {
  readonly locked: readonly Edit[]
  readonly picked: readonly KeepEdit[]
  readonly ticked: ReadonlyMap<string, KeepEdit>
  readonly onTick: (edit: KeepEdit, isKept: boolean) => void
}

function Stopping({ locked, picked, ticked, onTick }: StoppingProps) {
  const [filter, setFilter] = useState('')
  const proposed = useMemo(
    () => [...locked, ...picked.map((edit, i): Edit => ({ ...edit, id: editId(`picked ${i}`) }))],
    [locked, picked],
  )
  const found = useAnswer(
    useCallback(
      (worker: WorkerClient, scenario: Scenario) => worker.call('keepable', { scenario, proposed, filter }),
      [proposed, filter],
    ),
  )
  return (
    <>
      <input
        className="field only-drawn__filter"
        type="search"
        aria-label="Filter flows that would stop"
        placeholder="Filter by workload or namespace"
        value={filter}
        onChange={(event) => setFilter(event.target.value)}
        onKeyDown={(event) => {
          // Enter would accept the dialog while somebody is still looking.
          if (event.key === 'Enter') event.preventDefault()
        }}
      />
      <p className="only-drawn__note" role="status" aria-label="Flows that would stop">
        {found === null ? 'Working out what would stop…' : countWords(found)}
      </p>
      {found !== null && found.rows.length > 0 && (
        <ul className="only-drawn__scroll" aria-label="Flows that would stop">
          {found.rows.map((row) => (
            <Row key={`${row.from} ${row.to}`} row={row} ticked={ticked} onTick={onTick} />
          ))}
        </ul>
      )}
    </>
  )
}

function Row({ row, ticked, onTick }: { readonly row: KeepRow } & Omit<StoppingProps, 'locked' | 'picked'>) {
  const { edit } = row
  return (
    <li>
      <CheckField
        label={`Keep ${pairWords(row)}`}
        hint={[`${connectionWords(row.connections)}.`, plainText(row.why)].join(' ')}
        checked={edit !== null && ticked.has(keyOf(edit))}
        disabled={edit === null}
        onChange={(isKept) => edit && onTick(edit, isKept)}
      />
    </li>
  )
}

/** `web → db`, `web in shop → coredns in kube-system`. */
function pairWords({ from, to }: Pick<KeepRow, 'from' | 'to'>): string {
  const areApart = endpointNamespace(from) !== endpointNamespace(to)
  const name = (id: KeepRow['from']) => {
    const namespace = endpointNamespace(id)
    return areApart && namespace !== null ? `${endpointName(id)} in ${namespace}` : endpointName(id)
  }
  return `${name(from)} → ${name(to)}`
}

function countWords({ flows, matching, rows }: Keepable): string {
  if (flows === 0) return 'Nothing would stop.'
  const shown = rows.length < matching ? ` The first ${rows.length} are listed.` : ''
  if (matching < flows)
    return `${counted(matching, 'flow')} of ${flows.toLocaleString('en')} that would stop.${shown}`
  return `${counted(flows, 'flow')} would stop. Tick what is to stay.${shown}`
}

function keyOf({ from, to, connections }: KeepEdit): string {
  return JSON.stringify([from, to, connections])
}
