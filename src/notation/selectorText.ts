import { isLabelKey, isLabelValue } from '../manifest/names'
import type { LabelSelector, Requirement } from '../model/selector'
import { type Read, type Wrong, wrong } from './read'

/** A word or a mark of the text; `at` counts from 1, as people do. */
interface Token {
  readonly text: string
  readonly at: number
}

/** What was read up to the token with the number `next`. */
interface Step<Value> {
  readonly kind: 'read'
  readonly value: Value
  readonly next: number
}

/**
 * A label selector as `kubectl -l` takes it: `app=web`, `app==web`, `app!=web`, `app in (web, api)`, `app notin (web)`, `app`, `!app`,
 * joined by commas, which mean "and"; an empty text selects everything. A value may be empty, a value that comes twice counts once,
 * and keys and values are checked as the API server does. `>` and `<` have no place in the selectors of policies. Total; linear.
 *
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#api
 */
export function readSelector(text: string): Read<LabelSelector> {
  const tokens = tokensOf(text)
  const requirements: Requirement[] = []
  for (let at = 0; at < tokens.length; at++) {
    const step = readRequirement(tokens, at)
    if (step.kind === 'wrong') return step
    requirements.push(step.value)
    at = step.next
    const token = tokens[at]
    if (token === undefined) break
    if (token.text !== ',') return noComma(token, tokens[at - 1])
    if (at === tokens.length - 1)
      return wrong(`A label is missing after the comma at character ${token.at}. ${help}`)
  }
  return { kind: 'read', value: { requirements } }
}

/** What `readSelector` reads as this selector. One text per selector whose values differ from each other. Total. */
export function selectorSyntax({ requirements }: LabelSelector): string {
  return requirements.map(requirementSyntax).join(',')
}

function requirementSyntax(requirement: Requirement): string {
  const { key, operator } = requirement
  if (!('values' in requirement)) return operator === 'Exists' ? key : `!${key}`
  const { values } = requirement
  if (values.length === 1) return `${key}${operator === 'In' ? '=' : '!='}${values[0]}`
  return `${key} ${operator === 'In' ? 'in' : 'notin'} (${values.join(',')})`
}

const help = 'Write app=web, app!=web, app in (web, api), app notin (web), app or !app.'

function tokensOf(text: string): readonly Token[] {
  return [...text.matchAll(/==|!=|[=!(),<>]|[^ \t\r\n=!(),<>]+/g)].map((match) => ({
    text: match[0],
    at: match.index + 1,
  }))
}

/** The token, unless it is a mark. */
function wordOf(token: Token | undefined): Token | undefined {
  return token === undefined || /^[=!(),<>]/.test(token.text) ? undefined : token
}

function readRequirement(tokens: readonly Token[], at: number): Step<Requirement> | Wrong {
  const isAbsence = tokens[at]?.text === '!'
  const keyAt = isAbsence ? at + 1 : at
  const key = wordOf(tokens[keyAt])
  if (key === undefined) return wrong(`A label is missing ${where(tokens[keyAt])}. ${help}`)
  if (!isLabelKey(key.text)) return wrong(`${quoted(key)} is no label key. ${keyHelp}`)
  const next = keyAt + 1
  const operator = tokens[next]
  if (isAbsence || operator === undefined || operator.text === ',') {
    const one: Requirement = { key: key.text, operator: isAbsence ? 'DoesNotExist' : 'Exists' }
    return { kind: 'read', value: one, next }
  }
  const set = setOperators.get(operator.text)
  const values = set === undefined ? readValue(tokens, next) : readValues(tokens, next)
  if (values.kind === 'wrong') return values
  const bad = values.value.find(({ text }) => !isLabelValue(text))
  if (bad) return wrong(`${quoted(bad)} is no label value. ${valueHelp}`)
  const texts = [...new Set(values.value.map(({ text }) => text))]
  const value: Requirement = {
    key: key.text,
    operator: set ?? (operator.text === '!=' ? 'NotIn' : 'In'),
    values: texts,
  }
  return { kind: 'read', value, next: values.next }
}

const setOperators: ReadonlyMap<string, 'In' | 'NotIn'> = new Map([
  ['in', 'In'],
  ['notin', 'NotIn'],
])

const keyHelp =
  'A key is up to 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends; a DNS name and a slash may stand before it.'
const valueHelp =
  'A value is empty or up to 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends.'

/** The one value after `=`, `==` or `!=`; none is the empty one. */
function readValue(tokens: readonly Token[], at: number): Step<readonly Token[]> | Wrong {
  const operator = tokens[at]
  if (operator?.text === '>' || operator?.text === '<')
    return wrong(`${quoted(operator)} compares numbers, which policies cannot do. ${help}`)
  if (operator === undefined || !/^[!=]?=$/.test(operator.text))
    return wrong(`${quoted(operator)} is none of =, !=, in, notin and a comma. ${help}`)
  const value = tokens[at + 1]
  const word = wordOf(value)
  if (word !== undefined) return { kind: 'read', value: [word], next: at + 2 }
  if (value === undefined || value.text === ',')
    return { kind: 'read', value: [{ text: '', at: operator.at }], next: at + 1 }
  return wrong(`A value is missing ${where(value)}. ${help}`)
}

/** The values in brackets after `in` or `notin`. Nothing before, behind or between commas is the empty value. */
function readValues(tokens: readonly Token[], at: number): Step<readonly Token[]> | Wrong {
  const [operator, bracket] = [tokens[at], tokens[at + 1]]
  if (bracket?.text !== '(')
    return wrong(`After ${quoted(operator)} come values in brackets, as in (web, api).`)
  const values: Token[] = []
  for (let i = at + 2; i < tokens.length; i++) {
    const word = wordOf(tokens[i])
    values.push(word ?? { text: '', at: bracket.at })
    if (word !== undefined) i++
    const end = tokens[i]
    if (end?.text === ')') return { kind: 'read', value: values, next: i + 1 }
    if (end !== undefined && end.text !== ',') return noComma(end, tokens[i - 1])
  }
  return wrong(`The bracket at character ${bracket.at} is not closed. Write ) behind the last value.`)
}

function noComma(token: Token, before: Token | undefined): Wrong {
  return wrong(
    `After "${before?.text ?? ''}" a comma is expected, not ${quoted(token)}. Commas join parts that all must hold: app=web,tier=db.`,
  )
}

function quoted(token: Token | undefined): string {
  return `"${token?.text ?? ''}" at character ${token?.at ?? 1}`
}

function where(token: Token | undefined): string {
  return token === undefined ? 'at the end' : `before ${quoted(token)}`
}
