import { COLLECTION_STYLE, EVENT_ID, type Event, getScalarValue, parseEvents, SCALAR_STYLE } from 'js-yaml'
import { withoutFlowTabs } from './dialect'

/**
 * A YAML document as a tree of offsets into its text: what surgery needs and values do not tell. `from` and `to`
 * enclose the node without its anchor and tag; an empty value has no extent and stands where it would begin.
 */
export type YamlNode = ScalarNode | MapNode | SeqNode | AliasNode

interface Extent {
  readonly from: number
  readonly to: number
  /** Has an anchor or a tag, which stand before `from`. */
  readonly adorned: boolean
}

export interface ScalarNode extends Extent {
  readonly kind: 'scalar'
  readonly text: string
}

export interface MapNode extends Extent {
  readonly kind: 'map'
  readonly flow: boolean
  readonly pairs: readonly YamlPair[]
}

export interface YamlPair {
  readonly key: string
  /** With its quotes. */
  readonly from: number
  /** After the colon, or after the key where a flow mapping has none. */
  readonly colonEnd: number
  readonly value: YamlNode
}

export interface SeqNode extends Extent {
  readonly kind: 'seq'
  readonly flow: boolean
  readonly items: readonly YamlItem[]
}

export interface YamlItem {
  /** Of its dash in a block sequence, of its value in a flow one. */
  readonly from: number
  readonly value: YamlNode
}

export interface AliasNode extends Extent {
  readonly kind: 'alias'
  readonly target: YamlNode | null
}

/** The tree of a text's first document; null when it cannot be parsed or has no content. Never throws; linear. */
export function parseTree(text: string): YamlNode | null {
  return treeOf(text) ?? treeOf(withoutFlowTabs(text))
}

function treeOf(text: string): YamlNode | null {
  try {
    const events = parseEvents(text, { maxDepth: 100 })
    const start = events.findIndex((event) => event.type !== EVENT_ID.DOCUMENT)
    const reader: Reader = { text, events, at: Math.max(start, 0), anchors: new Map() }
    return events[reader.at]?.type === EVENT_ID.POP ? null : readNode(reader, 0)
  } catch {
    return null
  }
}

/** What an alias stands for, or the node itself. */
export function resolved(node: YamlNode | undefined | null): YamlNode | null {
  let at = node ?? null
  // An alias cannot name another alias, but a guard costs nothing.
  for (let i = 0; at?.kind === 'alias' && i < 10; i++) at = at.target
  return at
}

/** The value of a key, through aliases and merge keys; undefined where the node is no mapping or lacks it. */
export function fieldOf(node: YamlNode | undefined | null, key: string, depth = 0): YamlNode | undefined {
  const map = resolved(node)
  if (map?.kind !== 'map' || depth > 10) return undefined
  const own = map.pairs.findLast((pair) => pair.key === key)
  if (own !== undefined) return own.value
  const merged = resolved(map.pairs.find((pair) => pair.key === '<<')?.value)
  if (merged === null) return undefined
  const sources = merged.kind === 'seq' ? merged.items.map((item) => item.value) : [merged]
  for (const one of sources) {
    const found = fieldOf(one, key, depth + 1)
    if (found !== undefined) return found
  }
  return undefined
}

/** The text of a scalar under a key. */
export function textOf(node: YamlNode | undefined | null, key: string): string | undefined {
  const value = resolved(fieldOf(node, key))
  return value?.kind === 'scalar' ? value.text : undefined
}

interface Reader {
  readonly text: string
  readonly events: readonly Event[]
  at: number
  readonly anchors: Map<string, YamlNode>
}

