import type { Diagnostic, ManifestFile, Place } from '../model/text'
import {
  booleanOf,
  type Cursor,
  field,
  hasErrors,
  isMapping,
  items,
  keysOf,
  nameOf,
  pathOf,
  placeOf,
  report,
  rootCursor,
  stringOf,
} from './cursor'
import { checkFields, nearest } from './fields'
import { type Origin, placeIn, problemIn } from './move'
import { parseDocument } from './parse'
import { type PolicyEntry, policyEntryKinds, policyEntryOf } from './policyEntry'
import { splitDocuments } from './split'
import { scalarText } from './writeYaml'
import type { WrittenPart } from './writtenPart'

/** `disabled`: kept in the list, and nothing is derived from it. YAML reads a field `off` as `false`. */
export type EditEntry = { readonly disabled: boolean; readonly place: Place } & (
  | {
      readonly kind: 'allow' | 'block'
      readonly from: WrittenPart
      readonly to: WrittenPart
      readonly ports: WrittenPart
      /** Of a block alone. */
      readonly cut: WrittenPart | null
    }
  | {
      readonly kind: 'isolate'
      readonly end: WrittenPart
      readonly directions: WrittenPart
    }
  | {
      readonly kind: 'open'
      readonly end: WrittenPart
      readonly directions: WrittenPart
      readonly way: WrittenPart | null
    }
  | {
      readonly kind: 'only'
      readonly namespaces: WrittenPart
      readonly keep: WrittenPart
    }
  | PolicyEntry
)

export interface EditEntries {
  readonly entries: readonly EditEntry[]
  readonly diagnostics: readonly Diagnostic[]
}

const apiVersion = 'drawbridge/v1'

/** How an edit's fields are to be filled, for those who left one out. */
const examples = {
  from: 'shop/web',
  to: 'shop/api',
  ports: 'TCP 8080, or all for every port',
  end: 'shop/*',
  directions: 'ingress,egress',
  namespaces: 'shop,payments',
  keep: 'dns, or none',
  cut: 'ingress',
  way: 'narrow',
} as const

/**
 * The edits of a file in YAML or JSON, in their order, with their parts as texts. Several documents are read one after the other.
 * What cannot be read becomes an error with its place, and the rest is still read. Total; linear.
 */
export function readEditEntries({ id, text }: ManifestFile): EditEntries {
  const parts = splitDocuments(text)
  const entries: EditEntry[] = []
  const diagnostics: Diagnostic[] = []
  for (const [document, part] of parts.entries()) {
    const origin: Origin = { ...part, file: id, document }
    const read = readDocument(part.text)
    entries.push(...read.entries.map((entry) => entryIn(origin, entry)))
    diagnostics.push(...read.diagnostics.map((it) => problemIn(origin, it)))
  }
  if (parts.length === 0) diagnostics.push(nothingIn(id))
  return { entries, diagnostics }
}

function nothingIn(file: ManifestFile['id']): Diagnostic {
  return {
    severity: 'error',
    code: 'no-edits',
    message: 'There is nothing in this file.',
    fix: `Begin it with apiVersion: ${apiVersion} and kind: Edits, and list the edits below edits.`,
    place: { file, document: 0, from: 0, to: 0, line: 1, column: 1 },
  }
}

function readDocument(text: string): EditEntries {
  const outcome = parseDocument(text)
  if (outcome.kind === 'failed') return { entries: [], diagnostics: [starred(text, outcome.problem)] }
  const decoding = { document: outcome.document, problems: [], subject: '' }
  const root = rootCursor(decoding)
  const entries = isEdits(root) ? items(field(root, 'edits')).flatMap((item) => entryOf(item) ?? []) : []
  return { entries, diagnostics: decoding.problems }
}

