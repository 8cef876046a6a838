import { ArrowDown, ChevronsUpDown } from 'lucide-react'
import type { EditEnd } from '../../model/edit'
import type { FlowEdge, NodeId } from '../../model/graphView'
import { type EndpointId, workloadOf } from '../../model/ids'
import { askFor } from '../askFor'
import { Button } from '../controls/Button'
import { endOf } from '../editEnd'
import { useApp, useAppContext } from '../useApp'
import { connectionWords, counted, endpointName } from '../words'
import { BundlePairs } from './BundlePairs'
import { FlowMark } from './FlowMark'

/** An arrow that stands for the flows of several pairs. */
export function AggregateInspector({ edge: id }: { readonly edge: string }) {
  const edge = useApp((state) => state.analysis?.graph.edges.find((it) => it.id === id))
  if (!edge) return <p className="inspector__text">These flows are not drawn any more.</p>
  return (
    <>
      <header className="inspector__head">
        <h2 className="inspector__title">
          <FlowMark kind={edge.kind} /> {counted(edge.pairs, 'flow')}
        </h2>
        <p className="inspector__subtitle">
          {edge.pairs === 1
            ? 'This arrow stands for one pair of workloads, on '
            : `This arrow stands for ${counted(edge.pairs, 'pair')} of workloads, together on `}
          {connectionWords(edge.connections)}.
        </p>
      </header>
      <EndCard id={edge.from} which="From" />
      <p className="aggregate__arrow">
        <ArrowDown size={15} aria-hidden="true" />
      </p>
      <EndCard id={edge.to} which="To" />
      {edge.kind === 'half' && <AllowAll edge={edge} />}
      <BundlePairs edge={edge} />
    </>
  )
}

/** One edit for the whole bundle: a namespace as an end means all its pods, later ones too. */
function AllowAll({ edge: { from, to, pairs, connections } }: { readonly edge: FlowEdge }) {
  const { store } = useAppContext()
  const [fromEnd, toEnd] = [endOfNode(from), endOfNode(to)]
  if (fromEnd === null || toEnd === null) return null
  return (
    <Button
      size="small"
      look="primary"
      onClick={() => askFor(store, { kind: 'allow', from: fromEnd, to: toEnd, connections })}
    >
      {pairs === 1 ? 'Allow this flow' : `Allow all ${pairs} flows`}
    </Button>
  )
}

function endOfNode(id: NodeId): EditEnd | null {
  return id.startsWith('ns:') ? { kind: 'namespace', name: id.slice(3) } : endOf(id as EndpointId)
}

function EndCard({ id, which }: { readonly id: NodeId; readonly which: string }) {
  const select = useApp((state) => state.select)
  const toggle = useApp((state) => state.toggleCollapsed)
  const frame = useApp((state) => state.analysis?.graph.frames.find((it) => it.id === id))
  const endpoint = id as EndpointId
  const workload = frame ? null : workloadOf(endpoint)
  const show = () =>
    select(frame ? { kind: 'namespace', name: frame.namespace } : { kind: 'endpoint', id: endpoint })
  return (
    <section className="inspector__card aggregate__end" aria-label={which}>
      <h3 className="section-title">{which}</h3>
      <button type="button" className="text-link" onClick={show}>
        {frame ? frame.namespace : endpointName(endpoint)}
      </button>
      <p className="inspector__text">
        {frame
          ? `namespace with ${frame.workloadCount} workloads`
          : workload
            ? `${workload.kind} in ${workload.namespace}`
            : ''}
      </p>
      {frame?.collapsed && (
        <Button size="small" onClick={() => toggle(frame.namespace, false)}>
          <ChevronsUpDown />
          Show its workloads
        </Button>
      )}
    </section>
  )
}
