import type { PolicyIndex } from '../engine/compile'
import { isIsolated } from '../engine/reach'
import type { EditId } from '../model/ids'
import type { Direction, NetworkPolicy } from '../model/policy'
import { groupBy } from '../sets/groupBy'
import type { Admission } from './admission'
import { type Draft, inOrder, isNew, newPolicy, policiesIn, withPolicy } from './draft'
import type { Half } from './halves'
import { mayChange } from './onlyNew'
import { admitting, sizeOf } from './rules'
import type { Scene } from './scene'
import { selectorKey } from './selectors'
import { type Subject, selectedBy } from './subjects'

/** Halves of one subject: they go into as few policies as possible. */
interface Group {
  readonly subject: Subject
  readonly admissions: ReadonlyMap<Direction, readonly Admission[]>
  readonly edits: readonly EditId[]
}

/**
 * The draft with rules for all halves, in as few policies as it takes: a policy that selects exactly the subject and already has
 * the direction is amended, else one named after the workload is made. No policy gets a type that would isolate a pod which is
 * not isolated yet. `index` is the draft, compiled. Total.
 */
export function granting(scene: Scene, draft: Draft, index: PolicyIndex, halves: readonly Half[]): Draft {
  return groupsOf(halves).reduce((sum, group) => grantGroup(scene, sum, index, group), draft)
}

function groupsOf(halves: readonly Half[]): readonly Group[] {
  const keyOf = ({ subject }: Half) =>
    JSON.stringify([subject.namespace, subject.host ?? '', selectorKey(subject.selector)])
  const groups = groupBy(halves, keyOf)
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, group]) => {
      // Workloads that labels cannot tell apart share a subject; it is named after the first.
      const [first] = group.toSorted((a, b) => (a.subject.name < b.subject.name ? -1 : 1))
      if (first === undefined) return []
      const admissions = new Map<Direction, readonly Admission[]>()
      for (const { direction, peers, connections } of group) {
        const more = peers.map((peer) => ({ peer, connections }))
        admissions.set(direction, [...(admissions.get(direction) ?? []), ...more])
      }
      return [{ subject: first.subject, admissions, edits: group.flatMap(({ edits }) => edits) }]
    })
}

function grantGroup(scene: Scene, draft: Draft, index: PolicyIndex, group: Group): Draft {
  const directions = inOrder(group.admissions.keys())
  const whole = bestHost(scene, draft, index, group, directions)
  if (whole !== null) return admitInto(draft, group, whole, directions)
  const parts = directions.map((direction) => bestHost(scene, draft, index, group, [direction]))
  // Two amended policies where one new one would do are only worth it when one of them is touched anyway.
  const isSplit = directions.length > 1 && parts.some((host) => host !== null && draft.editsOf.has(host.id))
  if (isSplit)
    return directions.reduce((sum, direction, i) => {
      const host = parts[i] ?? freshPolicy(sum, group.subject, [direction])
      return admitInto(sum, group, sum.policies.find(({ id }) => id === host.id) ?? host, [direction])
    }, draft)
  return admitInto(draft, group, freshPolicy(draft, group.subject, directions), directions)
}

function freshPolicy(draft: Draft, subject: Subject, directions: readonly Direction[]): NetworkPolicy {
  return newPolicy(draft, subject.namespace, `${subject.name}-allow`, subject.selector, directions)
}

function admitInto(draft: Draft, group: Group, host: NetworkPolicy, directions: readonly Direction[]): Draft {
  return withPolicy(draft, admitted(group, host, directions), group.edits)
}

function admitted(group: Group, host: NetworkPolicy, directions: readonly Direction[]): NetworkPolicy {
  const policyTypes = inOrder([...host.policyTypes, ...directions])
  const typed = policyTypes.length === host.policyTypes.length ? host : { ...host, policyTypes }
  return directions.reduce(
    (policy, direction) => admitting(policy, direction, group.admissions.get(direction) ?? []),
    typed,
  )
}

/** The policy that takes the rules with the least change: touched already, then fewest rules, then fewest entries, then its name. */
function bestHost(
  scene: Scene,
  draft: Draft,
  index: PolicyIndex,
  group: Group,
  directions: readonly Direction[],
): NetworkPolicy | null {
  const costOf = (policy: NetworkPolicy) => {
    const [before, after] = [sizeOf(policy), sizeOf(admitted(group, policy, directions))]
    return [draft.editsOf.has(policy.id) ? 0 : 1, after.rules - before.rules, after.entries - before.entries]
  }
  const [best] = policiesIn(draft, group.subject.namespace)
    .filter(
      (policy) => mayChange(scene, draft, policy) && canHost(draft, index, group.subject, policy, directions),
    )
    .map((policy) => ({ policy, cost: costOf(policy) }))
    .toSorted((a, b) => compareCosts(a.cost, b.cost) || (a.policy.name < b.policy.name ? -1 : 1))
  return best?.policy ?? null
}

function canHost(
  draft: Draft,
  index: PolicyIndex,
  { namespace, selector, members, host }: Subject,
  policy: NetworkPolicy,
  directions: readonly Direction[],
): boolean {
  if (policy.namespace !== namespace) return false
  const isFit = directions.every(
    (direction) =>
      policy.policyTypes.includes(direction) ||
      (isNew(draft, policy) && members.every((member) => isIsolated(index, direction, member))),
  )
  if (host !== null) return isFit && policy.id === host
  // What selects everything will also select what comes later, so it only stands for everything.
  const isWide = policy.podSelector.requirements.length === 0
  if (!isFit || isWide !== (selector.requirements.length === 0)) return false
  const selected = selectedBy(index, namespace, policy.podSelector)
  return selected.length === members.length && selected.every((member, i) => member === members[i])
}

/** Compares costs entry by entry, the most important first. */
export function compareCosts(a: readonly number[], b: readonly number[]): number {
  for (const [i, cost] of a.entries()) {
    const difference = cost - (b[i] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
