/** Which flows the picture shows, which it only counts, and what the draft changes about them. */
import { compareReach } from '../engine/compare'
import type { PolicyIndex } from '../engine/compile'
import type { ConnectionSet } from '../model/connections'
import type { FlowChange } from '../model/edit'
import type { FlowEdge, HiddenFlows, NodeId, ViewRequest } from '../model/graphView'
import { allConnections, intersect, isEmpty, subtract } from '../sets/connections'
import {
  countOpenPairs,
  governedFlows,
  type Isolation,
  isNoPair,
  isOpenPair,
  isolationOf,
  type PairFlow,
} from './pairFlows'

export interface ViewFlow extends PairFlow {
  readonly change: FlowEdge['change']
}

export interface ViewFlows {
  readonly shown: readonly ViewFlow[]
  readonly hidden: Omit<HiddenFlows, 'folded'>
  /** What the layout follows: the baseline's governed flows on declared ports, whatever is asked for or drawn. */
  readonly lasting: readonly PairFlow[]
}

export interface FlowQuestion {
  readonly baseline: PolicyIndex
  readonly draft: PolicyIndex
  readonly request: ViewRequest
  /** By position: the ports that the endpoint declares; empty when it declares none. */
  readonly declared: readonly ConnectionSet[]
}

/**
 * Sorts a cluster's flows. Flows that are open by default, or only on ports that the destination does not declare, are counted and
 * left out unless asked for or an end of them is in focus. Changes of the draft are never left out. `baseline` and `draft` have
 * the same endpoints. Total, O(pairs with an isolated side).
 */
export function viewFlows({ baseline, draft, request, declared }: FlowQuestion): ViewFlows {
  const isolation = isolationOf(baseline)
  const before = narrowHalves(governedFlows(baseline, isolation), declared)
  const lasting = before.filter((flow) => meetsDeclared(flow, declared))
  const choose = chooser(baseline, request, declared)
  if (request.show === 'baseline' || draft === baseline)
    return { ...choose(before.map(unchanged), openFlowsOf(isolation, new Map())), lasting }

  const later = isolationOf(draft)
  const after = narrowHalves(governedFlows(draft, later), declared)
  const changes = compareReach(baseline, draft)
  const added = changedPairs(changes.added, draft, later)
  const removed = changedPairs(changes.removed, baseline, isolation)
  const { shown, hidden } = choose(
    after.flatMap((flow) => unchangedPart(flow, added, removed, baseline.endpoints.length)),
    openFlowsOf(later, added),
  )
  const changed = [
    ...[...added.values()].map((flow): ViewFlow => ({ ...flow, change: 'added' })),
    ...[...removed.values()].map((flow): ViewFlow => ({ ...flow, change: 'removed' })),
  ]
  return { shown: [...shown, ...changed], hidden, lasting }
}

/** What a half-open flow would carry are the declared ports; all that the one side grants only where none of them is among it. */
function narrowHalves(flows: readonly PairFlow[], declared: readonly ConnectionSet[]): readonly PairFlow[] {
  return flows.map((flow) => {
    if (flow.kind !== 'half') return flow
    const connections = intersect(flow.connections, declared[flow.to] ?? allConnections)
    return isEmpty(connections) ? flow : { ...flow, connections }
  })
}

function meetsDeclared({ to, connections }: PairFlow, declared: readonly ConnectionSet[]): boolean {
  const ports = declared[to]
  return ports === undefined || isEmpty(ports) || !isEmpty(intersect(ports, connections))
}

function unchanged(flow: PairFlow): ViewFlow {
  return { ...flow, change: 'same' }
}

type ChangedPairs = ReadonlyMap<number, PairFlow>