/** A star is an end here and the beginning of an alias in YAML. */
function starred(text: string, problem: Diagnostic): Diagnostic {
  const line = text.split(/\r\n?|\n/)[(problem.place?.line ?? 1) - 1] ?? ''
  if (!/[\s:,[]\*(?=\s*($|[,\]}#]))/.test(line)) return problem
  return { ...problem, message: 'A star begins an alias in YAML.', fix: 'Put it in quotes: "*".' }
}

function isEdits(root: Cursor): boolean {
  const version = field(root, 'apiVersion')
  const kind = field(root, 'kind')
  if (version.value === apiVersion && kind.value === 'Edits') {
    checkFields(root, 'editsFile')
    return true
  }
  const isOther = kind.value === 'Edits'
  report(isOther ? version : root, {
    code: 'no-edits',
    message: isOther
      ? `Edits of ${nameOf(version.value)} are not known.`
      : 'This document holds no edits: they have the kind Edits.',
    fix: `Begin with apiVersion: ${apiVersion} and kind: Edits, and list the edits below edits.`,
  })
  return false
}

/** Null, with a problem, for an item that does not say what to do, or says anything that means nothing here. */
function entryOf(item: Cursor): EditEntry | null {
  const { problems } = item.decoding
  const since = problems.length
  const entry = partsOf(item)
  return hasErrors(problems, since) ? null : entry
}

function partsOf(item: Cursor): EditEntry | null {
  const kindField = field(item, 'kind')
  const kind = stringOf(kindField)
  const common = { disabled: booleanOf(field(item, 'disabled')) ?? false, place: placeOf(item) }
  if (kind === 'isolate') {
    checkFields(item, 'isolateEdit')
    const [end, directions] = [partOf(item, 'end'), partOf(item, 'directions')]
    return end && directions && { kind, end, directions, ...common }
  }
  if (kind === 'open') {
    checkFields(item, 'openEdit')
    const [end, directions] = [partOf(item, 'end'), partOf(item, 'directions')]
    return end && directions && { kind, end, directions, way: ifAny(item, 'way'), ...common }
  }
  if (kind === 'only') {
    checkFields(item, 'onlyEdit')
    const [namespaces, keep] = [partOf(item, 'namespaces'), partOf(item, 'keep')]
    return namespaces && keep && { kind, namespaces, keep, ...common }
  }
  if (kind === 'allow' || kind === 'block') {
    checkFields(item, kind === 'block' ? 'blockEdit' : 'flowEdit')
    const [from, to, ports] = [partOf(item, 'from'), partOf(item, 'to'), partOf(item, 'ports')]
    return from && to && ports && { kind, from, to, ports, cut: ifAny(item, 'cut'), ...common }
  }
  const entry = policyEntryOf(item, kind)
  if (entry !== null) return { ...entry, ...common }
  refuseKind(item, kindField, kind)
  return null
}

function refuseKind(item: Cursor, kindField: Cursor, kind: string | null): void {
  keysOf(item)
  if (item.value !== undefined && !isMapping(item.value)) return
  const near =
    kind === null ? null : nearest(kind, ['allow', 'block', 'isolate', 'open', 'only', ...policyEntryKinds])
  const isMissing = kindField.value === undefined
  // A kind that is no string has its problem already.
  if (kind === null && !isMissing) return
  report(isMissing ? item : kindField, {
    code: 'unknown-edit',
    message: isMissing ? `${pathOf(item)} has no kind.` : `There is no edit ${JSON.stringify(kind)}.`,
    fix:
      near === null
        ? 'Write kind: allow, block, isolate, open, only, template, deletePolicy, renamePolicy or disableRule.'
        : `Did you mean ${near}?`,
  })
}

/** A field that need not be there. */
function ifAny(item: Cursor, key: keyof typeof examples): WrittenPart | null {
  return field(item, key).value === undefined ? null : partOf(item, key)
}

/** A text, or a list of texts, which reads as one with commas. Null, with a problem, for anything else and for nothing. */
function partOf(item: Cursor, key: keyof typeof examples): WrittenPart | null {
  const cursor = field(item, key)
  const { value } = cursor
  if (value === undefined) {
    const message = `${pathOf(item)} has no ${key}.`
    report(item, { code: 'missing-field', message, fix: `Add ${key}:, such as ${examples[key]}.` })
    return null
  }
  const texts = Array.isArray(value) ? items(cursor).map(textOf) : [textOf(cursor)]
  return texts.includes(null) ? null : { text: texts.join(', '), place: placeOf(cursor) }
}

/** A port by itself is a number to YAML. */
function textOf(cursor: Cursor): string | null {
  return typeof cursor.value === 'number' ? String(cursor.value) : stringOf(cursor)
}

function entryIn(origin: Origin, entry: EditEntry): EditEntry {
  const moved = (part: WrittenPart) => ({ ...part, place: placeIn(origin, part.place) })
  const place = placeIn(origin, entry.place)
  if (entry.kind === 'isolate')
    return { ...entry, end: moved(entry.end), directions: moved(entry.directions), place }
  if (entry.kind === 'open') {
    const { end, directions, way } = entry
    return { ...entry, end: moved(end), directions: moved(directions), way: way && moved(way), place }
  }
  if (entry.kind === 'only')
    return { ...entry, namespaces: moved(entry.namespaces), keep: moved(entry.keep), place }
  if (!('parts' in entry)) {
    const { from, to, ports, cut } = entry
    return { ...entry, from: moved(from), to: moved(to), ports: moved(ports), cut: cut && moved(cut), place }
  }
  const all = (parts: Readonly<Record<string, WrittenPart>>) =>
    Object.fromEntries(Object.entries(parts).map(([key, part]) => [key, moved(part)]))
  return { ...entry, parts: all(entry.parts), parameters: all(entry.parameters), place }
}

/** An edit as its fields, in the order in which they are written. */
export type EditFields = (
  | {
      readonly kind: 'allow' | 'block'
      readonly from: string
      readonly to: string
      readonly ports: string
      readonly cut?: string
    }
  | { readonly kind: 'isolate'; readonly end: string; readonly directions: string }
  | {
      readonly kind: 'open'
      readonly end: string
      readonly directions: string
      readonly way?: string
    }
  | { readonly kind: 'only'; readonly namespaces: string; readonly keep: string }
  | {
      readonly kind: 'template'
      readonly template: string
      readonly namespace: string
      readonly parameters?: Readonly<Record<string, string>>
    }
  | { readonly kind: 'deletePolicy'; readonly policy: string }
  | { readonly kind: 'renamePolicy'; readonly policy: string; readonly name: string }
  | { readonly kind: 'disableRule'; readonly policy: string; readonly rule: string }
) & { readonly disabled?: true }

/** A file that `readEditEntries` reads as these edits. Total; linear. */
export function editsFileText(edits: readonly EditFields[]): string {
  const header = [`apiVersion: ${apiVersion}`, 'kind: Edits']
  const entries = edits.flatMap((edit) =>
    Object.entries(edit).flatMap(([key, value]: [string, FieldValue], i) => {
      const start = `${i === 0 ? '-' : ' '} ${key}:`
      if (typeof value !== 'object') return `${start} ${valueText(value)}`
      return [
        start,
        ...Object.entries(value).map(([name, text]) => `    ${scalarText(name)}: ${valueText(text)}`),
      ]
    }),
  )
  const list = entries.length === 0 ? ['edits: []'] : ['edits:', ...entries]
  return `${[...header, ...list].join('\n')}\n`
}

type FieldValue = string | true | Readonly<Record<string, string>>

function valueText(value: string | true): string {
  return value === true ? 'true' : plainText(value)
}

/** Words, lists and paths need no quotes where nothing stands beside them on the line. */
function plainText(text: string): string {
  const word = '[A-Za-z0-9][A-Za-z0-9_./,*~=-]*'
  const isPlain = /[ ,*~=]/.test(text) && new RegExp(`^${word}(?: ${word})*$`).test(text)
  return isPlain ? text : scalarText(text)
}
