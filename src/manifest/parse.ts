import { constructFromEvents, type Event, parseEvents, YAMLException } from 'js-yaml'
import { fileId } from '../model/ids'
import type { Diagnostic, Place } from '../model/text'
import { kubectlSchema, withoutFlowTabs } from './dialect'
import { jsonPositions } from './jsonPositions'
import { lineAt, lineStarts, type Position, positionAt, positionsOf } from './locate'
import { templateAt, yamlProblem } from './yamlProblem'

/** One document's value with the places of its parts. Places are relative to the document; `placeIn` moves them. */
export interface ParsedDocument {
  /** Missing where the value comes from no text. */
  readonly text?: string
  readonly value: unknown
  /** Where the value at `path` stands, or with `key` its key; the nearest place around it where it has none of its own. */
  readonly placeOf: (path: readonly string[], part?: 'key' | 'value') => Place
}

export type ParseOutcome =
  | { readonly kind: 'parsed'; readonly document: ParsedDocument; readonly hasMore: boolean }
  | { readonly kind: 'failed'; readonly problem: Diagnostic }

/**
 * Reads one document: JSON at once, everything else as YAML in kubectl's dialect. Positions are worked out when the
 * first one is asked for, so documents without policies and problems cost no position tree. Nesting is bounded to 100
 * levels and aliases to 100. Total; linear.
 */
export function parseDocument(text: string): ParseOutcome {
  const json = parseJson(text)
  return json === undefined ? parseFully(text) : parsed(text, json, null)
}

/**
 * A document whose value is already known. What its text says is worked out again, by `parseDocument`, when a place of
 * one of its parts is asked for. Total.
 */
export function parsedLater(text: string, value: unknown): ParseOutcome {
  let document: ParsedDocument | null = null
  const placeOf: ParsedDocument['placeOf'] = (path, part) => {
    if (document === null) {
      if (path.length === 0) return wholeOf(text)
      const outcome = parseDocument(text)
      if (outcome.kind === 'parsed') document = outcome.document
    }
    return document === null ? wholeOf(text) : document.placeOf(path, part)
  }
  return { kind: 'parsed', document: { text, value, placeOf }, hasMore: false }
}

function parseFully(text: string): ParseOutcome {
  try {
    return parseYaml(text, text)
  } catch (error) {
    return parseFlat(text) ?? { kind: 'failed', problem: problemOf(text, error) }
  }
}

/** Null when flat flow collections do not help: then the first message is the one about the text as it stands. */
function parseFlat(text: string): ParseOutcome | null {
  const flat = withoutFlowTabs(text)
  if (flat === text) return null
  try {
    return parseYaml(text, flat)
  } catch {
    return null
  }
}

/** Also behind the line that begins a YAML document. */
function parseJson(text: string): unknown {
  const start = /^(?:---[ \t]*\r?\n)?\s*(?=[{[])/.exec(text)
  if (start === null) return undefined
  try {
    return JSON.parse(start[0].startsWith('-') ? text.slice(start[0].length) : text)
  } catch {
    return undefined
  }
}

/** `source` is `text` at the same offsets, in a form that the reader takes. */
function parseYaml(text: string, source: string): ParseOutcome {
  const events = parseEvents(source, { maxDepth: 100 })
  const values = constructFromEvents(events, { source, schema: kubectlSchema, maxAliases: 100 })
  if (text.includes('*') && holdsItself(values[0])) throw new YAMLException('an alias refers to itself')
  return parsed(text, values[0], events, values.length > 1)
}

function parsed(
  text: string,
  value: unknown,
  events: readonly Event[] | null,
  hasMore = false,
): ParseOutcome {
  let root: Position | null = null
  let starts: readonly number[] | null = null
  const placeOf = (path: readonly string[], part: 'key' | 'value' = 'value') => {
    if (path.length === 0 && root === null) return wholeOf(text)
    starts ??= lineStarts(text)
    root ??= events ? positionsOf(text, events) : positionsOfJson(text)
    const { keyFrom, keyTo, from, to } = positionAt(root, path)
    return part === 'key' && keyFrom >= 0
      ? placeBetween(starts, keyFrom, keyTo)
      : placeBetween(starts, from, to)
  }
  return { kind: 'parsed', document: { text, value, placeOf }, hasMore }
}

/** From the first line that is no comment or separator to the last character that is no space. */
function wholeOf(text: string): Place {
  const from = /^\uFEFF?(?:\s|#.*|---(?=\s|$)|%.*)*/.exec(text)?.[0].length ?? 0
  return placeBetween(lineStarts(text.slice(0, from)), from, Math.max(from, text.trimEnd().length))
}

/** For JSON that is nested too deep, the YAML reader gives positions once it is on one line: it may be indented by tabs. */
function positionsOfJson(text: string): Position {
  const quick = jsonPositions(text)
  if (quick) return quick
  try {
    return positionsOf(text, parseEvents(withoutFlowTabs(text), { maxDepth: 1000 }))
  } catch {
    return positionsOf(text, [])
  }
}

/** A place in the document's own text. */
function placeBetween(starts: readonly number[], from: number, to: number): Place {
  const { line, column } = lineAt(starts, from)
  return { file: fileId(''), document: 0, from, to, line: line + 1, column: column + 1 }
}

function problemOf(text: string, error: unknown): Diagnostic {
  const reason = error instanceof YAMLException ? error.reason : 'it cannot be read'
  const template = templateAt(text)
  const at = template >= 0 ? template : Math.min(positionOf(error), text.trimEnd().length)
  const lineEnd = /\r|\n|$/g
  lineEnd.lastIndex = at
  const to = lineEnd.exec(text)?.index ?? at
  return { severity: 'error', ...yamlProblem(text, reason), place: placeBetween(lineStarts(text), at, to) }
}

function positionOf(error: unknown): number {
  return error instanceof YAMLException ? (error.mark?.position ?? 0) : 0
}

/** Whether a value holds itself, as an anchor around its own alias makes it: kubectl refuses that. Each part is looked at once. */
function holdsItself(value: unknown, around = new Set<unknown>(), done = new Set<unknown>()): boolean {
  if (typeof value !== 'object' || value === null || done.has(value)) return false
  if (around.has(value)) return true
  around.add(value)
  const found = Object.values(value).some((part) => holdsItself(part, around, done))
  around.delete(value)
  done.add(value)
  return found
}
