import { TriangleAlert } from 'lucide-react'
import type { FlowList, ImpactSummary } from '../../worker/protocol'
import { useApp } from '../useApp'
import { connectionWords, counted, endpointName } from '../words'
import './impactList.css'

/** Flows that the draft adds and removes; what nobody asked for stands apart. */
export function ImpactList({ impact }: { readonly impact: ImpactSummary }) {
  const { added, removed, collateralAdded, collateralRemoved, collateralKept } = impact
  const collateral = collateralAdded.count + collateralRemoved.count
  return (
    <div className="impact-list">
      <Flows sign="+" verb="added" list={added} />
      <Flows sign="−" verb="removed" list={removed} />
      {collateral === 0 ? (
        <p className="impact-list__none">Nothing else changes.</p>
      ) : (
        <section className="impact-list__collateral" aria-label="Collateral">
          <p className="impact-list__warning">
            <TriangleAlert size={14} aria-hidden="true" />
            {counted(collateral, 'flow changes', 'flows change')} that no edit asked for.
          </p>
          <Flows sign="+" verb="added" list={collateralAdded} />
          <Flows sign="−" verb="removed" list={collateralRemoved} />
        </section>
      )}
      {collateralKept.count > 0 && (
        <section className="impact-list__collateral" aria-label="Not drawn">
          <p className="impact-list__warning">
            <TriangleAlert size={14} aria-hidden="true" />
            Nobody drew {collateralKept.count === 1 ? 'this flow' : 'these flows'}, and yet{' '}
            {collateralKept.count === 1 ? 'it stays' : 'they stay'}.
          </p>
          <Flows sign="=" verb="kept" list={collateralKept} />
        </section>
      )}
    </div>
  )
}

interface FlowsProps {
  readonly sign: '+' | '−' | '='
  readonly verb: 'added' | 'removed' | 'kept'
  readonly list: FlowList
}

function Flows({ sign, verb, list }: FlowsProps) {
  const select = useApp((state) => state.select)
  if (list.count === 0) return null
  return (
    <section aria-label={`${counted(list.count, 'flow')} ${verb}`}>
      <p className="impact-list__count" data-verb={verb}>
        <b>
          {sign}
          {list.count}
        </b>{' '}
        {list.count === 1 ? 'flow' : 'flows'} {verb}
      </p>
      <ul className="impact-list__flows">
        {list.rows.map(({ from, to, connections }) => (
          <li key={`${from} ${to} ${connectionWords(connections)}`}>
            <button
              type="button"
              className="impact-list__flow"
              onClick={() => select({ kind: 'pair', from, to, connections })}
            >
              <span className="impact-list__ends" title={`${endpointName(from)} → ${endpointName(to)}`}>
                {endpointName(from)} → {endpointName(to)}
              </span>
              <span className="chip">{connectionWords(connections)}</span>
            </button>
          </li>
        ))}
        {list.count > list.rows.length && (
          <li className="impact-list__more">and {list.count - list.rows.length} more</li>
        )}
      </ul>
    </section>
  )
}
