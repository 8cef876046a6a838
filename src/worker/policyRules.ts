import { ruleComment } from '../manifest/writeComment'
import type { Cluster } from '../model/cluster'
import type { PolicyId } from '../model/ids'
import type { RuleSummary } from '../model/summary'

/** The rules of a policy as pasted, ingress first, in words. Null when it is not in the manifests. Total. */
export function policyRules({ policies }: Cluster, id: PolicyId): readonly RuleSummary[] | null {
  const policy = policies.find((it) => it.id === id)
  if (policy === undefined) return null
  return (['ingress', 'egress'] as const).flatMap((direction) =>
    policy[direction].map((rule, position) => ({
      direction,
      position,
      words: ruleComment(direction, policy.podSelector, rule),
      isInert: !policy.policyTypes.includes(direction),
    })),
  )
}
