import { ascii, checkValue, skipSpace } from './checkJson'
import { namesRead, partRead, type Wanted } from './readParts'

/** What is left of a JSON value, as JSON, and where the value ends. */
export interface Reduced {
  readonly text: string
  readonly to: number
}

interface Walk {
  readonly bytes: Uint8Array
  kept: Uint8Array
  length: number
}

/**
 * Reduces values of a JSON text to what is `wanted` of them, so that `JSON.parse` has to make no objects of the rest.
 * The rest is checked as strictly as it would be. The reducer takes where a value begins; null for what is no JSON,
 * and in doubt: for escapes in names, a `kind` that stands twice, and deep nesting. Never throws; linear, with the memory of
 * one value.
 */
export function jsonReducer(bytes: Uint8Array): (from: number, wanted: Wanted) => Reduced | null {
  const walk: Walk = { bytes, kept: new Uint8Array(1 << 16), length: 0 }
  const decoder = new TextDecoder()
  return (from, wanted) => {
    walk.length = 0
    const to = keepValue(walk, from, wanted)
    return to < 0 ? null : { text: decoder.decode(walk.kept.subarray(0, walk.length)), to }
  }
}

/** Past the value that begins at `from`; -1 in doubt. */
function keepValue(walk: Walk, from: number, wanted: Wanted): number {
  const { bytes } = walk
  const isOpen = wanted === 'object' || (typeof wanted === 'object' && 'fields' in wanted)
  if (isOpen && bytes[from] === ascii.braceOpen) return keepObject(walk, from, wanted)
  if (typeof wanted === 'object' && 'items' in wanted && bytes[from] === ascii.bracketOpen)
    return keepList(walk, from, wanted.items)
  const to = checkValue(bytes, from, 0)
  if (to >= 0) copy(walk, from, to)
  return to
}

function keepObject(walk: Walk, from: number, wanted: Wanted): number {
  const { bytes } = walk
  let kind: string | null = null
  let at = skipSpace(bytes, from + 1)
  add(walk, ascii.braceOpen)
  while (bytes[at] === ascii.quote) {
    const nameTo = nameEnd(bytes, at)
    const colon = skipSpace(bytes, nameTo)
    if (nameTo < 0 || bytes[colon] !== ascii.colon) return -1
    const name = nameAt(bytes, at + 1, nameTo - 1)
    const valueFrom = skipSpace(bytes, colon + 1)
    const valueTo = keepMember(walk, at, nameTo, valueFrom, partRead(wanted, kind, name))
    if (valueTo < 0) return -1
    if (name === 'kind' && wanted === 'object') {
      if (kind !== null) return -1
      kind = plainString(bytes, valueFrom, valueTo)
    }
    at = skipSpace(bytes, valueTo)
    if (bytes[at] !== ascii.comma) break
    at = skipSpace(bytes, at + 1)
    if (bytes[at] !== ascii.quote) return -1
  }
  add(walk, ascii.braceClose)
  return bytes[at] === ascii.braceClose ? at + 1 : -1
}

function keepMember(walk: Walk, nameFrom: number, nameTo: number, valueFrom: number, wanted: Wanted): number {
  if (wanted === 'nothing') return checkValue(walk.bytes, valueFrom, 0)
  if (walk.kept[walk.length - 1] !== ascii.braceOpen) add(walk, ascii.comma)
  copy(walk, nameFrom, nameTo)
  add(walk, ascii.colon)
  return keepValue(walk, valueFrom, wanted)
}

function keepList(walk: Walk, from: number, wanted: Wanted): number {
  const { bytes } = walk
  let at = skipSpace(bytes, from + 1)
  add(walk, ascii.bracketOpen)
  while (bytes[at] !== ascii.bracketClose) {
    const to = keepValue(walk, at, wanted)
    if (to < 0) return -1
    at = skipSpace(bytes, to)
    if (bytes[at] !== ascii.comma) break
    at = skipSpace(bytes, at + 1)
    if (bytes[at] === ascii.bracketClose) return -1
    add(walk, ascii.comma)
  }
  add(walk, ascii.bracketClose)
  return bytes[at] === ascii.bracketClose ? at + 1 : -1
}

/** Past the closing quote of a name without escapes. */
function nameEnd(bytes: Uint8Array, from: number): number {
  let at = from + 1
  for (;;) {
    const byte = bytes[at] ?? 0
    if (byte === ascii.quote) return at + 1
    if (byte === ascii.backslash || byte < 0x20) return -1
    at += 1
  }
}

/** A string's text; null for another value, or one with escapes. */
function plainString(bytes: Uint8Array, from: number, to: number): string | null {
  if (bytes[from] !== ascii.quote || nameEnd(bytes, from) !== to || to - from > 100) return null
  return String.fromCharCode(...bytes.subarray(from + 1, to - 1))
}

interface Name {
  readonly text: string
  readonly codes: readonly number[]
}

const noNames: readonly Name[] = []
const names = new Map<number, Name[]>()
for (const text of namesRead) {
  const codes = Array.from(text, (letter) => letter.charCodeAt(0))
  const hash = hashOf(codes.length, codes[0] ?? 0)
  names.set(hash, [...(names.get(hash) ?? []), { text, codes }])
}

/** The name in a range when it is one that is read somewhere, else empty: most names need no string to be told apart. */
function nameAt(bytes: Uint8Array, from: number, to: number): string {
  const alike = names.get(hashOf(to - from, bytes[from] ?? 0)) ?? noNames
  for (const { text, codes } of alike) {
    let same = 1
    while (same < codes.length && bytes[from + same] === codes[same]) same += 1
    if (same === codes.length) return text
  }
  return ''
}

function hashOf(length: number, first: number): number {
  return length * 256 + first
}

function add(walk: Walk, byte: number): void {
  if (walk.length === walk.kept.length) grow(walk, 1)
  walk.kept[walk.length++] = byte
}

function copy(walk: Walk, from: number, to: number): void {
  const { bytes, length } = walk
  if (length + to - from > walk.kept.length) grow(walk, to - from)
  const { kept } = walk
  if (to - from > 64) kept.set(bytes.subarray(from, to), length)
  else for (let i = 0; i < to - from; i++) kept[length + i] = bytes[from + i] ?? 0
  walk.length = length + to - from
}

function grow(walk: Walk, by: number): void {
  const larger = new Uint8Array(2 * (walk.length + by))
  larger.set(walk.kept.subarray(0, walk.length))
  walk.kept = larger
}
