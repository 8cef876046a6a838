import { ArrowDownLeft, ArrowUpRight } from 'lucide-react'
import type { NamespaceFacts } from '../../model/inspection'
import { useApp } from '../useApp'
import { counted } from '../words'
import { EndpointButtons } from './EndpointButtons'
import { FirstOf } from './FirstOf'

const fewRows = 8

/** With whom a namespace exchanges something, and what of it the outside can reach. */
export function NamespaceTraffic({ facts }: { readonly facts: NamespaceFacts }) {
  const { inside, others, outside } = facts
  return (
    <>
      <section className="inspector__section" aria-label="Flows with other namespaces">
        <h3 className="flow-lists__direction">Flows with other namespaces</h3>
        <p className="inspector__text">
          {counted(inside, 'flow')} inside
          {others.length === 0 && ', none with others'}.
        </p>
        <Others facts={facts} />
      </section>
      <section className="inspector__section" aria-label="Exposure">
        <h3 className="flow-lists__direction">Outside the cluster</h3>
        <h4 className="coverage__title">
          Can be reached from outside <span className="flow-lists__count">{outside.exposed.count}</span>
        </h4>
        <EndpointButtons endpoints={outside.exposed} label="Can be reached from outside" />
        <h4 className="coverage__title">
          Can reach the outside <span className="flow-lists__count">{outside.leaving.count}</span>
        </h4>
        <EndpointButtons endpoints={outside.leaving} label="Can reach the outside" />
      </section>
    </>
  )
}

function Others({ facts: { others } }: { readonly facts: NamespaceFacts }) {
  const select = useApp((state) => state.select)
  return (
    <FirstOf items={others} few={fewRows}>
      {(shown) => (
        <ul className="inspector__list" aria-label="Other namespaces">
          {shown.map(({ namespace, incoming, outgoing }) => (
            <li key={namespace}>
              <button
                type="button"
                className="flow-lists__flow"
                aria-label={`${namespace}: ${counted(incoming, 'flow')} in, ${counted(outgoing, 'flow')} out`}
                onClick={() => select({ kind: 'namespace', name: namespace })}
              >
                <span className="flow-lists__peer">{namespace}</span>
                <span className="flow-lists__ports namespace__counts">
                  <ArrowDownLeft size={13} aria-hidden="true" />
                  {incoming.toLocaleString('en')} in
                  <ArrowUpRight size={13} aria-hidden="true" />
                  {outgoing.toLocaleString('en')} out
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </FirstOf>
  )
}
