import type { Json } from '../model/shared'
import {
  applySplice,
  arrangedKeys,
  column,
  lineStart,
  type Plan,
  type Splice,
  type Surgery,
} from './amendSurgery'
import type { MapNode, SeqNode, YamlNode } from './amendTree'
import { flowText } from './writeYaml'

/** One entry of a flow collection: its text's range, and its value inside of it. */
interface FlowEntry {
  readonly from: number
  readonly to: number
  readonly valueFrom: number
  readonly value: YamlNode
}

interface Wanted {
  readonly key: string | null
  readonly old: number | null
  readonly plan: Plan
}

/** Carries out a plan for `{…}` or `[…]`: kept entries keep their bytes and what stands before them. */
export function amendFlow(surgery: Surgery, node: MapNode | SeqNode, plan: Plan): Splice | null {
  const { text } = surgery
  const entries = entriesOf(node)
  // A lone pair in a sequence, `[a: b]`, has no brackets of its own.
  if (text[node.from] !== (node.kind === 'map' ? '{' : '[') || entries.some(({ value }) => value.adorned))
    return null
  const wanted = wantedEntries(node, plan)
  if (wanted === null) return null
  const gaps = gapsOf(text, node, entries)
  const pretty = /[\r\n]/.test(gaps.first)
  const indent = ' '.repeat(column(text, entries[0]?.from ?? node.from))
  const parts = wanted.map((one) => {
    const entry = one.old === null ? undefined : entries[one.old]
    return entry === undefined
      ? newEntry(surgery, one, pretty, indent)
      : amendedEntry(surgery, entry, one.plan)
  })
  if (parts.includes(null)) return null
  const between = (i: number): string => (i > 0 ? (gaps.between[i - 1] ?? gaps.usual) : gaps.usual)
  const body = wanted
    .map(({ old }, j) => (j === 0 ? gaps.first : between(old ?? 0)) + (parts[j] ?? ''))
    .join('')
  const brackets = node.kind === 'map' ? '{}' : '[]'
  const inner = wanted.length === 0 ? '' : body + gaps.last
  return { from: node.from, to: node.to, text: `${brackets[0]}${inner}${brackets[1]}` }
}

function wantedEntries(node: MapNode | SeqNode, plan: Plan): readonly Wanted[] | null {
  if (node.kind === 'map' && plan.kind === 'map') return arrangedKeys(node, plan)
  if (node.kind === 'seq' && plan.kind === 'seq') return plan.items.map((item) => ({ ...item, key: null }))
  return null
}

function entriesOf(node: MapNode | SeqNode): readonly FlowEntry[] {
  if (node.kind === 'seq')
    return node.items.map(({ from, value }) => ({ from, to: value.to, valueFrom: from, value }))
  return node.pairs.map(({ from, colonEnd, value }) => ({
    from,
    to: Math.max(colonEnd, value.to),
    valueFrom: colonEnd,
    value,
  }))
}

interface Gaps {
  readonly first: string
  readonly between: readonly string[]
  readonly last: string
  /** For entries that had none. */
  readonly usual: string
}

function gapsOf(text: string, node: MapNode | SeqNode, entries: readonly FlowEntry[]): Gaps {
  const first = text.slice(node.from + 1, entries[0]?.from ?? node.to - 1)
  const between = entries.slice(1).map((entry, i) => text.slice(entries[i]?.to ?? entry.from, entry.from))
  const last = entries.length === 0 ? '' : text.slice(entries.at(-1)?.to ?? node.to - 1, node.to - 1)
  const plain = between.find((gap) => /^\s*,\s*$/.test(gap))
  const usual = plain ?? (/[\r\n]/.test(first) && first.trim() === '' ? `,${first}` : ', ')
  return { first, between, last, usual }
}

function amendedEntry(surgery: Surgery, entry: FlowEntry, plan: Plan): string | null {
  const { text } = surgery
  const raw = text.slice(entry.from, entry.to)
  if (plan.kind === 'keep') return raw
  if (plan.kind !== 'put') {
    const splice = surgery.amend(entry.value, plan)
    return splice === null ? null : applySplice(raw, splice, entry.from)
  }
  const isPair = entry.valueFrom > entry.from
  const indent = /^\s*/.exec(text.slice(lineStart(text, entry.from), entry.from))?.[0] ?? ''
  const value = valueText(surgery, plan.value, surgery.unit !== '', indent)
  return isPair ? `${text.slice(entry.from, entry.valueFrom)} ${value}` : value
}

function newEntry(surgery: Surgery, { key, plan }: Wanted, pretty: boolean, indent: string): string | null {
  if (plan.kind !== 'put') return null
  const value = valueText(surgery, plan.value, pretty, indent)
  return key === null ? value : `${flowText(key, surgery.json)}: ${value}`
}

function valueText({ json, eol, unit, pad }: Surgery, value: Json, pretty: boolean, indent: string): string {
  if (!pretty || unit === '') return flowText(value, json, pad)
  return JSON.stringify(value, null, unit).replaceAll('\n', eol + indent)
}
