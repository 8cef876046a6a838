import type { FlowEdge } from '../../model/graphView'
import type { EndpointId } from '../../model/ids'
import type { Selection } from '../../model/selection'

/** A single flow is asked about as a pair; a bundle is looked at as such. */
export function selectionOf(edge: FlowEdge): Selection {
  if (edge.pairs > 1 || edge.from.startsWith('ns:') || edge.to.startsWith('ns:'))
    return { kind: 'aggregate', edge: edge.id }
  const { from, to, connections } = edge
  return { kind: 'pair', from: from as EndpointId, to: to as EndpointId, connections }
}
