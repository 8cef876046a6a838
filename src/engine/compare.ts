import type { Endpoint } from '../model/cluster'
import type { ConnectionSet } from '../model/connections'
import type { FlowChange } from '../model/edit'
import type { Direction } from '../model/policy'
import { equals, isEmpty, subtract } from '../sets/connections'
import type { ConnectionId } from '../sets/connectionTable'
import type { PolicyIndex } from './compile'
import { groupAt, reachId } from './reach'
import type { PolicyGroup } from './sideIndex'

/** What changed from one cluster to another, in the order of the endpoints. */
export interface ReachChanges {
  readonly added: readonly FlowChange[]
  readonly removed: readonly FlowChange[]
}

/**
 * The flows that `after` has more and less than `before`, which must have the same endpoints (compile each with the other's
 * policies as `alsoCutBy`). Only pairs whose sender's egress policies or receiver's ingress policies are not the same objects are
 * compared, when both clusters share their workloads and namespaces; all pairs otherwise.
 *
 * A pod alone always reaches itself, whatever the policies say (SEMANTICS 14), so that is never a change. Total.
 */
export function compareReach(before: PolicyIndex, after: PolicyIndex): ReachChanges {
  const laterPositions = before.endpoints.map(({ id }) => after.positionOf.get(id) ?? null)
  const differenceOf = differenceTable(before, after)
  const added: FlowChange[] = []
  const removed: FlowChange[] = []
  for (const [from, to] of pairsToCompare(before, after, laterPositions)) {
    const [laterFrom, laterTo] = [laterPositions[from] ?? null, laterPositions[to] ?? null]
    const [sender, receiver] = [before.endpoints[from], before.endpoints[to]]
    if (laterFrom === null || laterTo === null || sender === undefined || receiver === undefined) continue
    const difference = differenceOf(reachId(before, from, to), reachId(after, laterFrom, laterTo))
    if (difference === null) continue
    const ends = { from: sender.id, to: receiver.id }
    if (!isEmpty(difference.added)) added.push({ ...ends, connections: difference.added })
    if (!isEmpty(difference.removed)) removed.push({ ...ends, connections: difference.removed })
  }
  return { added, removed }
}

function* pairsToCompare(
  before: PolicyIndex,
  after: PolicyIndex,
  laterPositions: readonly (number | null)[],
): Generator<readonly [number, number]> {
  const egressChanged = changedEndpoints('egress', before, after, laterPositions)
  const ingressChanged = changedEndpoints('ingress', before, after, laterPositions)
  const everyone = before.endpoints.map((_, position) => position)
  const changedReceivers = everyone.filter((position) => ingressChanged[position])
  for (const [from, sender] of before.endpoints.entries()) {
    for (const to of egressChanged[from] ? everyone : changedReceivers)
      if (from !== to || hasSiblings(sender)) yield [from, to]
  }
}

function differInPoliciesAlone(before: PolicyIndex, after: PolicyIndex): boolean {
  return (
    before.cluster.workloads === after.cluster.workloads &&
    before.cluster.namespaces === after.cluster.namespaces &&
    before.options.hostNetworkPods === after.options.hostNetworkPods &&
    before.options.ipBlockMatchesPods === after.options.ipBlockMatchesPods
  )
}

/** Whether a workload has a second pod: one alone always reaches itself, whatever the policies say (SEMANTICS 14). */
export function hasSiblings(endpoint: Endpoint): boolean {
  return endpoint.kind === 'workload' && endpoint.replicas > 1
}

/** For each endpoint whether the policies that isolate it in one direction are others, or other objects, than before. */
function changedEndpoints(
  direction: Direction,
  before: PolicyIndex,
  after: PolicyIndex,
  laterPositions: readonly (number | null)[],
): readonly boolean[] {
  if (!differInPoliciesAlone(before, after)) return laterPositions.map(() => true)
  const known = new Map<number, boolean>()
  const [{ groups }, later] = [before[direction], after[direction]]
  return laterPositions.map((laterPosition, position) => {
    const [group, laterGroup] = [
      groupAt(before, direction, position),
      groupAt(after, direction, laterPosition ?? -1),
    ]
    const key = (group + 1) * (later.groups.length + 1) + laterGroup + 1
    const isChanged = known.get(key) ?? !haveSamePolicies(groups[group], later.groups[laterGroup])
    known.set(key, isChanged)
    return isChanged
  })
}

function haveSamePolicies(a: PolicyGroup | undefined, b: PolicyGroup | undefined): boolean {
  const [left, right] = [a?.policies ?? [], b?.policies ?? []]
  return left.length === right.length && left.every((policy, i) => policy === right[i])
}

interface Difference {
  readonly added: ConnectionSet
  readonly removed: ConnectionSet
}

// No table comes near two million sets, so two numbers make one key.
const keyFactor = 2 ** 21

/** What one connection set has that another has not, both ways, or null when they are equal; each pair is worked out once. */
function differenceTable(before: PolicyIndex, after: PolicyIndex) {
  const known = new Map<number, Difference | null>()
  return (earlier: ConnectionId, later: ConnectionId): Difference | null => {
    const key = earlier * keyFactor + later
    const seen = known.get(key)
    if (seen !== undefined) return seen
    const [a, b] = [before.connections.setOf(earlier), after.connections.setOf(later)]
    const difference = equals(a, b) ? null : { added: subtract(b, a), removed: subtract(a, b) }
    known.set(key, difference)
    return difference
  }
}
