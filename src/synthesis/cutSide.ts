import type { PolicyIndex } from '../engine/compile'
import { isIsolated, isolatingPolicies } from '../engine/reach'
import type { PolicyId } from '../model/ids'
import type { NetworkPolicy } from '../model/policy'
import { noConnections } from '../sets/connections'
import { groupBy } from '../sets/groupBy'
import type { Cut } from './cut'
import { amended, leavingOut, type Narrowing, othersOf } from './cutPolicy'
import { cutRule, openRule } from './cutRule'
import { type Draft, inOrder, isNew, newPolicy, withPolicy } from './draft'
import { mayChange } from './onlyNew'
import type { Scene } from './scene'
import { selectorKey } from './selectors'
import { namespaceSubject, type Subject, workloadSubject, workloadsAt } from './subjects'

/**
 * The draft in which one side no longer grants a claim's flows. Rules of policies that isolate a subject lose the peer, or some of
 * its ports; whom else such a policy selects gets back what that takes away, where `narrowings` has no other way for the policy.
 * A subject that is open is isolated and granted all the rest. `index` is the draft, compiled. Total.
 */
export function cutSide(
  scene: Scene,
  draft: Draft,
  index: PolicyIndex,
  cut: Cut,
  narrowings: ReadonlyMap<PolicyId, Narrowing> = new Map(),
): Draft {
  const narrowed = cutPolicies(scene, draft, index, cut).reduce((sum, policy) => {
    const narrowing = narrowings.get(policy.id)
    return narrowing?.(scene, sum, index, cut, policy) ?? leavingOut(scene, sum, index, cut, policy)
  }, draft)
  const open = cut.active.filter(
    (subject) => !isIsolated(index, cut.direction, subject) && index.peers.isPod(subject),
  )
  return openSubjects(scene, index, cut, open).reduce(
    (sum, subject) => isolateButRest(scene, sum, cut, subject),
    narrowed,
  )
}

/** The policies that `cutSide` changes and that select others than the subjects, too. Total. */
export function sharedPolicies(
  scene: Scene,
  draft: Draft,
  index: PolicyIndex,
  cut: Cut,
): readonly NetworkPolicy[] {
  return cutPolicies(scene, draft, index, cut).filter(
    (policy) => othersOf(index, cut, policy).length > 0 && amended(scene, index, cut, policy) !== null,
  )
}

function cutPolicies(
  scene: Scene,
  draft: Draft,
  index: PolicyIndex,
  { direction, active }: Cut,
): readonly NetworkPolicy[] {
  const policies = new Set(active.flatMap((subject) => isolatingPolicies(index, direction, subject)))
  return [...policies].filter((policy) => mayChange(scene, draft, policy))
}

/** Open subjects as few policies: one for a namespace that is open as a whole, else one for each listed workload. */
function openSubjects(
  scene: Scene,
  index: PolicyIndex,
  { direction, subjectEnd }: Cut,
  open: readonly number[],
): readonly Subject[] {
  const byNamespace = groupBy(workloadsAt(index, open), ({ namespace }) => namespace)
  return [...byNamespace].flatMap(([namespace, workloads]) => {
    const whole = namespaceSubject(index, namespace, namespace)
    const isWhole = whole.members.every((member) => !isIsolated(index, direction, member))
    if (subjectEnd.kind !== 'workload' && isWhole) return scene.listedNamespaces.has(namespace) ? [whole] : []
    return workloads
      .filter(({ id }) => !scene.futurePods.has(id))
      .map((workload) => workloadSubject(scene, index, workload))
  })
}

/** The rules go into a policy that was made for the same pods before, where there is one for the other direction. */
function isolateButRest(
  scene: Scene,
  draft: Draft,
  { claim, connections, direction, peerEnd }: Cut,
  { namespace, selector, name }: Subject,
): Draft {
  const part = { end: peerEnd, removed: connections, namespace }
  const rest = cutRule(scene, openRule, part, () => noConnections, [])
  const host = draft.policies.find(
    (policy) =>
      isNew(draft, policy) &&
      policy.namespace === namespace &&
      !policy.policyTypes.includes(direction) &&
      selectorKey(policy.podSelector) === selectorKey(selector),
  )
  const policy = host ?? newPolicy(draft, namespace, `${name}-isolate`, selector, [])
  const policyTypes = inOrder([...policy.policyTypes, direction])
  return withPolicy(draft, { ...policy, policyTypes, [direction]: rest?.rules ?? [openRule] }, [claim.edit])
}
