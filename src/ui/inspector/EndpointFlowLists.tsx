import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import type { EndpointId } from '../../model/ids'
import type { Flow } from '../../worker/protocol'
import { useApp } from '../useApp'
import { connectionWords, endpointName, endpointNamespace } from '../words'
import { FirstOf } from './FirstOf'
import { FlowMark } from './FlowMark'
import { type FlowGroup, flowGroups } from './flowGroups'
import './endpointFlowLists.css'

/** More rows of one kind than these are sorted into namespaces, and of one namespace into pages. */
const fewRows = 12
const manyRows = 100

const groups: readonly { readonly kind: Flow['kind']; readonly title: string }[] = [
  { kind: 'rules', title: 'Allowed by rules' },
  { kind: 'half', title: 'Half-open: one side blocks' },
  { kind: 'open', title: 'Unrestricted' },
]

/** Every flow of the selected endpoint, in both directions, by kind. */
export function EndpointFlowLists({ id }: { readonly id: EndpointId }) {
  const flows = useApp((state) => (state.flows?.endpoint === id ? state.flows : null))
  if (!flows) return null
  return (
    <>
      <Direction name="Can reach" flows={flows.outgoing} peerOf={(flow) => flow.to} />
      <Direction name="Reached by" flows={flows.incoming} peerOf={(flow) => flow.from} />
    </>
  )
}

interface DirectionProps {
  readonly name: string
  readonly flows: readonly Flow[]
  readonly peerOf: (flow: Flow) => EndpointId
}

function Direction({ name, flows, peerOf }: DirectionProps) {
  return (
    <section className="inspector__section" aria-label={name}>
      <h3 className="flow-lists__direction">{name}</h3>
      {flows.length === 0 && <p className="inspector__text">Nothing.</p>}
      {groups.map(({ kind, title }) => (
        <Group key={kind} title={title} flows={flows.filter((it) => it.kind === kind)} peerOf={peerOf} />
      ))}
    </section>
  )
}

interface GroupProps {
  readonly title: string
  readonly flows: readonly Flow[]
  readonly peerOf: DirectionProps['peerOf']
}

/** Few flows are rows; many are sorted into the namespaces of their other ends, each of which opens. */
function Group({ title, flows, peerOf }: GroupProps) {
  const [first] = flows
  if (!first) return null
  const groups = flowGroups(flows, peerOf)
  return (
    <div className="flow-lists__group">
      <h4 className="flow-lists__kind">
        <FlowMark kind={first.kind} /> {title} <span className="flow-lists__count">{flows.length}</span>
      </h4>
      {flows.length <= fewRows ? (
        <FlowRows flows={groups.flatMap((it) => it.flows)} peerOf={peerOf} />
      ) : (
        groups.map((it) => <NamespaceFlows key={it.namespace ?? ''} group={it} peerOf={peerOf} />)
      )}
    </div>
  )
}

interface NamespaceFlowsProps {
  readonly group: FlowGroup
  readonly peerOf: DirectionProps['peerOf']
}

function NamespaceFlows({ group: { namespace, flows }, peerOf }: NamespaceFlowsProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <details className="flow-lists__namespace-group" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="flow-lists__summary">
        <ChevronRight size={14} aria-hidden="true" />
        {namespace ?? 'outside the cluster'}
        <span className="flow-lists__count">{flows.length}</span>
      </summary>
      {isOpen && (
        <FirstOf items={flows} few={manyRows}>
          {(shown) => <FlowRows flows={shown} peerOf={peerOf} />}
        </FirstOf>
      )}
    </details>
  )
}

interface FlowRowsProps {
  readonly flows: readonly Flow[]
  readonly peerOf: DirectionProps['peerOf']
}

function FlowRows({ flows, peerOf }: FlowRowsProps) {
  return (
    <ul className="inspector__list">
      {flows.map((flow) => (
        <FlowRow
          key={`${flow.from} ${flow.to} ${connectionWords(flow.connections)}`}
          flow={flow}
          peer={peerOf(flow)}
        />
      ))}
    </ul>
  )
}

function FlowRow({
  flow: { from, to, connections },
  peer,
}: {
  readonly flow: Flow
  readonly peer: EndpointId
}) {
  const select = useApp((state) => state.select)
  return (
    <li>
      <button
        type="button"
        className="flow-lists__flow"
        onClick={() => select({ kind: 'pair', from, to, connections })}
      >
        <span className="flow-lists__peer">{endpointName(peer)}</span>
        <span className="flow-lists__namespace">{endpointNamespace(peer)}</span>
        <span className="flow-lists__ports">{connectionWords(connections)}</span>
      </button>
    </li>
  )
}
