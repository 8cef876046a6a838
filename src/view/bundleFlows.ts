import type { PolicyIndex } from '../engine/compile'
import type { EdgeKind, NodeId } from '../model/graphView'
import type { EndpointId } from '../model/ids'
import type { EndpointFlow } from './flows'
import type { PairFlow } from './pairFlows'
import type { PreparedFlows } from './prepareFlows'

/** More of one arrow nobody reads one by one. */
const mostListed = 200

/** The flows that an arrow between two ends stands for; the rows are cut, the count is not. */
export interface BundleFlows {
  readonly count: number
  readonly rows: readonly EndpointFlow[]
}

interface Bundle {
  /** Endpoints, or whole namespaces (`ns:<name>`). */
  readonly from: NodeId
  readonly to: NodeId
  /** `mixed`: of every kind. */
  readonly kind: EdgeKind
}

/**
 * The flows that rules govern between two ends, half-open ones too, on declared ports unless `everyPort`; in the order of the
 * endpoints. Flows that nothing holds back are not listed. Total; linear in the governed flows.
 */
export function bundleFlows(
  { ports, ...flows }: PreparedFlows,
  show: 'baseline' | 'draft',
  { from, to, kind }: Bundle,
  everyPort: boolean,
): BundleFlows {
  const { index, governed } = flows[show]
  const [isSender, isReceiver] = [membersOf(index, from), membersOf(index, to)]
  const found = governed.filter(
    (flow) =>
      isSender(flow.from) &&
      isReceiver(flow.to) &&
      (kind === 'mixed' || flow.kind === kind) &&
      (everyPort || ports.meets(flow)),
  )
  return { count: found.length, rows: found.slice(0, mostListed).flatMap((flow) => named(index, flow)) }
}

function membersOf({ endpoints, positionOf }: PolicyIndex, id: NodeId): (position: number) => boolean {
  const isWhole = id.startsWith('ns:')
  const namespace = id.slice(3)
  const own = positionOf.get(id as EndpointId)
  return (position) => {
    if (!isWhole) return position === own
    const endpoint = endpoints[position]
    return endpoint?.kind === 'workload' && endpoint.namespace === namespace
  }
}

function named({ endpoints }: PolicyIndex, flow: PairFlow): readonly EndpointFlow[] {
  const [from, to] = [endpoints[flow.from], endpoints[flow.to]]
  if (from === undefined || to === undefined) return []
  return [{ from: from.id, to: to.id, kind: flow.kind, connections: flow.connections }]
}
