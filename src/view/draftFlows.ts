import { compareReach } from '../engine/compare'
import type { PolicyIndex } from '../engine/compile'
import type { ConnectionSet } from '../model/connections'
import type { FlowChange } from '../model/edit'
import { allConnections, isEmpty, subtract } from '../sets/connections'
import { type Isolation, isNoPair, isOpenPair, type PairFlow } from './pairFlows'

/** What a draft adds to the flows of the baseline and removes from them. */
export interface DraftChanges {
  /** Added and removed flows, each an edge of its own. */
  readonly flows: readonly PairFlow[]
  /** The senders of these, by position. */
  readonly senders: ReadonlySet<number>
  /** What is left of a flow of the draft without these: nothing, or one flow. */
  readonly unchangedPart: (flow: PairFlow) => readonly PairFlow[]
  /** Pairs that were blocked and are open now, so that nothing of them is unchanged. */
  readonly openedPairs: number
}

export const noChanges: DraftChanges = {
  flows: [],
  senders: new Set(),
  unchangedPart: (flow) => [flow],
  openedPairs: 0,
}

interface Side {
  readonly index: PolicyIndex
  readonly isolation: Isolation
}

/**
 * Compares a draft with the baseline; both have the same endpoints. A half-open flow is unchanged without what the draft removes:
 * that was allowed before, and is shown as removed. Total; only pairs that can have changed are compared.
 */
export function draftChanges(baseline: Side, draft: Side): DraftChanges {
  const changes = compareReach(baseline.index, draft.index)
  const added = changedPairs(changes.added, 'added', draft)
  const removed = changedPairs(changes.removed, 'removed', baseline)
  const keyOf = (flow: PairFlow) => flow.from * draft.index.endpoints.length + flow.to
  const flows = [...added.values(), ...removed.values()]
  return {
    flows,
    senders: new Set(flows.map(({ from }) => from)),
    unchangedPart: (flow) => {
      const change = (flow.kind === 'half' ? removed : added).get(keyOf(flow))
      if (change === undefined) return [flow]
      const connections = subtract(flow.connections, change.connections)
      return isEmpty(connections) ? [] : [{ ...flow, connections }]
    },
    openedPairs: [...added.values()].filter(
      ({ kind, connections }) => kind === 'open' && coversAll(connections),
    ).length,
  }
}

function changedPairs(
  changes: readonly FlowChange[],
  change: 'added' | 'removed',
  { index, isolation }: Side,
): ReadonlyMap<number, PairFlow> {
  const pairs = new Map<number, PairFlow>()
  for (const { from: fromId, to: toId, connections } of changes) {
    const [from, to] = [index.positionOf.get(fromId), index.positionOf.get(toId)]
    if (from === undefined || to === undefined || isNoPair(isolation, from, to)) continue
    const kind = isOpenPair(isolation, from, to) ? 'open' : 'rules'
    const flow: PairFlow = { from, to, kind, connections, blockedBy: null, change }
    pairs.set(from * index.endpoints.length + to, flow)
  }
  return pairs
}

function coversAll(connections: ConnectionSet): boolean {
  return isEmpty(subtract(allConnections, connections))
}
