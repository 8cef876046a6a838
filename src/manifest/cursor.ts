import type { Json } from '../model/shared'
import type { Diagnostic, Place, Severity } from '../model/text'
import type { ParsedDocument } from './parse'
import { setOwn } from './record'
import { templateAt, templateProblem } from './yamlProblem'

/** What is being decoded: the document, and the problems found in it so far, with places relative to it. */
export interface Decoding {
  readonly document: ParsedDocument
  readonly problems: Diagnostic[]
  /** "NetworkPolicy web": begins every message about the object that is being decoded. */
  subject: string
}

/** A value with its way down from the document's root, so that a problem can be placed without searching. */
export interface Cursor {
  readonly value: unknown
  readonly key: string
  readonly parent: Cursor | null
  readonly decoding: Decoding
}

export interface ProblemText {
  readonly code: string
  readonly message: string
  readonly fix?: string
  readonly at?: 'key' | 'value'
}

export function rootCursor(decoding: Decoding): Cursor {
  return { value: decoding.document.value, key: '', parent: null, decoding }
}

/** The value of a field; undefined when it is missing, `null`, or there is no mapping here. Kubernetes reads null as missing. */
export function field(cursor: Cursor, key: string): Cursor {
  const { value, decoding } = cursor
  const found = isMapping(value) ? ownValue(value, key) : undefined
  return { value: found ?? undefined, key, parent: cursor, decoding }
}

/** Documents hold no functions, so those are what every object inherits. */
function ownValue(mapping: Readonly<Record<string, unknown>>, key: string): unknown {
  const found = mapping[key]
  const isInherited = typeof found === 'function' || (key === '__proto__' && !Object.hasOwn(mapping, key))
  return isInherited ? undefined : found
}

/** The items of a list; a null item reads as an empty one. None, with a problem, when it is something else. */
export function items(cursor: Cursor): readonly Cursor[] {
  const { value, decoding } = cursor
  if (value === undefined) return []
  if (!Array.isArray(value)) {
    report(cursor, {
      code: 'wrong-type',
      message: `${pathOf(cursor)} must be a list, not ${nameOf(value)}.`,
      fix: 'Begin each of its items with a dash, or write […] around them.',
    })
    return []
  }
  return value.map((item: unknown, i) => ({
    value: item ?? undefined,
    key: String(i),
    parent: cursor,
    decoding,
  }))
}

export function isAbsent({ value }: Cursor): boolean {
  return value === undefined
}

export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The field names of a mapping. None when it is missing; none, with a problem, when it is something else. */
export function keysOf(cursor: Cursor): readonly string[] {
  const { value } = cursor
  if (value === undefined) return []
  if (isMapping(value)) return Object.keys(value)
  report(cursor, {
    code: 'wrong-type',
    message: `${pathOf(cursor)} must be a mapping, not ${nameOf(value)}.`,
    fix: 'Write `key: value` lines below it, or {} for an empty one.',
  })
  return []
}

/** A string; null when missing, and null with a problem when it is something else: YAML reads `1` and `yes` as no strings. */
export function stringOf(cursor: Cursor): string | null {
  const { value } = cursor
  if (value === undefined) return null
  if (typeof value === 'string') return value
  const fix =
    typeof value === 'object' ? 'Write one value on the same line.' : `Quote it: ${quotedText(cursor)}.`
  const message = `${pathOf(cursor)} must be a string, not ${nameOf(value)}.`
  report(cursor, { code: 'not-a-string', message, fix })
  return null
}

/** What the user wrote, in quotes: `"yes"`, not `"true"`. */
function quotedText(cursor: Cursor): string {
  const { text } = cursor.decoding.document
  const { from, to } = placeOf(cursor)
  return JSON.stringify(text === undefined ? String(cursor.value) : text.slice(from, to))
}

export function integerOf(cursor: Cursor): number | null {
  const { value } = cursor
  if (value === undefined) return null
  if (typeof value === 'number' && Number.isInteger(value)) return value
  report(cursor, {
    code: 'wrong-type',
    message: `${pathOf(cursor)} must be a whole number, not ${nameOf(value)}.`,
    ...(typeof value === 'string' && /^[0-9]+$/.test(value)
      ? { fix: `Remove the quotes: ${value}.` }
      : { fix: 'Write digits alone.' }),
  })
  return null
}

export function booleanOf(cursor: Cursor): boolean | null {
  const { value } = cursor
  if (value === undefined || typeof value === 'boolean') return value ?? null
  report(cursor, {
    code: 'wrong-type',
    message: `${pathOf(cursor)} must be true or false, not ${nameOf(value)}.`,
    fix: 'Write true or false, without quotes.',
  })
  return null
}

/** A string map such as `labels`; a null value reads as the empty string, as in Kubernetes. Only the strings, with a problem for each other value. */
export function stringMapOf(cursor: Cursor): Readonly<Record<string, string>> {
  const strings: Record<string, string> = {}
  for (const key of keysOf(cursor)) setOwn(strings, key, stringOf(field(cursor, key)) ?? '')
  return strings
}

export function placeOf(cursor: Cursor, part: 'key' | 'value' = 'value'): Place {
  return cursor.decoding.document.placeOf(stepsOf(cursor), part)
}

/** An error: the API server would refuse the object, so it is left out of the evaluation. */
export function report(cursor: Cursor, problem: ProblemText): void {
  note(cursor, 'error', problem)
}

/** Any problem. What is wrong with the text of a template is always the same, whatever the rule that it breaks. */
export function note(cursor: Cursor, severity: Severity, problem: ProblemText): void {
  const { decoding, value } = cursor
  const isTemplate = typeof value === 'string' && templateAt(value) >= 0
  const { code, message, fix, at }: ProblemText = isTemplate ? templateProblem : problem
  decoding.problems.push({
    severity: isTemplate ? 'error' : severity,
    code,
    message: decoding.subject === '' ? message : `${decoding.subject}: ${message}`,
    ...(fix === undefined ? {} : { fix }),
    place: placeOf(cursor, at ?? 'value'),
  })
}

export function hasErrors(problems: readonly Diagnostic[], since = 0): boolean {
  return problems.slice(since).some(({ severity }) => severity === 'error')
}

function stepsOf(cursor: Cursor): readonly string[] {
  const steps: string[] = []
  for (let at = cursor; at.parent; at = at.parent) steps.push(at.key)
  return steps.reverse()
}

/** The way to a value within its object, as `kubectl explain` writes it: `spec.ingress[0].from[1]`. */
export function pathOf(cursor: Cursor): string {
  const { parent, key } = cursor
  if (!parent || isObjectRoot(cursor)) return 'the object'
  const isItem = Array.isArray(parent.value)
  if (!parent.parent || isObjectRoot(parent)) return isItem ? `[${key}]` : key
  return isItem ? `${pathOf(parent)}[${key}]` : `${pathOf(parent)}.${key}`
}

/** An item of a `List` is an object of its own: paths in messages begin there. */
function isObjectRoot({ value, parent }: Cursor): boolean {
  return parent?.key === 'items' && isMapping(value) && 'kind' in value
}

export function nameOf(value: unknown): string {
  if (value === undefined || value === null) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'string') return `the text ${JSON.stringify(cut(value))}`
  if (typeof value === 'object') return 'a mapping'
  return `the ${typeof value} ${String(value as Json)}`
}

function cut(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}
