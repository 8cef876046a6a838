import type { ByteRange, ListHead } from './snapshotJson'

/** One document of a dump, or one item of a List in it. */
export interface YamlPart {
  readonly text: string
  /** The List that this is an item of. */
  readonly list: ListHead | null
}

const newline = 0x0a
const dash = 0x2d
const space = 0x20
const hash = 0x23
const bareItems = /^items:\s*$/

/**
 * Finds the documents of a YAML text, and the items of documents that are Lists, without making one string of it.
 * `kubectl get -o yaml` writes items with their dash at the start of the line, where nothing inside an item can
 * stand, so they are cut before any parsing; a List in another layout is one part. Never throws, unless one part
 * alone is longer than a string can be; linear.
 */
export function scanYaml(bytes: Uint8Array, receive: (part: YamlPart) => void): void {
  let from = 0
  let items: number[] | null = null
  let itemsEnd = -1
  const finish = (to: number): void => {
    emit(bytes, { from, to }, items, itemsEnd < 0 ? to : itemsEnd, receive)
    items = null
    itemsEnd = -1
  }
  for (let at = 0; at < bytes.length; at = lineAfter(bytes, at)) {
    const byte = bytes[at]
    if (byte === space || byte === newline || byte === hash) continue
    if (isSeparator(bytes, at)) {
      finish(at)
      from = at
    } else if (items === null) {
      if (isItemsKey(bytes, at)) items = []
    } else if (itemsEnd < 0) {
      if (byte === dash && bytes[at + 1] === space) (items as number[]).push(at)
      else itemsEnd = at
    }
  }
  finish(bytes.length)
}

function emit(
  bytes: Uint8Array,
  whole: ByteRange,
  items: readonly number[] | null,
  itemsEnd: number,
  receive: (part: YamlPart) => void,
): void {
  const first = items?.[0]
  if (items !== null && first !== undefined) {
    const frame =
      textOf(bytes, { from: whole.from, to: first }) + textOf(bytes, { from: itemsEnd, to: whole.to })
    const kind = /^kind:\s*["']?(\w*List)\b/m.exec(frame)?.[1]
    const apiVersion = /^apiVersion:\s*["']?([\w./]+)/m.exec(frame)?.[1] ?? null
    if (kind !== undefined) {
      items.forEach((from, i) => {
        receive({
          text: dedented(textOf(bytes, { from, to: items[i + 1] ?? itemsEnd })),
          list: { kind, apiVersion },
        })
      })
      return
    }
  }
  receive({ text: textOf(bytes, whole), list: null })
}

function dedented(item: string): string {
  return item.replace(/^- /, '  ').replace(/^ {2}/gm, '')
}

function textOf(bytes: Uint8Array, { from, to }: ByteRange): string {
  return new TextDecoder().decode(bytes.subarray(from, to))
}

function lineAfter(bytes: Uint8Array, at: number): number {
  const end = bytes.indexOf(newline, at)
  return end < 0 ? bytes.length : end + 1
}

function isSeparator(bytes: Uint8Array, at: number): boolean {
  if (bytes[at] !== dash || bytes[at + 1] !== dash || bytes[at + 2] !== dash) return false
  const next = bytes[at + 3]
  return next === undefined || next === space || next === newline || next === 0x0d || next === 0x09
}

function isItemsKey(bytes: Uint8Array, at: number): boolean {
  // `i`: most lines need no string to be told apart.
  return (
    bytes[at] === 0x69 &&
    bareItems.test(textOf(bytes, { from: at, to: Math.min(lineAfter(bytes, at), at + 40) }))
  )
}
