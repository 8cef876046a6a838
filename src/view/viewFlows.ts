/** Which flows the picture shows, and which it only counts. */
import type { HiddenFlows } from '../model/graphView'
import { allConnections, isAll } from '../sets/connections'
import { countOpenPairs, type Isolation, isNoPair, type PairFlow } from './pairFlows'
import type { PortFilter } from './portFilter'
import type { IndexFlows } from './prepareFlows'
import type { ViewFilter } from './viewFilter'

export interface ViewFlows {
  readonly shown: readonly PairFlow[]
  readonly hidden: Omit<HiddenFlows, 'folded'>
}

/** The flows of one index, which of them are asked for, and what its receivers declare. */
export interface ViewFlowsInput {
  readonly flows: IndexFlows
  readonly ports: PortFilter
  readonly filter: ViewFilter
  readonly showsOpen: boolean
  readonly showUndeclaredPorts: boolean
}

/** So many unrestricted flows still make a picture that can be read. */
const fewPairs = 24

/**
 * Whether nothing is shown where open flows are not, and these are few: a picture without any arrow would say that nothing flows.
 * Total, O(governed flows) at worst.
 */
export function isBlankWithoutOpen(
  { governed, changes, openPairs }: IndexFlows,
  ports: PortFilter,
  showUndeclaredPorts: boolean,
): boolean {
  if (openPairs > fewPairs || changes.flows.length > 0) return false
  return !governed.some((flow) => showUndeclaredPorts || ports.meets(flow))
}

/**
 * Sorts a cluster's flows, of those that pass the filter: open ones, and those only on ports that the destination does not declare,
 * are counted and left out unless asked for. Changes of the draft are never left out. Total, O(governed flows), and O(open pairs) more
 * where open flows are shown.
 */
export function viewFlows({
  flows,
  ports,
  filter,
  showsOpen,
  showUndeclaredPorts,
}: ViewFlowsInput): ViewFlows {
  const { isolation, changes } = flows
  const governed = passing(flows.governed, filter)
  const shown = showUndeclaredPorts ? governed : governed.filter(ports.meets)
  const open = showsOpen ? passing(openFlows(isolation, null).flatMap(changes.unchangedPart), filter) : []
  return {
    shown: [...shown, ...open, ...passing(changes.flows, filter)],
    hidden: {
      open: openPairsMeant(flows, filter) - open.length,
      undeclaredPorts: countPairs(governed) - countPairs(shown),
    },
  }
}

/** What the draft adds and removes, of what passes the filter; the rest is not asked for, and so not hidden. Total, linear in them. */
export function changedFlows({ flows, filter }: ViewFlowsInput): ViewFlows {
  return { shown: passing(flows.changes.flows, filter), hidden: { open: 0, undeclaredPorts: 0 } }
}

/**
 * What an endpoint in focus shows beside what everybody shows: all of its own flows that are hidden elsewhere, to whoever is in the
 * picture. Total, O(governed flows of the focus), and O(endpoints) for its open ones.
 */
export function focusFlows(
  { flows, ports, filter, showsOpen, showUndeclaredPorts }: ViewFlowsInput,
  focus: number,
  isDrawn: (position: number) => boolean,
): ViewFlows {
  const { isolation, changes } = flows
  const isOwn = ({ from, to }: PairFlow) => (from === focus && isDrawn(to)) || (to === focus && isDrawn(from))
  const governed = showUndeclaredPorts ? [] : passing(governedOf(flows, focus).filter(isOwn), filter)
  const undeclared = governed.filter((flow) => !ports.meets(flow))
  const open = showsOpen
    ? []
    : passing(openFlows(isolation, focus).filter(isOwn).flatMap(changes.unchangedPart), filter)
  const declared = new Set(governed.filter(ports.meets).map(pairOf(isolation)))
  return {
    shown: [...undeclared, ...open],
    hidden: {
      open: open.length,
      undeclaredPorts: new Set(undeclared.map(pairOf(isolation)).filter((pair) => !declared.has(pair))).size,
    },
  }
}

function pairOf({ isExternal }: Isolation): (flow: PairFlow) => number {
  return ({ from, to }) => from * isExternal.length + to
}

function governedOf({ governed }: IndexFlows, focus: number): readonly PairFlow[] {
  return governed.filter(({ from, to }) => from === focus || to === focus)
}

function passing(flows: readonly PairFlow[], { isEverything, narrow }: ViewFilter): readonly PairFlow[] {
  if (isEverything) return flows
  return flows.flatMap((flow) => narrow(flow) ?? [])
}

/** Pairs with neither side isolated, of the focus alone where it is given. Listed only where wanted: there can be a million. */
function openFlows(isolation: Isolation, focus: number | null): readonly PairFlow[] {
  const [leaving, entering] = [openEnds(isolation.egress), openEnds(isolation.ingress)]
  const focused = entering.filter((to) => to === focus)
  return leaving.flatMap((from) =>
    (focus === null || from === focus ? entering : focused).flatMap((to): PairFlow[] =>
      isNoPair(isolation, from, to)
        ? []
        : [{ from, to, kind: 'open', connections: allConnections, blockedBy: null, change: 'same' }],
    ),
  )
}

function openEnds(isClosed: readonly boolean[]): readonly number[] {
  return isClosed.flatMap((closed, position) => (closed ? [] : position))
}

/** How many open pairs the filter lets pass, without listing them, but for those that the draft opens: they are drawn as changes. */
function openPairsMeant({ isolation, changes, openPairs }: IndexFlows, filter: ViewFilter): number {
  if (filter.isEverything) return openPairs - changes.openedPairs
  const { meets, hears, wantsOpen, wantsOutside } = filter
  if (!wantsOpen && !wantsOutside) return 0
  const count = (isAmong: (position: number) => boolean) =>
    countOpenPairs(isolation, isAmong, (to) => isAmong(to) && hears(to))
  const pairs = (isAmong: (position: number) => boolean) =>
    count(isAmong) - count((it) => isAmong(it) && meets[it] !== true)
  const isPod = (position: number) => isolation.isExternal[position] !== true
  const meant = pairs(() => true) - (wantsOpen ? 0 : pairs(isPod))
  const opened = changes.flows.filter(
    (flow) =>
      flow.change === 'added' &&
      flow.kind === 'open' &&
      isAll(flow.connections) &&
      filter.narrow({ ...flow, change: 'same' }) !== null,
  )
  return meant - opened.length
}

// Flows of a pair stand next to each other.
function countPairs(flows: readonly PairFlow[]): number {
  return flows.filter(({ from, to }, i) => from !== flows[i - 1]?.from || to !== flows[i - 1]?.to).length
}
