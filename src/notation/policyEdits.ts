import type { EditFields } from '../manifest/editsFile'
import type { PolicyEntry } from '../manifest/policyEntry'
import type { WrittenPart } from '../manifest/writtenPart'
import { type PolicyId, policyId } from '../model/ids'
import type { PolicyWish, TemplateName } from '../model/policyWish'
import { type Read, wrong } from './read'

/** Every template by its name. */
const templateNames: Readonly<Record<TemplateName, true>> = {
  'default-deny-ingress': true,
  'default-deny-egress': true,
  'default-deny': true,
  'allow-dns': true,
  'allow-same-namespace': true,
  'allow-ingress-controller': true,
  'allow-monitoring': true,
  'allow-external-https': true,
  'allow-api-server': true,
  quarantine: true,
  'maintenance-lock': true,
}

type ReadPart = <Value>(written: WrittenPart, read: (text: string) => Read<Value>) => Value | null

/** An edit of policies as such from its fields; `part` reads one and remembers where it is wrong. Null when one is missing or wrong. Total. */
export function policyWishOf({ kind, parts, parameters }: PolicyEntry, part: ReadPart): PolicyWish | null {
  const of = <Value>(key: string, read: (text: string) => Read<Value>): Value | null => {
    const written = Object.hasOwn(parts, key) ? parts[key] : undefined
    return written === undefined ? null : part(written, read)
  }
  if (kind === 'template') {
    const [template, namespace] = [of('template', readTemplate), of('namespace', readText)]
    const written = Object.entries(parameters).map(([name, { text }]): [string, string] => [name, text])
    if (template === null || namespace === null) return null
    return { kind, template, namespace, parameters: Object.fromEntries(written) }
  }
  const policy = of('policy', readPolicy)
  if (policy === null) return null
  if (kind === 'deletePolicy') return { kind, policy }
  if (kind === 'renamePolicy') {
    const name = of('name', readText)
    return name === null ? null : { kind, policy, name }
  }
  const rule = of('rule', readRule)
  return rule && { kind, policy, ...rule }
}

/** The fields that `policyWishOf` reads as this. Total. */
export function policyFields(wish: PolicyWish): EditFields {
  switch (wish.kind) {
    case 'template': {
      const { kind, template, namespace, parameters } = wish
      const isPlain = Object.keys(parameters).length === 0
      return { kind, template, namespace, ...(isPlain ? {} : { parameters }) }
    }
    case 'deletePolicy':
      return { kind: wish.kind, policy: wish.policy }
    case 'renamePolicy':
      return { kind: wish.kind, policy: wish.policy, name: wish.name }
    case 'disableRule':
      return { kind: wish.kind, policy: wish.policy, rule: ruleText(wish) }
  }
}

/** One line for it: `template shop : allow-dns`, `disableRule shop/web : ingress 2`. Total. */
export function policyWishText(wish: PolicyWish): string {
  switch (wish.kind) {
    case 'template':
      return `${wish.kind} ${wish.namespace} : ${wish.template}`
    case 'deletePolicy':
      return `${wish.kind} ${wish.policy}`
    case 'renamePolicy':
      return `${wish.kind} ${wish.policy} : ${wish.name}`
    case 'disableRule':
      return `${wish.kind} ${wish.policy} : ${ruleText(wish)}`
  }
}

/** People count rules from one. */
function ruleText({ direction, position }: Extract<PolicyWish, { readonly kind: 'disableRule' }>): string {
  return `${direction} ${position + 1}`
}

function readTemplate(text: string): Read<TemplateName> {
  return Object.hasOwn(templateNames, text)
    ? { kind: 'read', value: text as TemplateName }
    : wrong(`There is no template "${text}". There are ${Object.keys(templateNames).join(', ')}.`)
}

function readPolicy(text: string): Read<PolicyId> {
  const [, namespace = '', name = ''] = /^([^/\s]+)\/([^/\s]+)$/.exec(text.trim()) ?? []
  return name === ''
    ? wrong(`"${text}" is no policy. Write NAMESPACE/NAME, such as shop/web.`)
    : { kind: 'read', value: policyId(namespace, name) }
}

function readRule(
  text: string,
): Read<Pick<Extract<PolicyWish, { readonly kind: 'disableRule' }>, 'direction' | 'position'>> {
  const [, direction, number] = /^(ingress|egress)\s+([1-9]\d{0,5})$/.exec(text.trim()) ?? []
  return direction === undefined
    ? wrong(`"${text}" is no rule. Write ingress 1 for the first ingress rule.`)
    : {
        kind: 'read',
        value: { direction: direction === 'ingress' ? 'ingress' : 'egress', position: Number(number) - 1 },
      }
}

function readText(text: string): Read<string> {
  return text.trim() === '' ? wrong('It is empty.') : { kind: 'read', value: text.trim() }
}
