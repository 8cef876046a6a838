import { type PolicyId, policyId } from '../model/ids'
import type { PolicyWish, TemplateName } from '../model/policyWish'
import type { Json } from '../model/shared'

/** What is asked of policies as such, as its letter and its fields. */
export function writePolicyWish(wish: PolicyWish): readonly [string, ...Json[]] {
  switch (wish.kind) {
    case 'template':
      return ['t', wish.template, wish.namespace, wish.parameters]
    case 'deletePolicy':
      return ['d', wish.policy]
    case 'renamePolicy':
      return ['n', wish.policy, wish.name]
    case 'disableRule':
      return ['r', wish.policy, wish.direction.charAt(0), wish.position]
  }
}

/** Null for anything that the app could not have made. A template of a name that nobody knows is an edit that cannot be done. Total. */
export function readPolicyWish(letter: Json | undefined, fields: readonly Json[]): PolicyWish | null {
  const [first, second] = fields.map(textOf)
  if (letter === 't') {
    const parameters = readParameters(fields[2])
    return first && second && parameters
      ? { kind: 'template', template: first as TemplateName, namespace: second, parameters }
      : null
  }
  const policy = first ? readPolicy(first) : null
  if (policy === null) return null
  if (letter === 'd') return { kind: 'deletePolicy', policy }
  if (letter === 'n') return second ? { kind: 'renamePolicy', policy, name: second } : null
  const position = fields[2]
  const isRule = letter === 'r' && (second === 'i' || second === 'e')
  if (!isRule || typeof position !== 'number' || !Number.isInteger(position) || position < 0) return null
  return { kind: 'disableRule', policy, direction: second === 'i' ? 'ingress' : 'egress', position }
}

const longestText = 1000
const mostParameters = 20

function textOf(value: Json | undefined): string | null {
  return typeof value === 'string' && value.length <= longestText ? value : null
}

function readPolicy(text: string): PolicyId | null {
  const [namespace = '', name = '', ...more] = text.split('/')
  return namespace === '' || name === '' || more.length > 0 ? null : policyId(namespace, name)
}

function readParameters(value: Json | undefined): Readonly<Record<string, string>> | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const entries = Object.entries(value).map(([name, text]): [string, string | null] => [name, textOf(text)])
  const isRead = entries.length <= mostParameters && entries.every(([, text]) => text !== null)
  return isRead ? (Object.fromEntries(entries) as Record<string, string>) : null
}
