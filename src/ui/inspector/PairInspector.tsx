import type { ReactNode } from 'react'
import type { Explanation, Flip } from '../../model/explanation'
import { type EndpointId, workloadOf } from '../../model/ids'
import { askFor } from '../askFor'
import { Button } from '../controls/Button'
import { useFocusHeir } from '../controls/useFocusHeir'
import { PathButton } from '../picture/PathButton'
import { useApp, useAppContext } from '../useApp'
import { endpointName } from '../words'
import { BlockFlow } from './BlockFlow'
import { PairEnds } from './PairEnds'
import { SideCard } from './SideCard'
import { VerdictBox } from './VerdictBox'
import './pairInspector.css'

interface PairInspectorProps {
  readonly from: EndpointId
  readonly to: EndpointId
}

/** Why, or why not: the verdict, the smallest edit that flips it, and both sides with their evidence. */
export function PairInspector({ from, to }: PairInspectorProps) {
  const explanation = useApp((state) =>
    state.explanation?.from === from && state.explanation.to === to ? state.explanation : null,
  )
  return (
    <>
      <PairEnds from={from} to={to} />
      {explanation ? <Answer explanation={explanation} /> : <Waiting from={from} to={to} />}
    </>
  )
}

/** There is an answer for every two ends that are there, unless both are outside. */
function Waiting({ from, to }: PairInspectorProps) {
  const endpoints = useApp((state) => state.analysis?.endpoints)
  const gone = [from, to].find((id) => workloadOf(id) && endpoints && !endpoints.some((it) => it.id === id))
  const isOutside = workloadOf(from) === null && workloadOf(to) === null
  return (
    <p className="inspector__text pair-inspector__wait">
      {gone !== undefined
        ? `${endpointName(gone)} is not in the manifests. Choose another end above.`
        : isOutside
          ? 'Policies say nothing about what addresses outside the cluster exchange. Choose a workload for one end.'
          : 'Asking…'}
    </p>
  )
}

function Answer({ explanation }: { readonly explanation: Explanation }) {
  const { from, to, egress, ingress, notes, flips } = explanation
  return (
    <>
      <VerdictBox explanation={explanation} />
      <Flips flips={flips} isAllowed={explanation.outcome === 'allowed'} />
      <BlockFlow explanation={explanation} />
      {explanation.outcome !== 'allowed' && (
        <div className="pair-inspector__block">
          <PathButton from={from} to={to} />
        </div>
      )}
      <SideCard title={`Egress of ${endpointName(from)}`} side={egress} />
      <SideCard title={`Ingress of ${endpointName(to)}`} side={ingress} />
      {notes.length > 0 && (
        <ul className="pair-inspector__notes" aria-label="Notes">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </>
  )
}

function Flips({ flips, isAllowed }: { readonly flips: readonly Flip[]; readonly isAllowed: boolean }) {
  const { store } = useAppContext()
  if (flips.length === 0) return null
  const choose = ({ edit }: Flip) => {
    askFor(store, edit)
  }
  return (
    <section className="pair-inspector__flips" data-allowed={isAllowed} aria-label="Smallest change">
      <h3 className="section-title">
        {isAllowed ? 'Smallest change that closes it' : 'Smallest change that opens it'}
      </h3>
      <ul className="inspector__list">
        {flips.map((flip, i) => (
          <FlipRow key={`${flip.button} ${flip.sentence}`} sentence={flip.sentence}>
            <Button
              size="small"
              look={isAllowed ? 'danger' : i === 0 ? 'primary' : 'plain'}
              onClick={() => choose(flip)}
            >
              {flip.button}
            </Button>
          </FlipRow>
        ))}
      </ul>
    </section>
  )
}

/** What is done goes away with its button: the focus goes to the verdict, which says what came of it. */
function FlipRow({ sentence, children }: { readonly sentence: string; readonly children: ReactNode }) {
  const row = useFocusHeir<HTMLLIElement>((it) =>
    it.closest('.inspector')?.querySelector('.verdict-box__headline'),
  )
  return (
    <li ref={row} className="pair-inspector__flip">
      <p>{sentence}</p>
      {children}
    </li>
  )
}