/** Reads one node; `emptyAt` is where it stands when the text gives no value. */
function readNode(reader: Reader, emptyAt: number): YamlNode {
  const event = reader.events[reader.at++]
  if (event === undefined || event.type === EVENT_ID.DOCUMENT || event.type === EVENT_ID.POP)
    return { kind: 'scalar', text: '', from: emptyAt, to: emptyAt, adorned: false }
  if (event.type === EVENT_ID.ALIAS) {
    const name = reader.text.slice(event.anchorStart, event.anchorEnd)
    const target = reader.anchors.get(name) ?? null
    return { kind: 'alias', target, from: event.anchorStart - 1, to: event.anchorEnd, adorned: false }
  }
  const node = readValue(reader, event, emptyAt, event.anchorStart >= 0 || event.tagStart >= 0)
  if (event.anchorStart >= 0) reader.anchors.set(reader.text.slice(event.anchorStart, event.anchorEnd), node)
  return node
}

type ValueEvent = Exclude<
  Event,
  { type: typeof EVENT_ID.DOCUMENT | typeof EVENT_ID.POP | typeof EVENT_ID.ALIAS }
>

function readValue(reader: Reader, event: ValueEvent, emptyAt: number, adorned: boolean): YamlNode {
  if (event.type !== EVENT_ID.SCALAR) {
    const flow = event.style === COLLECTION_STYLE.FLOW
    return event.type === EVENT_ID.MAPPING
      ? readMap(reader, event.start, flow, adorned)
      : readSeq(reader, event.start, flow, adorned)
  }
  if (event.valueStart < 0) return { kind: 'scalar', text: '', from: emptyAt, to: emptyAt, adorned }
  const quoted = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED
  const raw = reader.text.slice(event.valueStart, event.valueEnd)
  const from = event.valueStart - (quoted ? 1 : 0)
  const to = quoted ? event.valueEnd + 1 : event.valueStart + raw.trimEnd().length
  return { kind: 'scalar', text: getScalarValue(reader.text, event), from, to, adorned }
}

function readMap(reader: Reader, from: number, flow: boolean, adorned: boolean): MapNode {
  const pairs: YamlPair[] = []
  let to = from + 1
  while (!atEnd(reader)) {
    const key = readNode(reader, to)
    const colonEnd = afterColon(reader.text, key.to)
    const value = readNode(reader, colonEnd)
    pairs.push({ key: key.kind === 'scalar' ? key.text : '', from: key.from, colonEnd, value })
    to = Math.max(colonEnd, value.to)
  }
  reader.at++
  return { kind: 'map', flow, pairs, from, to: flow ? afterBracket(reader.text, to, '}') : to, adorned }
}

function readSeq(reader: Reader, from: number, flow: boolean, adorned: boolean): SeqNode {
  const items: YamlItem[] = []
  let to = flow ? from + 1 : from
  while (!atEnd(reader)) {
    const dash = flow ? to : skipBlank(reader.text, to)
    const value = readNode(reader, dash + 1)
    items.push({ from: flow ? value.from : dash, value })
    to = flow ? value.to : Math.max(dash + 1, value.to)
  }
  reader.at++
  return { kind: 'seq', flow, items, from, to: flow ? afterBracket(reader.text, to, ']') : to, adorned }
}

function atEnd(reader: Reader): boolean {
  const event = reader.events[reader.at]
  return event === undefined || event.type === EVENT_ID.POP
}

function afterColon(text: string, keyEnd: number): number {
  const at = skipBlank(text, keyEnd)
  return text[at] === ':' ? at + 1 : keyEnd
}

/** Past the closing bracket of a flow collection whose last child ends at `from`; `from` when there is none. */
function afterBracket(text: string, from: number, bracket: string): number {
  let at = skipBlank(text, from)
  while (text[at] === ',') at = skipBlank(text, at + 1)
  return text[at] === bracket ? at + 1 : from
}

/** The next offset at or after `at` that is neither white space nor in a comment. */
function skipBlank(text: string, at: number): number {
  blank.lastIndex = at
  return blank.test(text) ? blank.lastIndex : at
}

const blank = /(?:\s|(?<=\s)#[^\r\n]*)*/y
