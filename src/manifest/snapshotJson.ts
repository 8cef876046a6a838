/** A range of bytes. */
export interface ByteRange {
  readonly from: number
  readonly to: number
}

export interface JsonPart extends ByteRange {
  /** The List that this is an item of. */
  readonly list: ListHead | null
}

/** What a List says of itself, as far as it stands before its items. */
export interface ListHead {
  readonly kind: string | null
  readonly apiVersion: string | null
}

const quote = 0x22
const backslash = 0x5c
const braceOpen = 0x7b
const braceClose = 0x7d
const bracketOpen = 0x5b
const bracketClose = 0x5d
const comma = 0x2c
const colon = 0x3a

/**
 * Finds the objects of a JSON text without making a string of it: the items of each top-level List, and the other
 * top-level values as they are. V8 holds no string above 512 MB, and parsing item by item needs the memory of one.
 * `receive` gets each in order. False where the text ends too early. Never throws; linear.
 */
export function scanJson(bytes: Uint8Array, receive: (part: JsonPart) => void): boolean {
  let at = skipSpace(bytes, 0)
  while (at < bytes.length) {
    const end = bytes[at] === braceOpen ? scanTopObject(bytes, at, receive) : passOther(bytes, at, receive)
    if (end < 0) return false
    at = skipSpace(bytes, end)
  }
  return true
}

function passOther(bytes: Uint8Array, at: number, receive: (part: JsonPart) => void): number {
  const end = valueEnd(bytes, at)
  if (end > at) receive({ from: at, to: end, list: null })
  return end > at ? end : -1
}

/** Gives the items of a List, or the object itself when it has none. Its end, or -1. */
function scanTopObject(bytes: Uint8Array, from: number, receive: (part: JsonPart) => void): number {
  let at = skipSpace(bytes, from + 1)
  const head: { kind: string | null; apiVersion: string | null } = { kind: null, apiVersion: null }
  let isList = false
  while (bytes[at] === quote) {
    const keyTo = stringEnd(bytes, at)
    const key = keyTo < 0 ? '' : asciiText(bytes, at + 1, keyTo - 1)
    const valueFrom = skipSpace(bytes, skipSpace(bytes, keyTo) + 1)
    if (keyTo < 0 || bytes[skipSpace(bytes, keyTo)] !== colon) return -1
    const isItems = key === 'items' && bytes[valueFrom] === bracketOpen
    const valueTo = isItems ? scanItems(bytes, valueFrom, { ...head }, receive) : valueEnd(bytes, valueFrom)
    if (valueTo < 0) return -1
    isList ||= isItems
    if ((key === 'kind' || key === 'apiVersion') && bytes[valueFrom] === quote)
      head[key] = asciiText(bytes, valueFrom + 1, valueTo - 1)
    at = skipSpace(bytes, valueTo)
    if (bytes[at] === comma) at = skipSpace(bytes, at + 1)
  }
  if (bytes[at] !== braceClose) return -1
  if (!isList) receive({ from, to: at + 1, list: null })
  return at + 1
}

function scanItems(
  bytes: Uint8Array,
  from: number,
  list: ListHead,
  receive: (part: JsonPart) => void,
): number {
  let at = skipSpace(bytes, from + 1)
  while (at < bytes.length && bytes[at] !== bracketClose) {
    const end = valueEnd(bytes, at)
    if (end <= at) return -1
    receive({ from: at, to: end, list })
    at = skipSpace(bytes, end)
    if (bytes[at] === comma) at = skipSpace(bytes, at + 1)
  }
  return at < bytes.length ? at + 1 : -1
}

/** Past the value that begins at `from`; -1 where the text ends inside of it. */
function valueEnd(bytes: Uint8Array, from: number): number {
  const byte = bytes[from]
  if (byte === quote) return stringEnd(bytes, from)
  return byte === braceOpen || byte === bracketOpen ? bracketEnd(bytes, from) : wordEnd(bytes, from)
}

/** Past the bracket that closes the one at `from`. */
function bracketEnd(bytes: Uint8Array, from: number): number {
  let depth = 0
  let at = from
  while (at >= 0 && at < bytes.length) {
    const byte = bytes[at]
    if (byte === quote) {
      at = stringEnd(bytes, at)
      continue
    }
    if (byte === braceOpen || byte === bracketOpen) depth += 1
    else if (byte === braceClose || byte === bracketClose) depth -= 1
    at += 1
    if (depth === 0) return at
  }
  return -1
}

/** Past a number or a word; `from` itself where there is none. */
function wordEnd(bytes: Uint8Array, from: number): number {
  let at = from
  while (at < bytes.length && !isSpace(bytes[at]) && !endsWord.has(bytes[at] ?? comma)) at += 1
  return at
}

const endsWord: ReadonlySet<number> = new Set([comma, braceClose, bracketClose])

/** Past the closing quote of the string that begins at `from`. */
function stringEnd(bytes: Uint8Array, from: number): number {
  let at = bytes.indexOf(quote, from + 1)
  while (at >= 0) {
    let slashes = 0
    while (bytes[at - 1 - slashes] === backslash) slashes += 1
    if (slashes % 2 === 0) return at + 1
    at = bytes.indexOf(quote, at + 1)
  }
  return -1
}

function asciiText(bytes: Uint8Array, from: number, to: number): string {
  return to - from > 100 ? '' : String.fromCharCode(...bytes.subarray(from, to))
}

function skipSpace(bytes: Uint8Array, from: number): number {
  let at = from
  while (at < bytes.length && isSpace(bytes[at])) at += 1
  return at
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09
}
