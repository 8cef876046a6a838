import type { Rule } from '../model/policy'
import { admissionsOf } from './admission'
import { compareSizes, portKey, rulesDifference } from './cost'
import { type Draft, withPolicy } from './draft'
import { namesPorts } from './ports'
import { admittingRules } from './rules'
import { peerKey } from './selectors'

/**
 * The draft with the rules of each policy that has changed since `before` worked out once more, all together: what was admitted, and
 * what was cut, step by step may take fewer rules when it is known as a whole. The same policy objects where nothing gets cheaper.
 * Total.
 */
export function tidied(before: Draft, draft: Draft): Draft {
  const earlier = new Map(before.policies.map((policy) => [policy.id, policy]))
  return draft.policies.reduce((sum, policy) => {
    const was = earlier.get(policy.id)
    if (was === policy) return sum
    const ingress = tidiedRules(policy.namespace, was?.ingress ?? [], policy.ingress)
    const egress = tidiedRules(policy.namespace, was?.egress ?? [], policy.egress)
    const isSame = ingress === policy.ingress && egress === policy.egress
    return isSame ? sum : withPolicy(sum, { ...policy, ingress, egress }, [])
  }, draft)
}

function tidiedRules(namespace: string, was: readonly Rule[], is: readonly Rule[]): readonly Rule[] {
  const changed = is.filter((rule) => !was.includes(rule))
  const kept = was.filter((rule) => is.some((other) => saysAsMuch(other, rule)))
  const isPlain = changed.length < 2 && changed.every(({ peers }) => peers === 'any' || peers.length < 2)
  if (isPlain || changed.some(namesPorts)) return is
  const again = admittingRules(namespace, kept, admissionsOf(changed))
  return compareSizes(rulesDifference(was, again), rulesDifference(was, is)) < 0 ? again : is
}

/** Whether a rule has all peers and ports of another, so that the other one could still stand as it was. */
function saysAsMuch(rule: Rule, other: Rule): boolean {
  return hasAll(rule.peers, other.peers, peerKey) && hasAll(rule.ports, other.ports, portKey)
}

function hasAll<T>(
  list: readonly T[] | 'any',
  others: readonly T[] | 'any',
  keyOf: (it: T) => string,
): boolean {
  if (list === 'any' || others === 'any') return list === 'any'
  const keys = new Set(list.map(keyOf))
  return others.every((it) => keys.has(keyOf(it)))
}
