/** Which flows the picture shows, and which it only counts. */
import type { PolicyIndex } from '../engine/compile'
import type { HiddenFlows, NodeId, ViewRequest } from '../model/graphView'
import { policiesOf } from '../model/look'
import { allConnections } from '../sets/connections'
import { type Isolation, isNoPair, type PairFlow } from './pairFlows'
import type { PreparedFlows } from './prepareFlows'

export interface ViewFlows {
  readonly shown: readonly PairFlow[]
  readonly hidden: Omit<HiddenFlows, 'folded'>
}

/**
 * Sorts a cluster's flows. Flows that are open by default, or only on ports that the destination does not declare, are counted and
 * left out unless asked for or an end of them is in focus; a few open ones are shown where nothing else is. Changes of the draft
 * are never left out. Total, O(governed flows), and O(open pairs) more where open flows are asked for.
 */
export function viewFlows(prepared: PreparedFlows, request: ViewRequest): ViewFlows {
  const { index, isolation, governed, changes, openPairs } = prepared[policiesOf(request.show)]
  const focus = focusOf(index, request.focus)
  const isInFocus = (from: number, to: number) => from === focus || to === focus
  const shown = governed.filter(
    (flow) => request.showUndeclaredPorts || isInFocus(flow.from, flow.to) || prepared.ports.meets(flow),
  )
  // A picture without any arrow would say that nothing flows.
  const isBlank = shown.length === 0 && changes.flows.length === 0
  const showOpen = request.showOpen || (isBlank && openPairs <= fewPairs)
  const open =
    showOpen || focus !== -1
      ? openFlows(isolation, showOpen ? null : focus).flatMap(changes.unchangedPart)
      : []
  return {
    shown: [...shown, ...open, ...changes.flows],
    hidden: {
      open: openPairs - changes.openedPairs - open.length,
      undeclaredPorts: countPairs(governed) - countPairs(shown),
    },
  }
}

function focusOf(index: PolicyIndex, focus: NodeId | null): number {
  const ids: ReadonlyMap<string, number> = index.positionOf
  return focus === null ? -1 : (ids.get(focus) ?? -1)
}

/** So many unrestricted flows still make a picture that can be read. */
const fewPairs = 24

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

// Flows of a pair stand next to each other.
function countPairs(flows: readonly PairFlow[]): number {
  return flows.filter(({ from, to }, i) => from !== flows[i - 1]?.from || to !== flows[i - 1]?.to).length
}
