import type { PolicyIndex } from '../engine/compile'
import type { Direction, NetworkPolicy } from '../model/policy'
import { type Draft, inOrder, isNew, withoutPolicy, withPolicy } from './draft'
import { selectedBy } from './subjects'

/**
 * The draft with each new policy joined to an old one for the same pods that changes anyway and has not its directions yet: one
 * policy less. Only for namespaces that are isolated in both directions, where a further type isolates nobody. A policy that is named
 * after a direction keeps to it, and rules that are inert (SEMANTICS 2) stay so. Total; quadratic in the namespaces' policies.
 */
export function joined(
  index: PolicyIndex,
  draft: Draft,
  baseline: readonly NetworkPolicy[],
  namespaces: ReadonlySet<string>,
): Draft {
  const old = new Set(baseline)
  const own = draft.policies.filter(({ namespace }) => namespaces.has(namespace))
  return own
    .filter((policy) => isNew(draft, policy))
    .reduce((sum, made) => {
      const host = sum.policies.find(
        (policy) =>
          policy.namespace === made.namespace &&
          !old.has(policy) &&
          !isNew(sum, policy) &&
          canTake(policy, made) &&
          selectsTheSame(index, policy, made),
      )
      return host === undefined ? sum : joinedTo(sum, host, made)
    }, draft)
}

function joinedTo(draft: Draft, host: NetworkPolicy, made: NetworkPolicy): Draft {
  const taken = Object.fromEntries(made.policyTypes.map((direction) => [direction, made[direction]]))
  const policyTypes = inOrder([...host.policyTypes, ...made.policyTypes])
  const edits = draft.editsOf.get(made.id) ?? []
  return withPolicy(withoutPolicy(draft, made.id, []), { ...host, ...taken, policyTypes }, edits)
}

function canTake(host: NetworkPolicy, made: NetworkPolicy): boolean {
  const isFree = (direction: Direction) =>
    !host.policyTypes.includes(direction) && host[direction].length === 0
  return made.policyTypes.every(isFree) && !/ingress|egress/i.test(host.name)
}

/** Now and later: what selects all pods stands for those to come as well. */
function selectsTheSame(index: PolicyIndex, a: NetworkPolicy, b: NetworkPolicy): boolean {
  const isWide = ({ podSelector }: NetworkPolicy) => podSelector.requirements.length === 0
  if (isWide(a) !== isWide(b)) return false
  const [these, those] = [a, b].map(({ namespace, podSelector }) =>
    selectedBy(index, namespace, podSelector).join(),
  )
  return these === those
}
