import type { ConnectionSet } from '../model/connections'
import type { EndpointId } from '../model/ids'
import { isNoPair, type PairFlow, pairFlows } from './pairFlows'
import type { IndexFlows } from './prepareFlows'

/** All flows of one endpoint. Those with itself are left out. */
export interface FlowsOfEndpoint {
  readonly endpoint: EndpointId
  readonly incoming: readonly EndpointFlow[]
  readonly outgoing: readonly EndpointFlow[]
}

/** One pair with a nonempty allowed or half-open part. */
export interface EndpointFlow {
  readonly from: EndpointId
  readonly to: EndpointId
  readonly kind: 'rules' | 'open' | 'half'
  readonly connections: ConnectionSet
}

/**
 * Every flow that starts or ends at an endpoint, in the order of the other ends; nothing is hidden here, whatever ports it has.
 * Null when the endpoint is not in the index. Total, O(endpoints).
 */
export function endpointFlows(
  { index, naming, isolation }: Pick<IndexFlows, 'index' | 'naming' | 'isolation'>,
  id: EndpointId,
): FlowsOfEndpoint | null {
  const position = index.positionOf.get(id)
  if (position === undefined) return null
  const named = (parts: readonly PairFlow[]) =>
    parts.flatMap(({ from, to, kind, connections }): EndpointFlow[] => {
      const [a, b] = [index.endpoints[from], index.endpoints[to]]
      return a === undefined || b === undefined ? [] : [{ from: a.id, to: b.id, kind, connections }]
    })
  const flowsOf = (pairOf: (other: number) => readonly [from: number, to: number]) =>
    index.endpoints.flatMap((_, other) => {
      const [from, to] = pairOf(other)
      return isNoPair(isolation, from, to) ? [] : named(pairFlows(index, naming, isolation, from, to))
    })
  return {
    endpoint: id,
    incoming: flowsOf((other) => [other, position]),
    outgoing: flowsOf((other) => [position, other]),
  }
}
