import type { Rule } from '../model/policy'
import { admissionsOf } from './admission'
import { compareSizes, rulesDifference } from './cost'
import { type Draft, withPolicy } from './draft'
import { admittingRules } from './rules'

/**
 * The draft with the rules of each policy that has grown since `before` worked out once more, all together: what was admitted step
 * by step may take fewer rules when it is known as a whole. The same policy objects where nothing gets cheaper. Total.
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
  const grown = is.filter((rule) => !was.includes(rule))
  if (is.length - was.length < 1 || grown.some(namesPorts)) return is
  const again = admittingRules(namespace, was, admissionsOf(grown))
  return compareSizes(rulesDifference(was, again), rulesDifference(was, is)) < 0 ? again : is
}

/** Named ports say something that a table of peers and ports does not hold. */
function namesPorts({ ports }: Rule): boolean {
  return ports !== 'any' && ports.some(({ kind }) => kind === 'named')
}
