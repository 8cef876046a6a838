import type { ListHead } from './snapshotJson'

/** One document of a dump, or one item of a List in it. */
export interface YamlPart {
  /** Of an item with its indentation: in the columns where it stands, with a space for its dash. */
  readonly text: string
  /** Where it ends, in bytes. */
  readonly to: number
  /** The List that this is an item of. */
  readonly list: ListHead | null
}

const newline = 0x0a
const dash = 0x2d
const space = 0x20
const hash = 0x23
const carriageReturn = 0x0d
const bareItems = /^items:\s*$/

/**
 * Finds the documents of a YAML text, and the items of documents that are Lists, without making one string of it.
 * `kubectl get -o yaml` writes items with their dash at the start of the line, where nothing inside an item can
 * stand, so they are cut before any parsing; a List in another layout is one part. Never throws, unless one part
 * alone is longer than a string can be; linear.
 */
export function scanYaml(bytes: Uint8Array, receive: (part: YamlPart) => void): void {
  let document = startDocument(0)
  // Comments at the start of lines belong to the item below them.
  let comments: number | null = null
  for (let at = 0; at < bytes.length; at = lineAfter(bytes, at)) {
    const byte = bytes[at]
    if (byte === hash) {
      comments ??= at
    } else {
      if (isSeparator(bytes, at)) {
        emit(bytes, document, at, receive)
        document = startDocument(at)
      } else if (byte !== space && byte !== newline && byte !== carriageReturn) {
        enterLine(bytes, document, at, comments ?? at)
      }
      comments = null
    }
  }
  emit(bytes, document, bytes.length, receive)
}

interface Document {
  readonly from: number
  /** Where its items begin, once `items:` was seen. */
  items: number[] | null
  itemsEnd: number
}

function startDocument(from: number): Document {
  return { from, items: null, itemsEnd: -1 }
}

/** Takes note of a line that begins without indentation. */
function enterLine(bytes: Uint8Array, document: Document, at: number, withComments: number): void {
  if (document.items === null) {
    if (isItemsKey(bytes, at)) document.items = []
  } else if (document.itemsEnd < 0) {
    if (bytes[at] === dash && bytes[at + 1] === space) document.items.push(withComments)
    else document.itemsEnd = at
  }
}

function emit(
  bytes: Uint8Array,
  { from, items, itemsEnd }: Document,
  to: number,
  receive: (part: YamlPart) => void,
): void {
  const first = items?.[0]
  const end = itemsEnd < 0 ? to : itemsEnd
  const frame = first === undefined ? '' : textOf(bytes, from, first) + textOf(bytes, end, to)
  const kind = /^kind:\s*["']?(\w*List)\b/m.exec(frame)?.[1]
  if (items === null || kind === undefined) {
    receive({ text: textOf(bytes, from, to), to, list: null })
    return
  }
  const apiVersion = /^apiVersion:\s*["']?([\w./]+)/m.exec(frame)?.[1] ?? null
  items.forEach((start, i) => {
    const itemEnd = items[i + 1] ?? end
    const text = textOf(bytes, start, itemEnd).replace(/^- /m, '  ')
    receive({ text, to: itemEnd, list: { kind, apiVersion } })
  })
}

const decoder = new TextDecoder()

function textOf(bytes: Uint8Array, from: number, to: number): string {
  return decoder.decode(bytes.subarray(from, to))
}

function lineAfter(bytes: Uint8Array, at: number): number {
  const end = bytes.indexOf(newline, at)
  return end < 0 ? bytes.length : end + 1
}

function isSeparator(bytes: Uint8Array, at: number): boolean {
  if (bytes[at] !== dash || bytes[at + 1] !== dash || bytes[at + 2] !== dash) return false
  const next = bytes[at + 3]
  return next === undefined || next === space || next === newline || next === carriageReturn || next === 0x09
}

function isItemsKey(bytes: Uint8Array, at: number): boolean {
  // `i`: most lines need no string to be told apart.
  return bytes[at] === 0x69 && bareItems.test(textOf(bytes, at, Math.min(lineAfter(bytes, at), at + 40)))
}
