import { useCallback } from 'react'
import type { FlowEdge } from '../../model/graphView'
import { policiesOf } from '../../model/look'
import type { Scenario, WorkerClient } from '../../worker/protocol'
import { useAnswer } from '../useAnswer'
import { useApp } from '../useApp'
import { connectionWords, endpointName } from '../words'
import { FlowMark } from './FlowMark'

/** The flows that an arrow stands for, each a question of its own. */
export function BundlePairs({ edge }: { readonly edge: FlowEdge }) {
  const select = useApp((state) => state.select)
  const bundle = useBundle(edge)
  if (edge.kind === 'open') return <p className="inspector__text">Nothing holds any of these flows back.</p>
  if (bundle === null || bundle.count === 0) return null
  const { count, rows } = bundle
  return (
    <section className="inspector__section" aria-label="Pairs">
      <h3 className="flow-lists__direction">{count === 1 ? 'Its flow' : `Its ${count} flows`}</h3>
      <ul className="inspector__list">
        {rows.map(({ from, to, kind, connections }) => (
          <li key={`${from} ${to} ${kind} ${connectionWords(connections)}`}>
            <button
              type="button"
              className="flow-lists__flow"
              onClick={() => select({ kind: 'pair', from, to, connections })}
            >
              {edge.kind === 'mixed' && <FlowMark kind={kind} />}
              <span className="flow-lists__peer">
                {endpointName(from)} → {endpointName(to)}
              </span>
              <span className="flow-lists__ports">{connectionWords(connections)}</span>
            </button>
          </li>
        ))}
      </ul>
      {rows.length < count && <p className="inspector__text">And {count - rows.length} more.</p>}
    </section>
  )
}

function useBundle({ from, to, kind, change }: FlowEdge) {
  const shown = useApp((state) => policiesOf(state.show))
  const everyPort = useApp((state) => state.showUndeclaredPorts)
  const show = change === 'removed' ? 'baseline' : shown
  return useAnswer(
    useCallback(
      (worker: WorkerClient, scenario: Scenario) =>
        worker.call('bundleFlows', { scenario, show, edge: { from, to, kind }, everyPort }),
      [show, from, to, kind, everyPort],
    ),
  )
}
