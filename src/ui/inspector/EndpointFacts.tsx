import type { ServiceFacts } from '../../model/inspection'
import type { EndpointSummary } from '../../model/summary'
import { useApp } from '../useApp'

interface EndpointFactsProps {
  readonly summary: EndpointSummary
  readonly services: readonly ServiceFacts[]
}

/** Labels, ports, and the Services that lead there. */
export function EndpointFacts({ summary, services }: EndpointFactsProps) {
  const jumpTo = useApp((state) => state.jumpTo)
  const ports = summary.ports.map(
    ({ name, port, protocol }) => `${protocol} ${port}${name === null ? '' : ` ${name}`}`,
  )
  const labels = Object.entries(summary.labels).map(([key, value]) => `${key}: ${value}`)
  return (
    <dl className="fact-list">
      <dt>Labels</dt>
      <dd>
        <Chips name="Labels" texts={labels} none="none: only selectors that match everything match it" />
      </dd>
      <dt>Ports</dt>
      <dd>
        <Chips name="Ports" texts={ports} none="none declared" />
      </dd>
      <dt>Services</dt>
      <dd>
        {services.length === 0 && <span className="inspector__text">none leads here</span>}
        <ul className="inspector__list" aria-label="Services">
          {services.map((service) => (
            <ServiceRow key={service.name} service={service} />
          ))}
        </ul>
      </dd>
      <dt>Manifest</dt>
      <dd>
        <button type="button" className="text-link" onClick={() => jumpTo(summary.place)}>
          line {summary.place.line}
        </button>
      </dd>
    </dl>
  )
}

function ServiceRow({ service: { name, type, place, ports } }: { readonly service: ServiceFacts }) {
  const jumpTo = useApp((state) => state.jumpTo)
  return (
    <li className="fact-list__service">
      <button
        type="button"
        className="text-link"
        aria-label={`Service ${name}: show line ${place.line}`}
        onClick={() => jumpTo(place)}
      >
        {name}
      </button>
      {type !== 'ClusterIP' && <span className="inspector__text"> {type}</span>}
      {ports.map((port) => (
        <code key={port} className="fact-list__port">
          {port}
        </code>
      ))}
    </li>
  )
}

interface ChipsProps {
  readonly name: string
  readonly texts: readonly string[]
  readonly none: string
}

function Chips({ name, texts, none }: ChipsProps) {
  if (texts.length === 0) return <span className="inspector__text">{none}</span>
  return (
    <ul className="inspector__chips" aria-label={name}>
      {texts.map((text) => (
        <li key={text} className="chip" title={text}>
          {text}
        </li>
      ))}
    </ul>
  )
}
