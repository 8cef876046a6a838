import type { Direction, NetworkPolicy } from '../model/policy'
import { forEachBit } from '../sets/bitSet'
import type { PeerIndex } from './peers'
import type { PolicyGroup, SideIndex } from './sideIndex'

/** How one list of policies becomes another: by identity, for a policy never changes. */
export interface PolicyExchange {
  readonly removed: readonly NetworkPolicy[]
  readonly added: readonly NetworkPolicy[]
  /** Sorts policies of namespaces that have added ones as the later list does. */
  readonly inOrder: (policies: readonly NetworkPolicy[]) => readonly NetworkPolicy[]
}

/** Total; linear in the policies. */
export function policyExchange(
  before: readonly NetworkPolicy[],
  after: readonly NetworkPolicy[],
): PolicyExchange {
  const [own, later] = [new Set(before), new Set(after)]
  const added = after.filter((policy) => !own.has(policy))
  const namespaces = new Set(added.map(({ namespace }) => namespace))
  const concerned = after.filter(({ namespace }) => namespaces.has(namespace))
  const positionOf = new Map(concerned.map((policy, position) => [policy, position]))
  const position = (policy: NetworkPolicy) => positionOf.get(policy) ?? -1
  return {
    removed: before.filter((policy) => !later.has(policy)),
    added,
    inOrder: (policies) => policies.toSorted((a, b) => position(a) - position(b)),
  }
}

/**
 * One direction of a cluster with other policies: classes that a changed policy selects move to the group of what isolates them
 * then; the other groups stay the same objects, with what was worked out of them. `peers` must answer the added policies' selectors.
 * Total; linear in the classes and in those that the changed policies select.
 */
export function withPolicies(
  direction: Direction,
  base: SideIndex,
  peers: PeerIndex,
  { removed, added, inOrder }: PolicyExchange,
): SideIndex {
  const moves = [
    ...removed.map((policy) => ({ policy, isAdded: false })),
    ...added.map((policy) => ({ policy, isAdded: true })),
  ].filter(({ policy }) => policy.policyTypes.includes(direction))
  if (moves.length === 0) return base

  const groupOf = base.groupOf.slice()
  const lists: (readonly NetworkPolicy[])[] = base.groups.map(({ policies }) => policies)
  for (const { policy, isAdded } of moves) {
    const moved = new Map<number, number>()
    const move = (group: number): number => {
      const policies = lists[group] ?? []
      const next = isAdded ? inOrder([...policies, policy]) : policies.filter((it) => it !== policy)
      return next.length === 0 ? -1 : lists.push(next) - 1
    }
    forEachBit(peers.selected(policy.namespace, policy.podSelector), (subject) => {
      const group = groupOf[subject] ?? -1
      const later = moved.get(group) ?? move(group)
      moved.set(group, later)
      groupOf[subject] = later
    })
  }
  return { ...base, groupOf, groups: renumbered(groupOf, base, lists) }
}

/** Numbers the groups that still have classes, in the order of their first ones, into `groupOf`. */
function renumbered(
  groupOf: Int32Array,
  { groups, groupOfPolicies }: SideIndex,
  lists: readonly (readonly NetworkPolicy[])[],
): readonly PolicyGroup[] {
  const numbers = new Int32Array(lists.length).fill(-1)
  const kept: PolicyGroup[] = []
  for (const [subject, group] of groupOf.entries()) {
    if (group === -1) continue
    if (numbers[group] === -1) {
      const same = groups[group] ?? groupOfPolicies(lists[group] ?? [])
      numbers[group] = kept.push(same) - 1
    }
    groupOf[subject] = numbers[group] ?? -1
  }
  return kept
}
