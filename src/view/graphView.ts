import type { Endpoint, ExternalBlock } from '../model/cluster'
import { type GraphView, type NodeId, unfiltered, type ViewRequest } from '../model/graphView'
import { policiesOf } from '../model/look'
import { groupBy } from '../sets/groupBy'
import { aggregate } from './aggregate'
import { bundleOf, edgesOf, type FlowGroup, groupFlows } from './edges'
import { fold } from './fold'
import { type LayoutFlow, layOut } from './layout'
import { cardNode, externalNode, frameId, frameNode, framesOf } from './nodes'
import type { PreparedFlows } from './prepareFlows'
import { viewFlows } from './viewFlows'

/**
 * The picture of a cluster: namespaces, workloads and addresses outside with their places, and the flows between them as at most
 * 150 edges that tell no untruth; what is left out is counted. Places depend on the baseline and on what is collapsed, not on the
 * draft. Total; equal input gives an equal picture. Cost: `viewFlows` and `layOut`.
 */
export function buildGraph(prepared: PreparedFlows, request: ViewRequest): GraphView {
  const { cluster, services } = prepared
  const { index } = prepared[policiesOf(request.show)]
  const { endpoints } = index
  const flows = viewFlows(prepared, request)

  const frames = framesOf(cluster, request)
  const expanded = new Set(frames.filter(({ collapsed }) => !collapsed).map(({ id }) => id))
  const drawn = cluster.workloads.filter(({ namespace }) => expanded.has(frameId(namespace)))
  const frameOf = new Map<NodeId, NodeId>(drawn.map(({ id, namespace }) => [id, frameId(namespace)]))
  const nodeOf = endpoints.map((it) =>
    it.kind === 'external' || frameOf.has(it.id) ? it.id : frameId(it.namespace),
  )
  const { groups, inside } = groupFlows(flows.shown, nodeOf)
  const cardsIn = new Map(frames.map(({ id, cards }) => [id, cards.length]))
  const kept = fold(aggregate(groups.map(bundleOf), { frameOf, cardsIn }), frameOf, request.focus)
  const edges = edgesOf(kept.bundles)

  const lasting = groupFlows(prepared.lasting, nodeOf).groups.map(layoutFlow)
  const ends = new Set(edges.flatMap(({ from, to }) => [from, to]))
  const externals = externalsInOrder(endpoints, ends, lasting)
  const layout = layOut({ frames, externals: externals.map(({ id }) => id), flows: lasting })
  const policies = groupBy(index.cluster.policies, ({ namespace }) => namespace)
  return {
    frames: frames.map((it) => frameNode(it, policies.get(it.namespace)?.length ?? 0, index, layout)),
    cards: drawn.map((workload) => cardNode(workload, services, index, layout)),
    externals: externals.map((block) => externalNode(block, layout)),
    edges,
    hidden: { ...flows.hidden, folded: kept.folded + inside },
    filtered: unfiltered(cluster.workloads.length),
  }
}

// What flows says more about who calls whom than what only one side grants.
const flowWeight = 8

function layoutFlow({ from, to, sample, pairs }: FlowGroup): LayoutFlow {
  return { from, to, weight: sample.kind === 'half' ? pairs : pairs * flowWeight }
}

/** The blocks that an edge ends at. Those of the baseline's flows come first, so that the draft's or the focus's move none of them. */
function externalsInOrder(
  endpoints: readonly Endpoint[],
  ends: ReadonlySet<NodeId>,
  lasting: readonly LayoutFlow[],
): readonly ExternalBlock[] {
  const isLasting = new Set(lasting.flatMap(({ from, to }) => [from, to]))
  const blocks = endpoints.filter((it): it is ExternalBlock => it.kind === 'external' && ends.has(it.id))
  return [...blocks.filter(({ id }) => isLasting.has(id)), ...blocks.filter(({ id }) => !isLasting.has(id))]
}
