import { Check, Shield, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { EndpointId } from '../../model/ids'
import type { Coverage, NamespaceFacts } from '../../model/inspection'
import type { Direction } from '../../model/policy'
import { Button } from '../controls/Button'
import { useFocusHeir } from '../controls/useFocusHeir'
import { useApp } from '../useApp'
import { directionName, endpointName } from '../words'
import { EndDialog } from './EndDialog'
import { FirstOf } from './FirstOf'
import { Share } from './NothingSelected'
import { PolicyNames } from './PolicyNames'

const fewOpen = 8

/** How much of a namespace is isolated, by what, who is not, and whether names still resolve. */
export function NamespaceCoverage({ facts }: { readonly facts: NamespaceFacts }) {
  return (
    <section className="coverage" aria-label="Isolation">
      <h3 className="flow-lists__direction">Isolation</h3>
      {(['ingress', 'egress'] as const).map((direction) => (
        <DirectionCoverage key={direction} direction={direction} coverage={facts.coverage[direction]} />
      ))}
      <Open facts={facts} />
      <Dns facts={facts} />
    </section>
  )
}

interface DirectionCoverageProps {
  readonly direction: Direction
  readonly coverage: Coverage
}

function DirectionCoverage({ direction, coverage }: DirectionCoverageProps) {
  const { isolated, of, exempt, defaults } = coverage
  const denying = defaults.filter(({ isDeny }) => isDeny)
  return (
    <div className="coverage__direction">
      <Share name={`${directionName(direction)} isolated`} count={isolated} of={of} />
      <p className="coverage__default">
        {defaults.length === 0 ? (
          `No default for ${direction}: pods to come are open.`
        ) : (
          <>
            {denying.length > 0 ? 'Denied by default by ' : 'Isolated by default by '}
            <PolicyNames policies={denying.length > 0 ? denying : defaults} />.
          </>
        )}
        {exempt > 0 && ` ${exempt} on the host network: policies do not apply.`}
      </p>
    </div>
  )
}

/** Those that some policy could isolate and none does, each with the button that isolates it. */
function Open({ facts: { coverage } }: { readonly facts: NamespaceFacts }) {
  const [locked, setLocked] = useState<EndpointId | null>(null)
  const { ingress, egress } = coverage
  const open = [...new Set([...ingress.open.first, ...egress.open.first])]
  if (open.length === 0) return null
  // Only the first of many are listed.
  const count = Math.max(open.length, ingress.open.count, egress.open.count)
  const openFor = (id: EndpointId) =>
    [
      ...(ingress.open.first.includes(id) ? ['ingress'] : []),
      ...(egress.open.first.includes(id) ? ['egress'] : []),
    ].join(' and ')
  return (
    <>
      <h4 className="coverage__title">
        Not isolated <span className="flow-lists__count">{count}</span>
      </h4>
      <FirstOf items={open} few={fewOpen} count={count}>
        {(shown) => (
          <ul className="inspector__list" aria-label="Not isolated">
            {shown.map((id) => (
              <OpenRow key={id} id={id} openFor={openFor(id)} onIsolate={() => setLocked(id)} />
            ))}
          </ul>
        )}
      </FirstOf>
      {locked && <EndDialog task="lock" node={locked} onClose={() => setLocked(null)} />}
    </>
  )
}

interface OpenRowProps {
  readonly id: EndpointId
  /** `ingress and egress` */
  readonly openFor: string
  readonly onIsolate: () => void
}

function OpenRow({ id, openFor, onIsolate }: OpenRowProps) {
  const select = useApp((state) => state.select)
  const ref = useFocusHeir<HTMLLIElement>(
    (row) =>
      (row.nextElementSibling ?? row.previousElementSibling)?.querySelector('button') ??
      row.closest('.inspector'),
  )
  return (
    <li ref={ref} className="coverage__open">
      <button type="button" className="flow-lists__flow" onClick={() => select({ kind: 'endpoint', id })}>
        <span className="flow-lists__peer">{endpointName(id)}</span>
        <span className="flow-lists__namespace">open for {openFor}</span>
      </button>
      <Button size="small" look="quiet" aria-label={`Isolate ${endpointName(id)}…`} onClick={onIsolate}>
        <Shield aria-hidden="true" />
        Isolate…
      </Button>
    </li>
  )
}

function Dns({ facts: { dns } }: { readonly facts: NamespaceFacts }) {
  const select = useApp((state) => state.select)
  const { isolated, without, isListed } = dns
  if (isolated === 0) return null
  if (!isListed)
    return (
      <p className="coverage__dns">
        The manifests do not show the cluster’s DNS, so it is not known whether names resolve.
      </p>
    )
  if (without.count === 0)
    return (
      <p className="coverage__dns" data-tone="good">
        <Check size={14} strokeWidth={2.4} aria-hidden="true" />
        All whose egress is isolated may ask DNS.
      </p>
    )
  return (
    <p className="coverage__dns" data-tone="bad">
      <TriangleAlert size={14} strokeWidth={2.2} aria-hidden="true" />
      <span>
        {without.count} of {isolated} whose egress is isolated may not ask DNS:{' '}
        {without.first.slice(0, fewOpen).map((id, i) => (
          <span key={id}>
            {i > 0 && ', '}
            <button type="button" className="text-link" onClick={() => select({ kind: 'endpoint', id })}>
              {endpointName(id)}
            </button>
          </span>
        ))}
        {without.count > fewOpen && ` and ${without.count - fewOpen} more`}.
      </span>
    </p>
  )
}
