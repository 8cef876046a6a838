import type { Endpoint } from '../model/cluster'
import type { ConnectionSet } from '../model/connections'
import type { FlowChange } from '../model/edit'
import type { Direction } from '../model/policy'
import { equals, isEmpty, subtract } from '../sets/connections'
import type { ConnectionId } from '../sets/connectionTable'
import type { PolicyIndex } from './compile'
import { reachOfClasses } from './reach'
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
 * A pod alone always reaches itself, whatever the policies say (SEMANTICS 14), so that is never a change. Total; costs the pairs of
 * classes that can have changed, and the flows that did.
 */
export function compareReach(before: PolicyIndex, after: PolicyIndex): ReachChanges {
  const differenceOf = differenceTable(before, after)
  const common = commonClasses(before, after)
  const changed: PairDifference[] = []
  for (const [from, to] of pairsToCompare(before, after, common)) {
    const difference = differenceOf(
      reachOfClasses(before, from.before, to.before),
      reachOfClasses(after, from.after, to.after),
    )
    if (difference === null) continue
    for (const sender of from.members)
      for (const receiver of to.members)
        if (sender !== receiver || hasSiblings(before.endpoints[sender]))
          changed.push({ sender, receiver, difference })
  }
  changed.sort((a, b) => a.sender - b.sender || a.receiver - b.receiver)
  const flows = (part: keyof Difference) =>
    changed.flatMap(({ sender, receiver, difference }): FlowChange[] => {
      const [from, to] = [before.endpoints[sender], before.endpoints[receiver]]
      if (from === undefined || to === undefined || isEmpty(difference[part])) return []
      return [{ from: from.id, to: to.id, connections: difference[part] }]
    })
  return { added: flows('added'), removed: flows('removed') }
}

interface PairDifference {
  readonly sender: number
  readonly receiver: number
  readonly difference: Difference
}

/** Endpoints of one class in either cluster. */
interface CommonClass {
  readonly before: number
  readonly after: number
  /** Positions in the earlier cluster, ascending. */
  readonly members: readonly number[]
}

function commonClasses(before: PolicyIndex, after: PolicyIndex): readonly CommonClass[] {
  const common = new Map<number, CommonClass & { readonly members: number[] }>()
  for (const [position, { id }] of before.endpoints.entries()) {
    const laterPosition = after.positionOf.get(id)
    if (laterPosition === undefined) continue
    const [own, later] = [before.classes.of[position] ?? 0, after.classes.of[laterPosition] ?? 0]
    const key = own * after.classes.count + later
    const known = common.get(key) ?? { before: own, after: later, members: [] }
    common.set(key, known)
    known.members.push(position)
  }
  return [...common.values()]
}

function* pairsToCompare(
  before: PolicyIndex,
  after: PolicyIndex,
  common: readonly CommonClass[],
): Generator<readonly [CommonClass, CommonClass]> {
  const egressChanged = changedClasses('egress', before, after, common)
  const ingressChanged = changedClasses('ingress', before, after, common)
  const changedReceivers = common.filter((_, i) => ingressChanged[i])
  for (const [i, from] of common.entries())
    for (const to of egressChanged[i] ? common : changedReceivers) yield [from, to]
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
export function hasSiblings(endpoint: Endpoint | undefined): boolean {
  return endpoint?.kind === 'workload' && endpoint.replicas > 1
}

/** For each class whether the policies that isolate it in one direction are others, or other objects, than before. */
function changedClasses(
  direction: Direction,
  before: PolicyIndex,
  after: PolicyIndex,
  common: readonly CommonClass[],
): readonly boolean[] {
  if (!differInPoliciesAlone(before, after)) return common.map(() => true)
  const known = new Map<number, boolean>()
  const [earlier, later] = [before[direction], after[direction]]
  return common.map(({ before: own, after: theirs }) => {
    const [group, laterGroup] = [earlier.groupOf[own] ?? -1, later.groupOf[theirs] ?? -1]
    const key = (group + 1) * (later.groups.length + 1) + laterGroup + 1
    const isChanged = known.get(key) ?? !haveSamePolicies(earlier.groups[group], later.groups[laterGroup])
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
