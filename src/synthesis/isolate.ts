import type { PolicyIndex } from '../engine/compile'
import { isIsolated } from '../engine/reach'
import type { Edit } from '../model/edit'
import type { Direction, NetworkPolicy } from '../model/policy'
import { groupBy } from '../sets/groupBy'
import { type Draft, inOrder, isNew, newPolicy, withPolicy } from './draft'
import { endKey, membersOf } from './ends'
import { mayChange } from './onlyNew'
import type { Scene } from './scene'
import { evaluate } from './scene'
import { namespaceSubject, type Subject, selectedBy, workloadSubject } from './subjects'

export type IsolateEdit = Extract<Edit, { readonly kind: 'isolate' }>

/**
 * The draft in which the ends of these edits are isolated: default deny for a namespace, a policy of its own for a workload. Ends
 * that are isolated already get nothing. A default deny without rules takes a second direction rather than a second policy.
 * Namespaces come first, since they may leave nothing to do for a workload. Total.
 */
export function isolating(scene: Scene, draft: Draft, edits: readonly IsolateEdit[]): Draft {
  const wide = edits.filter(({ end }) => end.kind !== 'workload')
  const narrow = edits.filter(({ end }) => end.kind === 'workload')
  return [wide, narrow].reduce((sum, group) => isolateAll(scene, sum, group), draft)
}

function isolateAll(scene: Scene, draft: Draft, edits: readonly IsolateEdit[]): Draft {
  if (edits.length === 0) return draft
  const index = evaluate(scene, draft.policies)
  const byEnd = groupBy(edits, ({ end }) => endKey(end))
  return [...byEnd.values()].reduce((sum, group) => {
    const [first] = group
    if (first === undefined) return sum
    return subjectsOf(scene, index, first).reduce((inner, { subject, name }) => {
      // A workload that is isolated already needs nothing, even where its labels would also select pods that are not.
      const meant = first.end.kind === 'workload' ? membersOf(scene, index, first.end) : subject.members
      const open = inOrder(group.flatMap(({ directions }) => directions)).filter((direction) =>
        meant.some((member) => !isIsolated(index, direction, member)),
      )
      // A namespace may be isolated by itself and as one of all.
      const left = open.filter((direction) => !isCovered(inner, subject, direction))
      const ids = group
        .filter(({ directions }) => directions.some((direction) => left.includes(direction)))
        .map(({ id }) => id)
      if (left.length === 0) return inner
      const host = inner.policies.find(
        (policy) => mayChange(scene, inner, policy) && isPureDeny(inner, index, policy, subject),
      )
      const policy = host ?? newPolicy(inner, subject.namespace, name, subject.selector, [])
      return withPolicy(inner, { ...policy, policyTypes: inOrder([...policy.policyTypes, ...left]) }, ids)
    }, sum)
  }, draft)
}

function subjectsOf(
  scene: Scene,
  index: PolicyIndex,
  { end }: IsolateEdit,
): readonly { readonly subject: Subject; readonly name: string }[] {
  if (end.kind === 'workload') {
    const workload = scene.workloads.get(end.id)
    if (workload === undefined) return []
    const subject = workloadSubject(scene, index, workload)
    return [{ subject, name: `${subject.name}-isolate` }]
  }
  const namespaces = membersOf(scene, index, end).flatMap((member) => {
    const endpoint = index.endpoints[member]
    return endpoint?.kind === 'workload' ? [endpoint.namespace] : []
  })
  const listed = [...new Set(namespaces)].filter((name) => scene.listedNamespaces.has(name)).toSorted()
  return listed.map((namespace) => ({
    subject: namespaceSubject(index, namespace, namespace),
    name: 'default-deny',
  }))
}

function isCovered(draft: Draft, { namespace, selector }: Subject, direction: Direction): boolean {
  return (
    selector.requirements.length === 0 &&
    draft.policies.some(
      (policy) =>
        policy.namespace === namespace &&
        policy.podSelector.requirements.length === 0 &&
        policy.policyTypes.includes(direction),
    )
  )
}

/** A policy for exactly these pods that only denies; one that is named after a direction keeps to it. */
function isPureDeny(
  draft: Draft,
  index: PolicyIndex,
  policy: NetworkPolicy,
  { namespace, selector, members }: Subject,
): boolean {
  const isWide = policy.podSelector.requirements.length === 0
  if (policy.namespace !== namespace || isWide !== (selector.requirements.length === 0)) return false
  if (policy.ingress.length + policy.egress.length > 0) return false
  if (!isNew(draft, policy) && /ingress|egress/i.test(policy.name)) return false
  const selected = selectedBy(index, namespace, policy.podSelector)
  return selected.length === members.length && selected.every((member, i) => member === members[i])
}
