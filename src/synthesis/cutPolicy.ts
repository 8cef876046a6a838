import type { PolicyIndex } from '../engine/compile'
import { selects } from '../engine/selects'
import type { Workload } from '../model/cluster'
import type { Direction, NetworkPolicy, Rule } from '../model/policy'
import type { Requirement } from '../model/selector'
import { connectionsOf, unionAll } from '../sets/connections'
import { admissionsOf } from './admission'
import type { Cut } from './cut'
import { cutRule } from './cutRule'
import { type Draft, newPolicy, withPolicy } from './draft'
import { selectorFor } from './labels'
import { namesPorts, type Resolve } from './ports'
import { admitting } from './rules'
import type { Scene } from './scene'
import { narrowed, negated } from './selectors'
import { selectedBy, workloadsAt } from './subjects'

/** A policy whose rules grant nothing of a claim any more, and the rules that say what that takes away. */
interface Amended {
  readonly policy: NetworkPolicy
  readonly lost: readonly Rule[]
}

/** A policy with its rules cut; null when it grants nothing of the claim. Total; linear in its rules. */
export function amended(scene: Scene, index: PolicyIndex, cut: Cut, policy: NetworkPolicy): Amended | null {
  const { connections, direction, peerEnd } = cut
  const destinations = direction === 'ingress' ? meantBy(index, cut, policy) : workloadsAt(index, cut.peers)
  const resolve = resolver(destinations)
  const part = { end: peerEnd, removed: connections, namespace: policy.namespace }
  const parts = policy[direction].map((rule) => cutRule(scene, rule, part, resolve) ?? { rules: [rule] })
  const lost = parts.flatMap((it) => ('lost' in it ? [it.lost] : []))
  if (lost.length === 0) return null
  return { policy: { ...policy, [direction]: parts.flatMap(({ rules }) => rules) }, lost }
}

/** Those whom a policy also selects, beside the subjects of a cut. Total. */
export function othersOf(index: PolicyIndex, { subjects }: Cut, policy: NetworkPolicy): readonly Workload[] {
  const members = selectedBy(index, policy.namespace, policy.podSelector)
  return workloadsAt(
    index,
    members.filter((member) => !subjects.has(member)),
  )
}

/** A way to take what a cut is about out of one policy; null where it does not work. */
export type Narrowing = (
  scene: Scene,
  draft: Draft,
  index: PolicyIndex,
  cut: Cut,
  policy: NetworkPolicy,
) => Draft | null

/** The rules of a policy lose the peer, or some ports, for all that it selects: others may not have used them. Total. */
export const forAll: Narrowing = (scene, draft, index, cut, policy) => {
  const parts = amended(scene, index, cut, policy)
  return parts === null ? null : withPolicy(draft, parts.policy, [cut.claim.edit])
}

/**
 * The rules of a policy lose the peer, or some ports. What that takes away from others that it selects, a new policy for all that it
 * selects but the subject grants again. Total.
 */
export function leavingOut(
  scene: Scene,
  draft: Draft,
  index: PolicyIndex,
  cut: Cut,
  policy: NetworkPolicy,
): Draft {
  const parts = amended(scene, index, cut, policy)
  if (parts === null) return draft
  const { claim, direction } = cut
  const left = withPolicy(draft, parts.policy, [claim.edit])
  const [subject, ...more] = meantBy(index, cut, policy)
  if (subject === undefined || more.length > 0 || othersOf(index, cut, policy).length === 0) return left
  return tellingApart(index, subject, policy).reduce((sum, requirement) => {
    const selector = narrowed(policy.podSelector, negated(requirement))
    if (selector === null) return sum
    const name = `${policy.name}-except-${subject.name}`
    const made = newPolicy(sum, policy.namespace, name, selector, [direction])
    return withPolicy(sum, withRules(made, direction, parts.lost), [claim.edit])
  }, left)
}

/**
 * The policy selects all but the subject, which has what it keeps in a policy of its own, where it keeps anything or nothing else
 * isolates it. Null when no single label parts them. Total.
 */
export function splitOff(
  scene: Scene,
  draft: Draft,
  index: PolicyIndex,
  cut: Cut,
  policy: NetworkPolicy,
): Draft | null {
  const kept = amended(scene, index, cut, policy)?.policy
  const [subject, ...more] = meantBy(index, cut, policy)
  if (kept === undefined || subject === undefined || more.length > 0) return null
  const [requirement, ...further] = tellingApart(index, subject, policy)
  if (requirement === undefined || further.length > 0) return null
  const [others, own] = [negated(requirement), requirement].map((it) => narrowed(policy.podSelector, it))
  if (!others || !own) return null
  const { edit } = cut.claim
  const without = withPolicy(draft, { ...policy, podSelector: others }, [edit])
  const types = policy.policyTypes
  const isEmpty = types.every((type) => kept[type].length === 0)
  if (isEmpty && types.every((type) => isIsolatedIn(without, type, subject))) return without
  const made = newPolicy(without, policy.namespace, `${policy.name}-${subject.name}`, own, types)
  const rulesOf = (type: Direction) => (types.includes(type) ? kept[type].map(unplaced) : [])
  return withPolicy(without, { ...made, ingress: rulesOf('ingress'), egress: rulesOf('egress') }, [edit])
}

function meantBy(index: PolicyIndex, { subjects }: Cut, policy: NetworkPolicy): readonly Workload[] {
  const members = selectedBy(index, policy.namespace, policy.podSelector)
  return workloadsAt(
    index,
    members.filter((member) => subjects.has(member)),
  )
}

/** What a workload meets and none of the others that a policy selects; those that labels cannot tell apart come with it. */
function tellingApart(
  index: PolicyIndex,
  workload: Workload,
  { namespace, podSelector }: NetworkPolicy,
): readonly Requirement[] {
  const selected = workloadsAt(index, selectedBy(index, namespace, podSelector))
  return selectorFor(workload, selected).selector.requirements
}

function isIsolatedIn({ policies }: Draft, direction: Direction, { namespace, labels }: Workload): boolean {
  return policies.some(
    (policy) =>
      policy.namespace === namespace &&
      policy.policyTypes.includes(direction) &&
      selects(policy.podSelector, labels),
  )
}

/** A policy with more rules, as few as it takes; names of ports stay what they are. */
function withRules(policy: NetworkPolicy, direction: Direction, rules: readonly Rule[]): NetworkPolicy {
  const plain = admitting(policy, direction, admissionsOf(rules.filter((rule) => !namesPorts(rule))))
  return { ...plain, [direction]: [...plain[direction], ...rules.filter(namesPorts)] }
}

/** A rule as one that stands in no text yet. */
function unplaced({ peers, ports }: Rule): Rule {
  return { peers, ports, place: null }
}

/** What a named port stands for on any of these destinations (SEMANTICS 8). */
function resolver(destinations: readonly Workload[]): Resolve {
  const ports = destinations.flatMap((workload) => workload.ports)
  return ({ name, protocol }) =>
    unionAll(
      ports
        .filter((port) => port.name === name && port.protocol === protocol)
        .map(({ port }) => connectionsOf(protocol, port)),
    )
}
