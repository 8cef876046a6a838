import type { PolicyIndex } from '../engine/compile'
import { isIsolated } from '../engine/reach'
import type { Workload } from '../model/cluster'
import type { PolicyChange } from '../model/edit'
import type { EditId } from '../model/ids'
import type { NetworkPolicy } from '../model/policy'
import { listNames, selectedBy, workloadsAt } from './subjects'

/**
 * What a block does to the policies, in a sentence: `Policy shop/db no longer allows it.` `before` is the baseline.
 * Total; linear in the changes and the pods that they select.
 */
export function blockWayWords(before: PolicyIndex, edit: EditId, changes: readonly PolicyChange[]): string {
  const own = changes.flatMap((it) =>
    it.kind !== 'delete' && it.edits.includes(edit) ? [{ policy: it.policy }] : [],
  )
  const was = new Map(before.cluster.policies.map((policy) => [policy.id, policy]))
  const moved = own.flatMap(({ policy }) => leftOut(before, was.get(policy.id), policy))
  const parts = own.map(({ policy }) => partOf(before, was.get(policy.id), policy, moved))
  return parts.length === 0 ? 'Other edits do it as well.' : `${capitalised(parts.join('; '))}.`
}

function partOf(
  before: PolicyIndex,
  was: NetworkPolicy | undefined,
  policy: NetworkPolicy,
  moved: readonly Workload[],
): string {
  if (was !== undefined) {
    const left = leftOut(before, was, policy)
    return left.length === 0
      ? `policy ${policy.id} no longer allows it`
      : `policy ${policy.id} no longer selects ${listNames(left)}`
  }
  const selected = selectedIn(before, policy)
  const types = policy.policyTypes.filter((type) =>
    selected.some(({ id }) => !isIsolated(before, type, before.positionOf.get(id) ?? -1)),
  )
  if (selected.length === 0) return `new policy ${policy.id} isolates what comes to ${policy.namespace}`
  if (types.length > 0)
    return `new policy ${policy.id} isolates ${listNames(selected)}, open so far, for ${types.join(' and ')} and allows all the rest`
  return selected.some((it) => moved.includes(it))
    ? `new policy ${policy.id} has what ${listNames(selected)} keeps`
    : `new policy ${policy.id} gives ${listNames(selected)} back what that takes away`
}

/** Whom a policy does not select any more. */
function leftOut(
  before: PolicyIndex,
  was: NetworkPolicy | undefined,
  policy: NetworkPolicy,
): readonly Workload[] {
  if (was === undefined || was.podSelector === policy.podSelector) return []
  const selected = new Set(selectedIn(before, policy))
  return selectedIn(before, was).filter((it) => !selected.has(it))
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function selectedIn(index: PolicyIndex, { namespace, podSelector }: NetworkPolicy): readonly Workload[] {
  return workloadsAt(index, selectedBy(index, namespace, podSelector))
}
