import type { PolicyIndex } from '../engine/compile'
import type { Workload } from '../model/cluster'
import type { Filtered, NodeId, ViewRequest } from '../model/graphView'
import { policiesOf } from '../model/look'
import { rememberedLists, rememberedNewest, rememberedOf } from '../sets/remembered'
import { aggregate } from './aggregate'
import { type Bundle, groupFlows } from './edges'
import { untoldBundles } from './focusBundles'
import { type Foldable, foldable } from './foldable'
import { openPairs } from './openPairs'
import type { PortFilter } from './portFilter'
import type { IndexFlows, PreparedFlows } from './prepareFlows'
import { scopeOf } from './scope'
import { nodesOf, type Stage, stageOf } from './stage'
import { type ReadFilters, type ViewFilter, viewFilter } from './viewFilter'
import {
  changedFlows,
  flowEnds,
  focusFlows,
  isBlankWithoutOpen,
  passingEnds,
  type ViewFlows,
  type ViewFlowsInput,
  viewFlows,
} from './viewFlows'

/** What stands in a picture and what runs between it, before anybody knows where. */
export interface Scene {
  readonly index: PolicyIndex
  readonly stage: Stage
  /** Where each endpoint of the index is drawn, by position. */
  readonly nodeOf: readonly (NodeId | null)[]
  readonly bundles: Foldable
  /** What only the focus shows, and its own of what its namespace has in common. */
  readonly extra: readonly Bundle[]
  readonly hidden: ViewFlows['hidden']
  /** Flows inside collapsed frames. */
  readonly inside: number
  readonly filtered: Filtered
}

export type SceneOf = (prepared: PreparedFlows, request: ViewRequest, filters: ReadFilters) => Scene

/** Each step keeps so many answers: as pasted, as edited and the difference, and what was asked for before. */
const most = 6

/**
 * What requests put into their pictures. Remembers each step by what it depends on, so that a request with another focus, sight or
 * detail costs nothing but finding the focus's own flows; `collapsed` and `filters` are told apart by identity. Total; linear in the flows
 * that are shown.
 */
export function createScenes(): SceneOf {
  const askedOf = createAsked()
  const stageFor = rememberedNewest(most, stageOf)
  const nodesFor = rememberedNewest(most, nodesOf)
  const bundlesFor = rememberedNewest(most, bundled)
  return (prepared, request, filters) => {
    const { show, focus } = request
    const { input, shown, scope } = askedOf(prepared, request, filters)
    const { index } = input.flows
    const { namespaces, workloads } = prepared.cluster
    const stage = stageFor(namespaces, workloads, scope.workloads, request.collapsed)
    const nodeOf = nodesFor(index.endpoints, stage)
    const { bundles, inside, between, told } = bundlesFor(shown, input, nodeOf, stage)
    const ids: ReadonlyMap<string, number> = index.positionOf
    const position = focus === null || show === 'difference' ? undefined : ids.get(focus)
    const isDrawn = (it: number) => nodeOf[it] !== null
    const own = position === undefined || !isDrawn(position) ? noFlows : focusFlows(input, position, isDrawn)
    const grouped = groupFlows(own.shown, nodeOf)
    return {
      index,
      stage,
      nodeOf,
      bundles,
      extra: aggregate([...grouped.bundles, ...untoldBundles(between, told, focus, stage)], stage),
      hidden: {
        open: shown.hidden.open - own.hidden.open,
        undeclaredPorts: shown.hidden.undeclaredPorts - own.hidden.undeclaredPorts,
      },
      inside: inside + grouped.inside,
      filtered: scope.filtered,
    }
  }
}

const noFlows: ViewFlows = { shown: [], hasMoreOpen: false, hidden: { open: 0, undeclaredPorts: 0 } }

/** The flows that a request asks for, but for those of the focus, and what filters leave of the cluster. */
function createAsked() {
  const inputOf = rememberedNewest(most, flowsInput)
  const shownOf = rememberedOf(viewFlows)
  const changedOf = rememberedOf(changedFlows)
  const filterOf = rememberedNewest(most, viewFilter)
  const passingFor = rememberedNewest(most, passingEnds)
  const sameList = rememberedLists<Workload>(most)
  const scopeFor = rememberedNewest(
    most,
    (prepared: PreparedFlows, filters: ReadFilters, showOpen: boolean, showUndeclaredPorts: boolean) => {
      const filter = filterOf(prepared.baseline.index.endpoints, filters)
      const endsOf = (flows: IndexFlows) => {
        const input = inputOf(flows, prepared.ports, filter, showOpen, showUndeclaredPorts)
        return flowEnds(shownOf(input), input)
      }
      const scope = scopeOf(prepared, filter, filters, {
        drawn: endsOf,
        passing: (flows) => passingFor(flows, filter),
      })
      return { filter, scope: { ...scope, workloads: scope.workloads && sameList(scope.workloads) } }
    },
  )
  return (prepared: PreparedFlows, request: ViewRequest, filters: ReadFilters) => {
    const { show, showUndeclaredPorts } = request
    // Who asks for open flows by their kind, or for those to and from outside, wants to see them.
    const showOpen =
      request.showOpen || ['open' as const, 'outside' as const].some((it) => filters.kinds?.has(it))
    const { filter, scope } = scopeFor(prepared, filters, showOpen, showUndeclaredPorts)
    const flows = prepared[policiesOf(show)]
    const input = inputOf(flows, prepared.ports, filter, showOpen, showUndeclaredPorts)
    return { input, scope, shown: show === 'difference' ? changedOf(input) : shownOf(input) }
  }
}

function flowsInput(
  flows: IndexFlows,
  ports: PortFilter,
  filter: ViewFilter,
  showOpen: boolean,
  showUndeclaredPorts: boolean,
): ViewFlowsInput {
  const showsOpen = showOpen || isBlankWithoutOpen(flows, ports, showUndeclaredPorts)
  return { flows, ports, filter, showsOpen, showUndeclaredPorts }
}

function bundled(
  { shown, hasMoreOpen }: ViewFlows,
  { flows, filter }: ViewFlowsInput,
  nodeOf: readonly (NodeId | null)[],
  { frameOf, cardsIn }: Stage,
) {
  const { bundles: between, inside } = groupFlows(shown, nodeOf)
  const told = aggregate(between, { frameOf, cardsIn })
  if (!hasMoreOpen) return { between, told, bundles: foldable(told, frameOf), inside }
  const open = openPairs(flows, filter, nodeOf, frameOf)
  return {
    between,
    told,
    bundles: foldable([...told, ...open.bundles], frameOf, open.joined),
    inside: inside + open.untold,
  }
}
