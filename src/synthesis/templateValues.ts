import type { OneOrMore, PortMatch, Protocol } from '../model/policy'
import type { TemplateParameters } from '../model/policyWish'
import type { LabelSelector, Requirement } from '../model/selector'
import { parseCidr } from '../sets/addresses'
import type { Parameter, Values } from './template'

type Outcome<Read> =
  | { readonly kind: 'read'; readonly value: Read }
  | { readonly kind: 'wrong'; readonly message: string }

/** The parameters of a template from what the user wrote, else from what the manifests propose. A sentence where one is wrong. Total. */
export function readValues(parameters: readonly Parameter[], written: TemplateParameters): Outcome<Values> {
  const read = new Map<string, Value>()
  for (const parameter of parameters) {
    const { name, type, label, hint, isRequired } = parameter
    const text = (Object.hasOwn(written, name) ? (written[name] ?? '') : parameter.value).trim()
    if (text === '' && isRequired) return wrong(`${label} is not said. ${hint}`)
    const found = readers[type](text)
    if (found.kind === 'wrong') return wrong(`${label}: ${found.message}`)
    read.set(name, found.value)
  }
  const of = <Type extends Value['type']>(name: string, type: Type) => {
    const value = read.get(name)
    return value?.type === type ? (value as Extract<Value, { readonly type: Type }>) : undefined
  }
  const value: Values = {
    labels: (name) => of(name, 'labels')?.selector ?? { requirements: [] },
    ports: (name) => of(name, 'ports')?.ports ?? 'any',
    cidrs: (name) => of(name, 'cidrs')?.cidrs ?? [],
    namespace: (name) => of(name, 'namespace')?.name ?? '',
  }
  return { kind: 'read', value }
}

type Value =
  | { readonly type: 'labels'; readonly selector: LabelSelector }
  | { readonly type: 'ports'; readonly ports: OneOrMore<PortMatch> | 'any' }
  | { readonly type: 'cidrs'; readonly cidrs: readonly string[] }
  | { readonly type: 'namespace'; readonly name: string }

const readers: Readonly<Record<Parameter['type'], (text: string) => Outcome<Value>>> = {
  label: readLabel,
  labels: readLabels,
  ports: readPorts,
  cidrs: readCidrs,
  namespace: readNamespace,
}

/** Kubernetes' own way to write a selector on one line: `app=web, tier!=test, canary, !legacy`. Nothing selects everything. Total. */
function readLabels(text: string): Outcome<Value> {
  const requirements: Requirement[] = []
  for (const word of wordsOf(text)) {
    const [, not = '', key = '', operator = '', value = ''] =
      /^(!?)([^=!\s]+)\s*(?:(!?==?)\s*(\S*))?$/.exec(word) ?? []
    const isWritten = labelKey.test(key) && (operator === '' || (labelValue.test(value) && not === ''))
    if (!isWritten) return wrong(`"${word}" is no label. Write app=web, or several with commas.`)
    requirements.push(requirementOf(key, operator, value, not === '!'))
  }
  return { kind: 'read', value: { type: 'labels', selector: { requirements } } }
}

// Several labels at once have no negation that one selector could say.
function readLabel(text: string): Outcome<Value> {
  const count = wordsOf(text).length
  return count === 1 ? readLabels(text) : wrong(`One label is wanted here, and these are ${count}.`)
}

function requirementOf(key: string, operator: string, value: string, isNot: boolean): Requirement {
  if (operator === '') return { key, operator: isNot ? 'DoesNotExist' : 'Exists' }
  return { key, operator: operator.startsWith('!') ? 'NotIn' : 'In', values: [value] }
}

const labelKey =
  /^(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?\/)?[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$/
const labelValue = /^(?:[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$/

/** `TCP 443, UDP 5000-5010, TCP metrics`; without a protocol TCP is meant, without anything every port. Total. */
function readPorts(text: string): Outcome<Value> {
  const ports: PortMatch[] = []
  for (const word of wordsOf(text)) {
    const [, protocolText = 'TCP', port = ''] = /^(?:(TCP|UDP|SCTP)\s+)?(\S+)$/i.exec(word) ?? []
    const protocol = protocolText.toUpperCase() as Protocol
    const [, firstText, lastText = firstText] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(port) ?? []
    const [first, last] = [Number(firstText), Number(lastText)]
    if (first >= 1 && last >= first && last <= 65535)
      ports.push({ kind: 'range', protocol, first, last, place: null })
    else if (/^(?=.*[a-z])[a-z0-9](?:[a-z0-9-]{0,13}[a-z0-9])?$/.test(port))
      ports.push({ kind: 'named', protocol, name: port, place: null })
    else return wrong(`"${word}" is no port. Write TCP 443, TCP 8000-8080 or TCP metrics.`)
  }
  const [first, ...others] = ports
  return { kind: 'read', value: { type: 'ports', ports: first === undefined ? 'any' : [first, ...others] } }
}

/** A single address is a block of one. Total. */
function readCidrs(text: string): Outcome<Value> {
  const cidrs = wordsOf(text).map((word) => {
    if (word.includes('/')) return word
    return `${word}/${word.includes(':') ? 128 : 32}`
  })
  const bad = cidrs.find((cidr) => parseCidr(cidr) === null)
  return bad === undefined
    ? { kind: 'read', value: { type: 'cidrs', cidrs } }
    : wrong(`"${bad}" is no address and no CIDR. Write 10.0.0.7 or 10.0.0.0/16.`)
}

function readNamespace(text: string): Outcome<Value> {
  return text === '' || /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(text)
    ? { kind: 'read', value: { type: 'namespace', name: text } }
    : wrong(`"${text}" is no name of a namespace.`)
}

function wordsOf(text: string): readonly string[] {
  return text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')
}

function wrong(message: string): { readonly kind: 'wrong'; readonly message: string } {
  return { kind: 'wrong', message }
}
