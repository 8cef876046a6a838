import type { Endpoint } from '../model/cluster'
import type { ConnectionSet } from '../model/connections'
import type { FlowChange } from '../model/edit'
import type { Direction } from '../model/policy'
import { isEmpty, subtract } from '../sets/connections'
import type { ConnectionId } from '../sets/connectionTable'
import type { PolicyIndex } from './compile'
import { reachId } from './reach'
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
 * A bare pod alone always reaches itself, whatever the policies say (SEMANTICS 14), so that is never a change. Total.
 */
export function compareReach(before: PolicyIndex, after: PolicyIndex): ReachChanges {
  const isComparable = differInPoliciesAlone(before, after)
  const positions = before.endpoints.map(({ id }) => after.positionOf.get(id) ?? -1)
  const egressChanged = changedEndpoints('egress', before, after, positions, isComparable)
  const ingressChanged = changedEndpoints('ingress', before, after, positions, isComparable)
  const everyone = before.endpoints.map((_, position) => position)
  const receivers = everyone.filter((position) => ingressChanged[position])

  const added: FlowChange[] = []
  const removed: FlowChange[] = []
  const differences = differenceTable(before, after)
  for (const [from, sender] of before.endpoints.entries()) {
    for (const to of egressChanged[from] ? everyone : receivers) {
      const [laterFrom, laterTo, receiver] = [
        positions[from] ?? -1,
        positions[to] ?? -1,
        before.endpoints[to],
      ]
      if (laterFrom === -1 || laterTo === -1 || receiver === undefined) continue
      if (from === to && !hasSiblings(sender)) continue
      const change = differences(reachId(before, from, to), reachId(after, laterFrom, laterTo))
      if (!isEmpty(change.added)) added.push({ from: sender.id, to: receiver.id, connections: change.added })
      if (!isEmpty(change.removed))
        removed.push({ from: sender.id, to: receiver.id, connections: change.removed })
    }
  }
  return { added, removed }
}

function differInPoliciesAlone(before: PolicyIndex, after: PolicyIndex): boolean {
  return (
    before.cluster.workloads === after.cluster.workloads &&
    before.cluster.namespaces === after.cluster.namespaces &&
    before.options.hostNetworkPods === after.options.hostNetworkPods &&
    before.options.ipBlockMatchesPods === after.options.ipBlockMatchesPods
  )
}

/** Whether a workload can have a second pod, now or later. */
function hasSiblings(endpoint: Endpoint): boolean {
  return endpoint.kind === 'workload' && (endpoint.workloadKind !== 'Pod' || endpoint.replicas > 1)
}

/** For each endpoint whether the policies that isolate it in one direction are others, or other objects, than before. */
function changedEndpoints(
  direction: Direction,
  before: PolicyIndex,
  after: PolicyIndex,
  positions: readonly number[],
  isComparable: boolean,
): readonly boolean[] {
  if (!isComparable) return positions.map(() => true)
  const known = new Map<number, boolean>()
  const [{ groupOf, groups }, later] = [before[direction], after[direction]]
  return positions.map((laterPosition, position) => {
    const [group, laterGroup] = [groupOf[position] ?? -1, later.groupOf[laterPosition] ?? -1]
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

/** What one connection set has that another has not, both ways; each pair of sets is worked out once. */
function differenceTable(before: PolicyIndex, after: PolicyIndex) {
  const known = new Map<number, Difference>()
  return (earlier: ConnectionId, later: ConnectionId): Difference => {
    const key = earlier * keyFactor + later
    const seen = known.get(key)
    if (seen !== undefined) return seen
    const [a, b] = [before.connections.setOf(earlier), after.connections.setOf(later)]
    const difference = { added: subtract(b, a), removed: subtract(a, b) }
    known.set(key, difference)
    return difference
  }
}
