import type { Json } from '../model/shared'
import type { MapNode, YamlNode } from './amendTree'
import type { Comments, YamlStyle } from './writeYaml'

/** What shall become of a value in a text. Whatever a plan does not mention stays byte for byte. */
export type Plan =
  | { readonly kind: 'keep' }
  | { readonly kind: 'put'; readonly value: Json; readonly comments: Comments }
  | { readonly kind: 'seq'; readonly items: readonly SeqEntry[] }
  | { readonly kind: 'map'; readonly changes: readonly KeyChange[]; readonly order: readonly string[] }

/** One item of the sequence as it shall be: an old one by its position, or a new value (then `plan` puts it). */
export interface SeqEntry {
  readonly old: number | null
  readonly plan: Plan
  /** Put above a new item, and above an old one in the place of a comment of ours. Any other comment stays. */
  readonly comment: string | null
}

/** `plan` null removes the key. A key that is missing is put where `order` wants it. */
export interface KeyChange {
  readonly key: string
  readonly plan: Plan | null
}

/** What the amending of one document needs to know about it. */
export interface Surgery {
  readonly text: string
  readonly eol: string
  readonly style: YamlStyle
  /** A JSON document: keys and strings stay quoted, new objects are laid out over lines where the old ones are. */
  readonly json: boolean
  /** One level of indentation in a JSON document; empty when it is all on one line. */
  readonly unit: string
  /** What stands between a brace and what it holds where that is on one line: a space or nothing. */
  readonly pad: string
  /** Carries out a plan inside of a node; null when that is impossible. */
  readonly amend: (node: YamlNode, plan: Plan) => Splice | null
}

/** A range of the text and what replaces it. */
export interface Splice {
  readonly from: number
  readonly to: number
  readonly text: string
}

/** `text` with the range replaced; offsets of the splice count from `base`. */
export function applySplice(text: string, splice: Splice, base = 0): string {
  return text.slice(0, splice.from - base) + splice.text + text.slice(splice.to - base)
}

/** The pairs of a mapping plan in the order that they shall stand in; null marks what is removed. */
export function arrangedKeys(node: MapNode, plan: Plan & { kind: 'map' }): readonly ArrangedKey[] {
  const changes = new Map(plan.changes.map((change) => [change.key, change.plan]))
  const kept: ArrangedKey[] = node.pairs.flatMap((pair, old) => {
    const change = changes.get(pair.key)
    return change === null ? [] : [{ key: pair.key, old, plan: change ?? { kind: 'keep' } }]
  })
  const added = plan.changes.filter(
    ({ key, plan: it }) => it !== null && !node.pairs.some((pair) => pair.key === key),
  )
  for (const { key, plan: it } of added)
    if (it !== null) kept.splice(place(kept, key, plan.order), 0, { key, old: null, plan: it })
  return kept
}

export interface ArrangedKey {
  readonly key: string
  readonly old: number | null
  readonly plan: Plan
}

/** Behind the last key that comes before `key` in `order`, else before the first that comes after it, else last. */
function place(kept: readonly ArrangedKey[], key: string, order: readonly string[]): number {
  const rank = order.indexOf(key)
  const before = kept.findLastIndex((it) => order.includes(it.key) && order.indexOf(it.key) < rank)
  if (before >= 0) return before + 1
  const after = kept.findIndex((it) => order.indexOf(it.key) > rank)
  return after < 0 ? kept.length : after
}

/** Whether only white space stands before an offset on its line. */
export function ownLine(text: string, at: number): boolean {
  return text.slice(lineStart(text, at), at).trim() === ''
}

export function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1
}

/** Past the line end of the line that holds `at`. */
export function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end + 1
}

/** Characters before an offset on its line; a byte order mark is none. */
export function column(text: string, at: number): number {
  const start = lineStart(text, at)
  return at - start - (start === 0 && text.startsWith('\uFEFF') ? 1 : 0)
}
