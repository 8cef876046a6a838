/** Which flows the picture shows, and which it only counts. */
import type { HiddenFlows } from '../model/graphView'
import { countOpen, openEnds } from './openPairs'
import { type Isolation, isNoPair, openFlow, type PairFlow } from './pairFlows'
import type { PortFilter } from './portFilter'
import type { IndexFlows } from './prepareFlows'
import type { ViewFilter } from './viewFilter'

export interface ViewFlows {
  readonly shown: readonly PairFlow[]
  /** Open flows are shown too, and are so many that they are counted (`openPairs`) and not listed. */
  readonly hasMoreOpen: boolean
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

/** Up to so many unrestricted flows every one is looked at, to see which are alike; more than any picture can tell. */
const mostListed = 50_000

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
  const openPairs = countOpen(flows, filter)
  const hasMoreOpen = showsOpen && openPairs > mostListed
  const open =
    showsOpen && !hasMoreOpen
      ? passing(allOpenFlows(isolation, null).flatMap(changes.unchangedPart), filter)
      : []
  return {
    hasMoreOpen,
    shown: [...shown, ...open, ...passing(changes.flows, filter)],
    hidden: {
      open: showsOpen ? 0 : openPairs,
      undeclaredPorts: countPairs(governed) - countPairs(shown),
    },
  }
}

/** The positions of all who send or receive any of these flows. Total, linear in what is listed of them. */
export function flowEnds(
  { shown, hasMoreOpen }: ViewFlows,
  { flows, filter }: ViewFlowsInput,
): ReadonlySet<number> {
  const ends = new Set<number>()
  for (const { from, to } of shown) ends.add(from).add(to)
  if (hasMoreOpen) for (const position of openEnds(flows, filter)) ends.add(position)
  return ends
}

/**
 * The positions of all who send or receive any flow that passes the filter, whatever is drawn of these. Total, O(governed flows +
 * endpoints).
 */
export function passingEnds(flows: IndexFlows, filter: ViewFilter): ReadonlySet<number> {
  const ends = new Set(openEnds(flows, filter))
  for (const flow of [flows.governed, flows.changes.flows].flat())
    if (filter.narrow(flow) !== null) ends.add(flow.from).add(flow.to)
  return ends
}

/** What the draft adds and removes, of what passes the filter; the rest is not asked for, and so not hidden. Total, linear in them. */
export function changedFlows({ flows, filter }: ViewFlowsInput): ViewFlows {
  return {
    hasMoreOpen: false,
    shown: passing(flows.changes.flows, filter),
    hidden: { open: 0, undeclaredPorts: 0 },
  }
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
    : passing(allOpenFlows(isolation, focus).filter(isOwn).flatMap(changes.unchangedPart), filter)
  const declared = new Set(governed.filter(ports.meets).map(pairOf(isolation)))
  return {
    hasMoreOpen: false,
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
function allOpenFlows(isolation: Isolation, focus: number | null): readonly PairFlow[] {
  const [leaving, entering] = [unheld(isolation.egress), unheld(isolation.ingress)]
  const focused = entering.filter((to) => to === focus)
  return leaving.flatMap((from) =>
    (focus === null || from === focus ? entering : focused).flatMap((to): PairFlow[] =>
      isNoPair(isolation, from, to) ? [] : [openFlow(from, to)],
    ),
  )
}

function unheld(isClosed: readonly boolean[]): readonly number[] {
  return isClosed.flatMap((closed, position) => (closed ? [] : position))
}

// Flows of a pair stand next to each other.
function countPairs(flows: readonly PairFlow[]): number {
  return flows.filter(({ from, to }, i) => from !== flows[i - 1]?.from || to !== flows[i - 1]?.to).length
}
