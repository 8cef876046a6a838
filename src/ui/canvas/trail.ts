/** Ways through the picture: a path between two ends, or how far a break-in goes. */
import type { ConnectionSet } from '../../model/connections'
import type { FlowEdge, NodeId } from '../../model/graphView'
import { type EndpointId, workloadOf } from '../../model/ids'
import type { Outlook } from '../../model/outlook'
import type { Path, PathStep } from '../../model/path'

export interface Trail {
  /** Which step of the way each end is. */
  readonly steps: ReadonlyMap<NodeId, number>
  readonly hops: readonly Hop[]
}

type Hop = Pick<PathStep, 'from' | 'to' | 'connections'>

/** A path, its first end number 1. Linear. */
export function pathTrail({ chain, steps }: Path): Trail {
  return { steps: new Map(chain.map((id, i) => [id, i + 1])), hops: steps }
}

/** Everything that is some steps away from an end: by how many. Linear. */
export function spreadTrail({ layers }: Outlook['onward'], start: EndpointId): Trail {
  const steps = new Map<NodeId, number>([[start, 0]])
  const hops: Hop[] = []
  for (const [i, layer] of layers.entries())
    for (const hop of layer.hops) {
      steps.set(hop.endpoint, i + 1)
      hops.push(hop)
    }
  return { steps, hops }
}

/** Whether an edge is one of the way, or a bundle that one of its steps is in. Linear in the steps. */
export function isOnTrail({ from, to }: FlowEdge, { hops }: Trail): boolean {
  return hops.some((hop) => standsFor(from, hop.from) && standsFor(to, hop.to))
}

/** More of them cannot be told apart. */
const mostAdded = 100

/** Edges for the steps of a way that the picture has none for, between cards, or frames where there is no card. O(steps x edges). */
export function missingEdges(
  edges: readonly FlowEdge[],
  { hops }: Trail,
  hasCard: (id: NodeId) => boolean,
): readonly FlowEdge[] {
  const missing = hops.filter(
    (hop) => !edges.some(({ from, to }) => standsFor(from, hop.from) && standsFor(to, hop.to)),
  )
  const added = new Map<string, FlowEdge>()
  for (const { from, to, connections } of missing.slice(0, mostAdded)) {
    const nodeOf = (end: EndpointId) => (hasCard(end) ? end : frameOf(end))
    const edge = trailEdge(nodeOf(from), nodeOf(to), connections)
    if (edge.from !== edge.to) added.set(edge.id, edge)
  }
  return [...added.values()]
}

function trailEdge(from: NodeId, to: NodeId, connections: ConnectionSet): FlowEdge {
  return {
    id: `trail ${from} > ${to}`,
    from,
    to,
    kind: 'rules',
    change: 'same',
    connections,
    label: '',
    pairs: 1,
    blockedBy: null,
  }
}

function standsFor(node: NodeId, endpoint: EndpointId): boolean {
  return node === endpoint || node === frameOf(endpoint)
}

function frameOf(endpoint: EndpointId): NodeId {
  const workload = workloadOf(endpoint)
  return workload ? `ns:${workload.namespace}` : endpoint
}
