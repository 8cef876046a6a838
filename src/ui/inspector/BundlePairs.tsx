import type { FlowEdge, NodeId } from '../../model/graphView'
import type { EndpointId } from '../../model/ids'
import type { EndpointSummary } from '../../model/summary'
import { useApp } from '../useApp'
import { endpointName } from '../words'

const mostRows = 60
const noEndpoints: readonly EndpointSummary[] = []

/** The pairs that an arrow between namespaces can stand for, each a question of its own. */
export function BundlePairs({ edge }: { readonly edge: FlowEdge }) {
  const endpoints = useApp((state) => state.analysis?.endpoints) ?? noEndpoints
  const select = useApp((state) => state.select)
  const pairs = endsOf(edge.from, endpoints).flatMap((from) =>
    endsOf(edge.to, endpoints).flatMap((to) => (from === to ? [] : [{ from, to }])),
  )
  const title = pairs.length === edge.pairs ? 'Its flows' : `${edge.pairs} of these ${pairs.length} pairs`
  return (
    <section className="inspector__section" aria-label="Pairs">
      <h3 className="section-title">{title}</h3>
      <ul className="inspector__list">
        {pairs.slice(0, mostRows).map(({ from, to }) => (
          <li key={`${from} ${to}`}>
            <button
              type="button"
              className="text-link"
              onClick={() => select({ kind: 'pair', from, to, connections: edge.connections })}
            >
              {endpointName(from)} → {endpointName(to)}
            </button>
          </li>
        ))}
      </ul>
      {pairs.length > mostRows && <p className="inspector__text">And {pairs.length - mostRows} more.</p>}
    </section>
  )
}

function endsOf(id: NodeId, endpoints: readonly EndpointSummary[]): readonly EndpointId[] {
  if (!id.startsWith('ns:')) return [id as EndpointId]
  const namespace = id.slice(3)
  return endpoints.filter((it) => it.namespace === namespace).map((it) => it.id)
}