function changedPairs(
  changes: readonly FlowChange[],
  index: PolicyIndex,
  isolation: Isolation,
): ChangedPairs {
  const pairs = new Map<number, PairFlow>()
  for (const { from: fromId, to: toId, connections } of changes) {
    const [from, to] = [index.positionOf.get(fromId), index.positionOf.get(toId)]
    if (from === undefined || to === undefined || isNoPair(isolation, from, to)) continue
    const kind = isOpenPair(isolation, from, to) ? 'open' : 'rules'
    pairs.set(from * index.endpoints.length + to, { from, to, kind, connections, blockedBy: null })
  }
  return pairs
}

/** What the draft leaves as it was: without what it adds, and of a half-open flow without what it removes, which has its own edge. */
function unchangedPart(
  flow: PairFlow,
  added: ChangedPairs,
  removed: ChangedPairs,
  count: number,
): readonly ViewFlow[] {
  const change = (flow.kind === 'half' ? removed : added).get(flow.from * count + flow.to)
  if (change === undefined) return [unchanged(flow)]
  const connections = subtract(flow.connections, change.connections)
  return isEmpty(connections) ? [] : [{ ...flow, connections, change: 'same' }]
}

interface OpenFlows {
  readonly count: number
  readonly list: (isWanted: (from: number, to: number) => boolean) => readonly ViewFlow[]
}

/** Pairs open by default, without what the draft adds to them. Listed only where wanted: there can be a million. */
function openFlowsOf(isolation: Isolation, added: ChangedPairs): OpenFlows {
  const size = isolation.isExternal.length
  const sameOf = (from: number, to: number) => {
    const change = added.get(from * size + to)
    return change === undefined ? allConnections : subtract(allConnections, change.connections)
  }
  const opened = [...added.values()].filter(
    ({ kind, from, to }) => kind === 'open' && isEmpty(sameOf(from, to)),
  )
  return {
    count: countOpenPairs(isolation) - opened.length,
    list: (isWanted) =>
      isolation.egress.flatMap((isClosed, from) =>
        isClosed ? [] : openFlowsFrom(from, isolation, (to) => isWanted(from, to), sameOf),
      ),
  }
}

function openFlowsFrom(
  from: number,
  isolation: Isolation,
  isWanted: (to: number) => boolean,
  sameOf: (from: number, to: number) => ConnectionSet,
): readonly ViewFlow[] {
  const flows: ViewFlow[] = []
  isolation.ingress.forEach((isClosed, to) => {
    if (isClosed || !isWanted(to) || isNoPair(isolation, from, to)) return
    const connections = sameOf(from, to)
    if (!isEmpty(connections))
      flows.push({ from, to, kind: 'open', connections, blockedBy: null, change: 'same' })
  })
  return flows
}

type Choose = (governed: readonly ViewFlow[], open: OpenFlows) => Pick<ViewFlows, 'shown' | 'hidden'>

function chooser(index: PolicyIndex, request: ViewRequest, declared: readonly ConnectionSet[]): Choose {
  const focus = focusOf(index, request.focus)
  const isInFocus = (from: number, to: number) => from === focus || to === focus
  return (governed, open) => {
    const isShown = (flow: ViewFlow) =>
      request.showUndeclaredPorts || isInFocus(flow.from, flow.to) || meetsDeclared(flow, declared)
    const shown = governed.filter(isShown)
    const wanted = request.showOpen ? () => true : isInFocus
    const shownOpen = request.showOpen || focus !== -1 ? open.list(wanted) : []
    const hidden = {
      open: open.count - shownOpen.length,
      undeclaredPorts: countPairs(governed) - countPairs(shown),
    }
    return { shown: [...shown, ...shownOpen], hidden }
  }
}

function focusOf(index: PolicyIndex, focus: NodeId | null): number {
  const ids: ReadonlyMap<string, number> = index.positionOf
  return focus === null ? -1 : (ids.get(focus) ?? -1)
}

// Flows of a pair stand next to each other.
function countPairs(flows: readonly ViewFlow[]): number {
  return flows.filter(({ from, to }, i) => from !== flows[i - 1]?.from || to !== flows[i - 1]?.to).length
}
