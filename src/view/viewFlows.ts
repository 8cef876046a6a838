/** Which flows the picture shows, and which it only counts. */
import type { PolicyIndex } from '../engine/compile'
import type { ConnectionSet } from '../model/connections'
import type { HiddenFlows, NodeId, ViewRequest } from '../model/graphView'
import { allConnections } from '../sets/connections'
import { type DraftChanges, draftChanges, noChanges } from './draftFlows'
import {
  countOpenPairs,
  governedFlows,
  type Isolation,
  isNoPair,
  isolationOf,
  type PairFlow,
} from './pairFlows'
import { type PortFilter, portFilter } from './portFilter'

export interface ViewFlows {
  readonly shown: readonly PairFlow[]
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
 * left out unless asked for or an end of them is in focus; a few open ones are shown where nothing else is. Changes of the draft are never left out. `baseline` and `draft` have
 * the same endpoints. Total, O(pairs with an isolated side).
 */
export function viewFlows({ baseline, draft, request, declared }: FlowQuestion): ViewFlows {
  const ports = portFilter(declared)
  const before = isolationOf(baseline)
  const pasted = governedFlows(baseline, before).map(ports.narrow)
  const lasting = pasted.filter(ports.meets)
  const focus = focusOf(baseline, request.focus)
  if (request.show === 'baseline' || draft === baseline)
    return { ...choose(pasted, before, noChanges, ports, request, focus), lasting }

  const after = isolationOf(draft)
  const changes = draftChanges({ index: baseline, isolation: before }, { index: draft, isolation: after })
  const unchanged = governedFlows(draft, after).map(ports.narrow).flatMap(changes.unchangedPart)
  return { ...choose(unchanged, after, changes, ports, request, focus), lasting }
}

function focusOf(index: PolicyIndex, focus: NodeId | null): number {
  const ids: ReadonlyMap<string, number> = index.positionOf
  return focus === null ? -1 : (ids.get(focus) ?? -1)
}

function choose(
  governed: readonly PairFlow[],
  isolation: Isolation,
  changes: DraftChanges,
  ports: PortFilter,
  request: ViewRequest,
  focus: number,
): Pick<ViewFlows, 'shown' | 'hidden'> {
  const isInFocus = (from: number, to: number) => from === focus || to === focus
  const shown = governed.filter(
    (flow) => request.showUndeclaredPorts || isInFocus(flow.from, flow.to) || ports.meets(flow),
  )
  const openPairs = countOpenPairs(isolation)
  // A picture without any arrow would say that nothing flows.
  const isBlank = shown.length === 0 && changes.flows.length === 0
  const showOpen = request.showOpen || (isBlank && openPairs <= fewPairs)
  const wanted = showOpen ? () => true : isInFocus
  const open = showOpen || focus !== -1 ? openFlows(isolation, wanted).flatMap(changes.unchangedPart) : []
  return {
    shown: [...shown, ...open, ...changes.flows],
    hidden: {
      open: openPairs - changes.openedPairs - open.length,
      undeclaredPorts: countPairs(governed) - countPairs(shown),
    },
  }
}

/** So many unrestricted flows still make a picture that can be read. */
const fewPairs = 24

/** Pairs with neither side isolated. Listed only where wanted: there can be a million. */
function openFlows(
  isolation: Isolation,
  isWanted: (from: number, to: number) => boolean,
): readonly PairFlow[] {
  const entering = isolation.ingress.flatMap((isClosed, to) => (isClosed ? [] : [to]))
  return isolation.egress.flatMap((isClosed, from) => {
    if (isClosed) return []
    return entering.flatMap((to): PairFlow[] =>
      !isWanted(from, to) || isNoPair(isolation, from, to)
        ? []
        : [{ from, to, kind: 'open', connections: allConnections, blockedBy: null, change: 'same' }],
    )
  })
}

// Flows of a pair stand next to each other.
function countPairs(flows: readonly PairFlow[]): number {
  return flows.filter(({ from, to }, i) => from !== flows[i - 1]?.from || to !== flows[i - 1]?.to).length
}
