import { ascii, skipSpace } from './checkJson'
import type { Wanted } from './readParts'
import { jsonReducer, type Reduced } from './reduceJson'

export interface JsonPart {
  /** Of an item only what is read of it, where that can be told. */
  readonly text: string
  /** Where it ends, in bytes. */
  readonly to: number
  /** The List that this is an item of. */
  readonly list: ListHead | null
}

/** What a List says of itself, as far as it stands before its items. */
export interface ListHead {
  readonly kind: string | null
  readonly apiVersion: string | null
}

interface Scan {
  readonly bytes: Uint8Array
  readonly receive: (part: JsonPart) => void
  readonly reduce: (from: number, wanted: Wanted) => Reduced | null
}

/**
 * Finds the objects of a JSON text without making a string of it: the items of each top-level List, and the other
 * top-level values as they are. V8 holds no string above 512 MB, and parsing item by item needs the memory of one.
 * `receive` gets each in order. False where the text ends too early. Never throws, unless one value alone is longer
 * than a string can be; linear.
 */
export function scanJson(bytes: Uint8Array, receive: (part: JsonPart) => void): boolean {
  const scan: Scan = { bytes, receive, reduce: jsonReducer(bytes) }
  let at = skipSpace(bytes, 0)
  while (at < bytes.length) {
    const end = bytes[at] === ascii.braceOpen ? scanTopObject(scan, at) : passOther(scan, at)
    if (end < 0) return false
    at = skipSpace(bytes, end)
  }
  return true
}

function passOther({ bytes, receive }: Scan, at: number): number {
  const end = valueEnd(bytes, at)
  if (end > at) receive({ text: textOf(bytes, at, end), to: end, list: null })
  return end > at ? end : -1
}

/** Gives the items of a List, or the object itself when it has none. Its end, or -1. */
function scanTopObject(scan: Scan, from: number): number {
  const { bytes } = scan
  let at = skipSpace(bytes, from + 1)
  const head: { kind: string | null; apiVersion: string | null } = { kind: null, apiVersion: null }
  let isList = false
  while (bytes[at] === ascii.quote) {
    const keyTo = stringEnd(bytes, at)
    const key = keyTo < 0 ? '' : asciiText(bytes, at + 1, keyTo - 1)
    const valueFrom = skipSpace(bytes, skipSpace(bytes, keyTo) + 1)
    if (keyTo < 0 || bytes[skipSpace(bytes, keyTo)] !== ascii.colon) return -1
    const isItems = key === 'items' && bytes[valueFrom] === ascii.bracketOpen
    const valueTo = isItems ? scanItems(scan, valueFrom, { ...head }) : valueEnd(bytes, valueFrom)
    if (valueTo < 0) return -1
    isList ||= isItems
    if ((key === 'kind' || key === 'apiVersion') && bytes[valueFrom] === ascii.quote)
      head[key] = asciiText(bytes, valueFrom + 1, valueTo - 1)
    at = skipSpace(bytes, valueTo)
    if (bytes[at] === ascii.comma) at = skipSpace(bytes, at + 1)
  }
  if (bytes[at] !== ascii.braceClose) return -1
  if (!isList) scan.receive({ text: textOf(bytes, from, at + 1), to: at + 1, list: null })
  return at + 1
}

function scanItems({ bytes, receive, reduce }: Scan, from: number, list: ListHead): number {
  let at = skipSpace(bytes, from + 1)
  while (at < bytes.length && bytes[at] !== ascii.bracketClose) {
    const reduced = reduce(at, 'object')
    const to = reduced === null ? valueEnd(bytes, at) : reduced.to
    if (to <= at) return -1
    receive({ text: reduced === null ? textOf(bytes, at, to) : reduced.text, to, list })
    at = skipSpace(bytes, to)
    if (bytes[at] === ascii.comma) at = skipSpace(bytes, at + 1)
  }
  return at < bytes.length ? at + 1 : -1
}

/** Past the value that begins at `from`; -1 where the text ends inside of it. */
function valueEnd(bytes: Uint8Array, from: number): number {
  const byte = bytes[from]
  if (byte === ascii.quote) return stringEnd(bytes, from)
  return byte === ascii.braceOpen || byte === ascii.bracketOpen
    ? bracketEnd(bytes, from)
    : wordEnd(bytes, from)
}

/** Past the bracket that closes the one at `from`. */
function bracketEnd(bytes: Uint8Array, from: number): number {
  let depth = 0
  let at = from
  while (at >= 0 && at < bytes.length) {
    const byte = bytes[at]
    if (byte === ascii.quote) {
      at = stringEnd(bytes, at)
      continue
    }
    if (byte === ascii.braceOpen || byte === ascii.bracketOpen) depth += 1
    else if (byte === ascii.braceClose || byte === ascii.bracketClose) depth -= 1
    at += 1
    if (depth === 0) return at
  }
  return -1
}

/** Past a number or a word; `from` itself where there is none. */
function wordEnd(bytes: Uint8Array, from: number): number {
  let at = from
  while (at < bytes.length && skipSpace(bytes, at) === at && !endsWord.has(bytes[at] ?? ascii.comma)) at += 1
  return at
}

const endsWord: ReadonlySet<number> = new Set([ascii.comma, ascii.braceClose, ascii.bracketClose])

/** Past the closing quote of the string that begins at `from`. */
function stringEnd(bytes: Uint8Array, from: number): number {
  let at = bytes.indexOf(ascii.quote, from + 1)
  while (at >= 0) {
    let slashes = 0
    while (bytes[at - 1 - slashes] === ascii.backslash) slashes += 1
    if (slashes % 2 === 0) return at + 1
    at = bytes.indexOf(ascii.quote, at + 1)
  }
  return -1
}

const decoder = new TextDecoder()

function textOf(bytes: Uint8Array, from: number, to: number): string {
  return decoder.decode(bytes.subarray(from, to))
}

function asciiText(bytes: Uint8Array, from: number, to: number): string {
  return to - from > 100 ? '' : String.fromCharCode(...bytes.subarray(from, to))
}
