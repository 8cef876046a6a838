import { useState } from 'react'
import type { EndpointId } from '../../model/ids'
import type { Flow } from '../../worker/protocol'
import { useApp } from '../useApp'
import { connectionWords, endpointName, endpointNamespace } from '../words'
import { FlowMark } from './FlowMark'
import './endpointFlowLists.css'

/** Rows of one kind before the rest is asked for. */
const fewRows = 12

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

function Group({ title, flows, peerOf }: GroupProps) {
  const [isWhole, setWhole] = useState(false)
  const [first] = flows
  if (!first) return null
  const shown = isWhole ? flows : flows.slice(0, fewRows)
  return (
    <div className="flow-lists__group">
      <h4 className="flow-lists__kind">
        <FlowMark kind={first.kind} /> {title} <span className="flow-lists__count">{flows.length}</span>
      </h4>
      <ul className="inspector__list">
        {shown.map((flow) => (
          <FlowRow
            key={`${flow.from} ${flow.to} ${connectionWords(flow.connections)}`}
            flow={flow}
            peer={peerOf(flow)}
          />
        ))}
      </ul>
      {shown.length < flows.length && (
        <button type="button" className="text-link flow-lists__more" onClick={() => setWhole(true)}>
          Show all {flows.length}
        </button>
      )}
    </div>
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
