import {
  type AliasEvent,
  COLLECTION_STYLE,
  EVENT_ID,
  type Event,
  getScalarValue,
  type MappingEvent,
  SCALAR_STYLE,
  type ScalarEvent,
  type SequenceEvent,
} from 'js-yaml'

/** Where a value stands in a document: offsets in the document's text. `keyFrom` is where its key starts, -1 without one. */
export interface Position {
  readonly keyFrom: number
  readonly keyTo: number
  readonly from: number
  to: number
  /** By field name or by the decimal position of an item; null for scalars and aliases. */
  readonly children: Map<string, Position> | null
}

interface Frame {
  readonly position: Position
  readonly isList: boolean
  readonly isFlow: boolean
  /** Of a mapping: the key whose value comes next. */
  key: { readonly name: string; readonly from: number; readonly to: number } | null
  /** Of a list: how many items it has so far. */
  count: number
}

/** The walk over the events: open collections, the root once it is known, and the end of the last value seen. */
interface Walk {
  readonly text: string
  readonly frames: Frame[]
  root: Position
  last: number
}

/**
 * The positions of all values of the first document in `events`, as a tree in the shape of the value. What an alias
 * or a merge key brings in has no children here. Total for what `parseEvents` gives; linear.
 */
export function positionsOf(text: string, events: readonly Event[]): Position {
  const start: Position = { keyFrom: -1, keyTo: -1, from: 0, to: 0, children: null }
  const walk: Walk = { text, frames: [], root: start, last: 0 }
  for (const event of events) {
    if (event.type === EVENT_ID.DOCUMENT) continue
    if (event.type === EVENT_ID.POP) close(walk)
    else if (event.type === EVENT_ID.SEQUENCE || event.type === EVENT_ID.MAPPING) open(walk, event)
    else addLeaf(walk, event)
    if (walk.frames.length === 0) break
  }
  return walk.root
}

function open(walk: Walk, event: SequenceEvent | MappingEvent): void {
  const top = walk.frames.at(-1)
  const position = newPosition(top, event.start, event.start, new Map())
  const isFlow = event.style === COLLECTION_STYLE.FLOW
  if (top) put(top, position, '')
  else walk.root = position
  walk.frames.push({ position, isList: event.type === EVENT_ID.SEQUENCE, isFlow, key: null, count: 0 })
}

function close(walk: Walk): void {
  const ended = walk.frames.pop()
  if (!ended) return
  const { position, isFlow } = ended
  if (isFlow) walk.last = flowEnd(walk.text, Math.max(walk.last, position.from + 1))
  position.to = Math.max(position.to, walk.last)
}

function addLeaf(walk: Walk, event: ScalarEvent | AliasEvent): void {
  const top = walk.frames.at(-1)
  const [from, to] = rangeOf(event)
  // An empty value has no range of its own: it stands right behind its key.
  const position =
    from < 0 ? newPosition(top, top?.key?.to ?? walk.last, walk.last, null) : newPosition(top, from, to, null)
  walk.last = Math.max(walk.last, to)
  if (!top) walk.root = position
  else if (!top.isList && top.key === null && event.type === EVENT_ID.SCALAR) {
    put(top, position, getScalarValue(walk.text, event))
  } else put(top, position, '')
}

function rangeOf(event: ScalarEvent | AliasEvent): readonly [number, number] {
  if (event.type === EVENT_ID.ALIAS) return [event.anchorStart, event.anchorEnd]
  const quote = isQuoted(event) ? 1 : 0
  return event.valueStart < 0 ? [-1, -1] : [event.valueStart - quote, event.valueEnd + quote]
}

function isQuoted({ style }: ScalarEvent): boolean {
  return style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED
}

function newPosition(
  top: Frame | undefined,
  from: number,
  to: number,
  children: Position['children'],
): Position {
  const key = top?.key
  return { keyFrom: key?.from ?? -1, keyTo: key?.to ?? -1, from, to: Math.max(from, to), children }
}

/** Adds the next node of a collection: an item, a value, or the key of the value to come. */
function put(frame: Frame, position: Position, keyName: string): void {
  if (frame.isList) frame.position.children?.set(String(frame.count++), position)
  else if (frame.key === null) frame.key = { name: keyName, from: position.from, to: position.to }
  else {
    frame.position.children?.set(frame.key.name, position)
    frame.key = null
  }
}

/** The events do not say where a flow collection ends: behind the bracket that follows its last value. */
function flowEnd(text: string, from: number): number {
  const bracket = /(?:[\s,]|#.*)*[\]}]/y
  bracket.lastIndex = from
  return bracket.test(text) ? bracket.lastIndex : from
}

/** A value's position, or that of the nearest value around it: a merged or aliased part has none of its own. */
export function positionAt(root: Position, path: readonly string[]): Position {
  let position = root
  for (const step of path) {
    const next = position.children?.get(step)
    if (!next) return position
    position = next
  }
  return position
}

/** Offsets at which lines begin; line ends are `\n`, `\r\n` and `\r`. Linear. */
export function lineStarts(text: string): readonly number[] {
  const starts = [0]
  const hasReturns = text.includes('\r')
  if (hasReturns) for (const found of text.matchAll(/\r\n?|\n/g)) starts.push(found.index + found[0].length)
  else for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

/** 0-based line and column of an offset. Logarithmic in the number of lines. */
export function lineAt(starts: readonly number[], offset: number): { line: number; column: number } {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return { line: low, column: offset - (starts[low] ?? 0) }
}
