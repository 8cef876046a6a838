import type { PolicyIndex } from '../engine/compile'
import type { ServicesByWorkload } from '../engine/servicePorts'
import type { Endpoint, ExternalBlock, Workload } from '../model/cluster'
import type { GraphView, NodeId, ViewRequest } from '../model/graphView'
import type { EndpointId } from '../model/ids'
import { groupBy } from '../sets/groupBy'
import { rememberedLists, rememberedNewest, rememberedOf } from '../sets/remembered'
import { edgesOf, groupFlows } from './edges'
import { fold } from './fold'
import { type LayoutFlow, layOutNodes, type PlacedNodes } from './layout'
import { layOutExternals } from './layoutExternals'
import { cardNode, externalNode, type Frame, frameNode } from './nodes'
import type { PairFlow } from './pairFlows'
import type { PreparedFlows } from './prepareFlows'
import { createScenes, type Scene } from './scenes'
import { nodesOf } from './stage'
import { nothingFiltered, type ReadFilters } from './viewFilter'

/** Draws the picture that a request asks for; `filters` are those of the request, read. */
export type GraphBuilder = (prepared: PreparedFlows, request: ViewRequest, filters?: ReadFilters) => GraphView

/** Each step keeps so many answers: as pasted, as edited and the difference, and what was asked for before. */
const most = 6

/**
 * A builder of pictures: namespaces, workloads and addresses outside with their places, and the flows between them as at most 150 edges
 * that tell no untruth; what is left out is counted. Places depend on the baseline, on what is collapsed and on what filters leave,
 * and not on the draft, the sight or the focus. Equal input gives an equal picture; what a picture has in common with one before is the
 * same object, and is not worked out again. Total. Cost: `createScenes` and `layOut`, and `fold` where only detail, sight or focus differ.
 */
export function createGraphBuilder(): GraphBuilder {
  const sceneOf = createScenes()
  const placesOf = createPlaces()
  const framesFor = rememberedNewest(most, frameNodes)
  const cardsFor = rememberedNewest(most, cardNodes)
  return (prepared, request, filters = nothingFiltered) => {
    const scene = sceneOf(prepared, request, filters)
    const { index, stage } = scene
    const { bundles, folded } = fold(scene.bundles, scene.extra, request)
    const edges = edgesOf(bundles)
    const ends = new Set(edges.flatMap(({ from, to }) => [from, to]))
    const { placed, outside } = placesOf(prepared, scene)
    return {
      frames: framesFor(stage.frames, index, placed),
      cards: cardsFor(stage.drawn, prepared.services, index, placed),
      externals: blocksOf(index.endpoints)
        .filter(({ id }) => ends.has(id))
        .map((block) => externalNode(block, outside)),
      edges,
      hidden: { ...scene.hidden, folded: folded + scene.inside },
      filtered: scene.filtered,
    }
  }
}

/** The picture as a builder draws it that has drawn no other before. */
export function buildGraph(prepared: PreparedFlows, request: ViewRequest, filters?: ReadFilters): GraphView {
  return createGraphBuilder()(prepared, request, filters)
}

/** Where everything stands: by the baseline's governed flows, whoever looks at what. */
function createPlaces() {
  const nodesFor = rememberedNewest(most, nodesOf)
  const flowsFor = rememberedNewest(most, layoutFlows)
  const endsOf = rememberedOf(
    (flows: readonly LayoutFlow[]) => new Set(flows.flatMap(({ from, to }) => [from, to])),
  )
  const placesFor = rememberedNewest(most, places)
  const sameList = rememberedLists<EndpointId>(most)
  const outsideFor = rememberedNewest(most, layOutExternals)
  return (prepared: PreparedFlows, { index, stage, bundles, extra }: Scene) => {
    const flows = flowsFor(prepared.lasting, nodesFor(prepared.baseline.index.endpoints, stage))
    const placed = placesFor(stage.frames, flows)
    // All that an edge may end at has its place, so that none moves when another sight draws other edges.
    const isFocused = new Set(extra.flatMap(({ from, to }) => [from, to]))
    const isLasting = endsOf(flows)
    const blocks = blocksOf(index.endpoints).flatMap(({ id }) =>
      bundles.ends.has(id) || isFocused.has(id) ? id : [],
    )
    // Those of the baseline's flows come first, so that the draft's or the focus's move none of them.
    const externals = sameList([
      ...blocks.filter((id) => isLasting.has(id)),
      ...blocks.filter((id) => !isLasting.has(id)),
    ])
    return { placed, outside: outsideFor(externals, flows, placed) }
  }
}

function places(frames: readonly Frame[], flows: readonly LayoutFlow[]): PlacedNodes {
  return layOutNodes({ frames, flows })
}

// What flows says more about who calls whom than what only one side grants.
const flowWeight = 8

function layoutFlows(
  lasting: readonly PairFlow[],
  nodeOf: readonly (NodeId | null)[],
): readonly LayoutFlow[] {
  return groupFlows(lasting, nodeOf).bundles.map(({ from, to, kind, pairs }) => {
    return { from, to, weight: kind === 'half' ? pairs : pairs * flowWeight }
  })
}

function frameNodes(frames: readonly Frame[], index: PolicyIndex, placed: PlacedNodes): GraphView['frames'] {
  const policies = groupBy(index.cluster.policies, ({ namespace }) => namespace)
  return frames.map((it) => frameNode(it, policies.get(it.namespace)?.length ?? 0, index, placed))
}

function cardNodes(
  drawn: readonly Workload[],
  services: ServicesByWorkload,
  index: PolicyIndex,
  placed: PlacedNodes,
): GraphView['cards'] {
  return drawn.map((workload) => cardNode(workload, services, index, placed))
}

function blocksOf(endpoints: readonly Endpoint[]): readonly ExternalBlock[] {
  return endpoints.filter((it): it is ExternalBlock => it.kind === 'external')
}
