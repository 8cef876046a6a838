import type { PolicyIndex } from '../engine/compile'
import { isIsolated } from '../engine/reach'
import type { Workload } from '../model/cluster'
import type { PolicyChange } from '../model/edit'
import type { EditId } from '../model/ids'
import type { Direction, NetworkPolicy } from '../model/policy'
import { listNames, selectedBy, workloadsAt } from './subjects'

const sideWords: Record<Direction, string> = { ingress: 'At the receiver', egress: 'At the sender' }

/**
 * What a block does to the policies, in a sentence: `At the receiver: policy shop/db no longer allows it.` `before` is the baseline.
 * Total; linear in the changes and the pods that they select.
 */
export function blockWayWords(
  before: PolicyIndex,
  edit: EditId,
  cut: Direction | null,
  changes: readonly PolicyChange[],
): string {
  const own = changes.flatMap((it) =>
    it.kind !== 'delete' && it.edits.includes(edit) ? [{ policy: it.policy }] : [],
  )
  const was = new Map(before.cluster.policies.map((policy) => [policy.id, policy]))
  const moved = own.flatMap(({ policy }) => leftOut(before, was.get(policy.id), policy))
  const parts = own.map(({ policy }) => partOf(before, was.get(policy.id), policy, moved))
  const side = cut === null ? 'Each pair at the better of its sides' : sideWords[cut]
  return parts.length === 0 ? `${side}: another edit does it as well.` : `${side}: ${parts.join('; ')}.`
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

function selectedIn(index: PolicyIndex, { namespace, podSelector }: NetworkPolicy): readonly Workload[] {
  return workloadsAt(index, selectedBy(index, namespace, podSelector))
}
