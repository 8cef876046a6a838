import type { CardNode, Gate } from '../../model/graphView'
import type { GateFacts } from '../../model/inspection'
import type { Direction } from '../../model/policy'
import { useApp } from '../useApp'
import { connectionWords, counted, directionName } from '../words'

const gateWords: Record<Gate, Record<Direction, string>> = {
  open: {
    ingress: 'Open: no policy isolates it, so everything may come in.',
    egress: 'Open: no policy isolates it, so it may connect to everything.',
  },
  wide: {
    ingress: 'Wide open: a policy isolates it, but a rule lets everything in.',
    egress: 'Wide open: a policy isolates it, but a rule lets it connect to everything.',
  },
  closed: {
    ingress: 'Closed: only what rules allow comes in.',
    egress: 'Closed: it may connect only where rules allow it.',
  },
  outsidePolicies: {
    ingress: 'On the host network: policies do not apply to it.',
    egress: 'On the host network: policies do not apply to it.',
  },
}

interface EndpointGatesProps {
  readonly gates: Readonly<Record<Direction, Gate>>
  /** Null until the worker has said what they let through. */
  readonly facts: Readonly<Record<Direction, GateFacts>> | null
}

/** The two sides of a workload, and whom each lets through by itself. */
export function EndpointGates({ gates, facts }: EndpointGatesProps) {
  return (
    <dl className="gate-list">
      {(['ingress', 'egress'] as const).map((direction) => (
        <div key={direction} className="gate-list__gate" data-gate={gates[direction]}>
          <dt>{directionName(direction)}</dt>
          <dd>
            {gateWords[gates[direction]][direction]}
            {facts && gates[direction] === 'closed' && (
              <Through direction={direction} facts={facts[direction]} />
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** What is known of the gates before the worker answers, from the picture. */
export function gatesOf(card: CardNode | undefined): Readonly<Record<Direction, Gate>> | null {
  return card === undefined ? null : { ingress: card.ingress, egress: card.egress }
}

interface ThroughProps {
  readonly direction: Direction
  readonly facts: GateFacts
}

function Through({ direction, facts }: ThroughProps) {
  const { workloads, of, outside, namespaces } = facts
  const select = useApp((state) => state.select)
  const verb = direction === 'ingress' ? 'Lets in' : 'Lets out to'
  if (workloads === 0 && outside === 'none')
    return (
      <p className="gate-list__sum">{direction === 'ingress' ? 'Lets nobody in.' : 'Lets out to nobody.'}</p>
    )
  return (
    <>
      <p className="gate-list__sum">
        {verb} {workloads} of {counted(of, 'workload')}
        {outside !== 'none' && `, and ${outside === 'all' ? 'all' : 'some'} addresses outside`}.
      </p>
      {namespaces.length > 0 && (
        <ul className="gate-list__peers" aria-label={`${verb}, by namespace`}>
          {namespaces.map((peers) => (
            <li key={peers.namespace}>
              <button
                type="button"
                className="text-link"
                onClick={() => select({ kind: 'namespace', name: peers.namespace })}
              >
                {peers.namespace}
              </button>{' '}
              <span className="gate-list__count">
                {peers.workloads} of {peers.of}
              </span>
              <span className="gate-list__ports">
                {connectionWords(peers.connections)}
                {!peers.isForEach && (direction === 'ingress' ? ', not all from each' : ', not all to each')}
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
