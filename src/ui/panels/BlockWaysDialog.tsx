import { Check, ChevronRight, TriangleAlert } from 'lucide-react'
import { useCallback } from 'react'
import type { BlockWayText, BlockWayTexts, NoWayToBlock } from '../../model/blockWays'
import type { Edit, FlowChange } from '../../model/edit'
import type { ChangeText } from '../../model/summary'
import type { Scenario, WorkerClient } from '../../worker/protocol'
import { Button } from '../controls/Button'
import { ModalDialog } from '../controls/ModalDialog'
import { useAnswer } from '../useAnswer'
import { useAppContext } from '../useApp'
import { connectionWords, counted, endpointName, endWords } from '../words'
import { DiffBlocks } from './DiffBlocks'
import { effectWords } from './effectWords'
import './blockWaysDialog.css'

interface BlockWaysDialogProps {
  readonly edit: Extract<Edit, { readonly kind: 'block' }>
  readonly onClose: () => void
}

/** All ways to make a block true, each with its words, its cost, what comes along and its YAML; one of them can be taken. */
export function BlockWaysDialog({ edit, onClose }: BlockWaysDialogProps) {
  const { store } = useAppContext()
  const answer = useBlockWays(edit.id)
  const take = ({ cut, isDefault }: BlockWayText) => {
    // An edit that names no way takes the best one when the manifests change.
    store.getState().cutBlock(edit.id, isDefault ? null : cut)
    store.getState().chooseBottomTab('changes')
    onClose()
  }
  return (
    <ModalDialog
      title={`Ways to block ${endWords(edit.from)} → ${endWords(edit.to)}`}
      description="Policies only add: to block, rules must lose something, or open pods be isolated and granted the rest. The first way takes the least along, then changes the least."
      onClose={onClose}
    >
      {answer === null ? (
        <p role="status">Comparing the ways…</p>
      ) : (
        <ol className="block-ways" aria-label="Ways">
          {answer.ways.map((way) => (
            <Way key={way.cut ?? 'pairs'} way={way} onTake={() => take(way)} />
          ))}
          {answer.others.map((other) => (
            <NoWay key={other.cut} other={other} />
          ))}
        </ol>
      )}
    </ModalDialog>
  )
}

function useBlockWays(edit: Edit['id']): BlockWayTexts | null {
  const ask = useCallback(
    (worker: WorkerClient, scenario: Scenario) => worker.call('blockWays', { scenario, edit }),
    [edit],
  )
  return useAnswer<BlockWayTexts>(ask)
}

const titles = { ingress: 'At the receiver', egress: 'At the sender', pairs: 'Pair by pair' }

interface WayProps {
  readonly way: BlockWayText
  readonly onTake: () => void
}

function Way({ way, onTake }: WayProps) {
  const title = titles[way.cut ?? 'pairs']
  const { added, removed, cost } = effectWords(way.effect)
  const words = [added, removed, cost].filter((it) => it !== '').join(' · ')
  return (
    <li className="block-ways__way" data-taken={way.isTaken} aria-label={title}>
      <div className="block-ways__head">
        <h3 className="block-ways__title">{title}</h3>
        {way.isProposed && <span className="chip">Proposed</span>}
        {way.isTaken ? (
          <span className="block-ways__taken">
            <Check size={14} aria-hidden="true" /> In use
          </span>
        ) : (
          <Button size="small" aria-label={`Use this way: ${title}`} onClick={onTake}>
            Use this way
          </Button>
        )}
      </div>
      <p className="block-ways__sentence">{way.sentence}</p>
      <p className="block-ways__cost">{words}</p>
      <Collateral way={way} />
      <details className="block-ways__yaml">
        <summary className="unfold">
          <ChevronRight size={14} aria-hidden="true" />
          {`YAML: ${counted(way.changes.length, 'policy', 'policies')}`}
        </summary>
        {way.changes.map((change) => (
          <Diff key={change.policy} change={change} />
        ))}
      </details>
    </li>
  )
}

function Collateral({
  way: { collateral, collateralAdded, collateralRemoved },
}: {
  readonly way: BlockWayText
}) {
  if (collateral === 0) return <p className="block-ways__none">Nothing else changes.</p>
  const more = collateral - collateralAdded.length - collateralRemoved.length
  return (
    <section className="block-ways__collateral" aria-label="Collateral">
      <p className="block-ways__warning">
        <TriangleAlert size={14} aria-hidden="true" />
        {counted(collateral, 'flow changes', 'flows change')} that no edit asked for.
      </p>
      <ul className="block-ways__flows">
        {collateralAdded.map((flow) => (
          <FlowLine key={`+${flow.from} ${flow.to}`} sign="+" flow={flow} />
        ))}
        {collateralRemoved.map((flow) => (
          <FlowLine key={`-${flow.from} ${flow.to}`} sign="−" flow={flow} />
        ))}
        {more > 0 && <li>and {more} more</li>}
      </ul>
    </section>
  )
}

function FlowLine({ sign, flow }: { readonly sign: '+' | '−'; readonly flow: FlowChange }) {
  return (
    <li>
      {sign} {endpointName(flow.from)} → {endpointName(flow.to)}{' '}
      <span className="chip">{connectionWords(flow.connections)}</span>
    </li>
  )
}

const verbs: Record<ChangeText['kind'], string> = { create: 'New', replace: 'Changed', delete: 'Removed' }

const nothingLit: ReadonlySet<number> = new Set()

function Diff({ change }: { readonly change: ChangeText }) {
  const name = `${verbs[change.kind]} policy ${change.policy}`
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls what has the focus
    <section className="block-ways__diff" aria-label={name} tabIndex={0}>
      <p className="block-ways__policy">{name}</p>
      <div className="policy-diff__lines">
        <DiffBlocks lines={change.lines} litAt={nothingLit} />
      </div>
    </section>
  )
}

function NoWay({ other: { cut, why } }: { readonly other: NoWayToBlock }) {
  return (
    <li className="block-ways__way" aria-label={titles[cut]}>
      <h3 className="block-ways__title">{titles[cut]}</h3>
      <p className="block-ways__sentence">Not possible: {why}</p>
    </li>
  )
}
