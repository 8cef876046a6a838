import type { Direction, NetworkPolicy } from '../model/policy'
import type { Json } from '../model/shared'
import { type Convention, noConvention } from './convention'
import { ruleComment } from './writeComment'
import { policyObject } from './writeSpec'
import { blockLines } from './writeYaml'

/**
 * YAML of a policy as a careful engineer writes it: fields in the documentation's order, block style, strings
 * quoted only where YAML would take them for something else, and above each rule a comment that says what it
 * allows. Ends with a line end. The same policy gives the same text; total; linear.
 */
export function writePolicy(policy: NetworkPolicy, convention: Convention = noConvention): string {
  const object = policyObject(policy, convention)
  return `${blockLines(object, convention.style, ruleComments(policy, object)).join('\n')}\n`
}

function ruleComments(policy: NetworkPolicy, object: Json): ReadonlyMap<Json, string> {
  const comments = new Map<Json, string>()
  for (const direction of ['ingress', 'egress'] as const)
    ruleObjects(object, direction).forEach((item, i) => {
      const rule = policy[direction][i]
      if (rule !== undefined) comments.set(item, ruleComment(direction, policy.podSelector, rule))
    })
  return comments
}

function ruleObjects(object: Json, direction: Direction): readonly Json[] {
  const spec = field(object, 'spec')
  const rules = spec === undefined ? undefined : field(spec, direction)
  return Array.isArray(rules) ? rules : []
}

function field(value: Json, key: string): Json | undefined {
  return typeof value === 'object' && value !== null
    ? (value as { readonly [key: string]: Json })[key]
    : undefined
}
