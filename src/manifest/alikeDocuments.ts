import { plainScalar } from './dialect'
import { type ParseOutcome, parseDocument, parsedLater } from './parse'
import { partRead, type Wanted } from './readParts'
import { isRecord, setOwn } from './record'

/** Stands for a value that was cut out of a text; documents that hold it themselves are not cut. */
const gap = '\uE000'

/** More are forgotten, all at once: a text that nobody is going to repeat must not fill the memory. */
const mostShapes = 5000
const mostScalars = 200_000

/** A document's text without its plain values, and where each of them stands in it. */
interface Cut {
  readonly shape: string
  readonly spans: readonly number[]
}

/** How to make a document's value from the values that were cut out. `fixed` parts are the same in all. */
type Plan =
  | { readonly kind: 'fixed'; readonly value: unknown }
  | { readonly kind: 'gap'; readonly at: number }
  | { readonly kind: 'list'; readonly items: readonly Plan[] }
  | { readonly kind: 'mapping'; readonly fields: readonly (readonly [key: string, plan: Plan])[] }

/**
 * Parses documents as `parseDocument` does, but documents that differ in nothing but values at the ends of lines only
 * once: pods of a workload are alike but for names, addresses and moments. What the reader says of the shape holds for
 * all of them, since no such value means anything to YAML wherever it stands; the values themselves it is asked
 * once each. Of parts that nothing reads (`readParts`) no values are made, only null. Whatever is no ordinary shape (tags,
 * anchors, values that are keys) is parsed whole. The first document of a shape costs what it cost before; each other
 * one a walk over its text. Total.
 */
export function createAlikeParser(): (text: string) => ParseOutcome {
  const shapes = new Map<string, Plan | 'met' | 'unusual'>()
  const scalars = new Map<string, unknown>()
  return (text) => {
    const cut = cutValues(text)
    if (cut === null) return parseDocument(text)
    const known = shapes.get(cut.shape)
    const plan = known === 'met' ? planOf(cut) : known
    if (known === undefined && shapes.size >= mostShapes) shapes.clear()
    if (scalars.size >= mostScalars) scalars.clear()
    if (plan !== known || plan === undefined) shapes.set(cut.shape, plan ?? 'met')
    if (typeof plan !== 'object') return parseDocument(text)
    return parsedLater(text, fill(plan, text, cut.spans, scalars))
  }
}

/** Words of characters that mean nothing to YAML, alone or in quotes, from behind a key or dash to the end of the line. */
const part = String.raw`[\w./@+=-]`
const word = `${part}+(?::${part}+)*`
const plain = `[a-zA-Z0-9/]${part}*(?::${part}+)*`
const quoted = `(?:${word}(?: ${word})*)?`
const valueAtEnd = new RegExp(String.raw`(?<!\bkind)[:-] (?:${plain}|"${quoted}"|'${quoted}')(?=\r?\n)`, 'g')

/** Null for JSON, and for texts without such values. `kind` stays, for it decides what is read. */
function cutValues(text: string): Cut | null {
  if (/^(?:---[ \t]*\r?\n)?\s*[{[]/.test(text) || text.includes(gap)) return null
  const spans: number[] = []
  let shape = ''
  let copied = 0
  valueAtEnd.lastIndex = 0
  for (let found = valueAtEnd.exec(text); found !== null; found = valueAtEnd.exec(text)) {
    const end = found.index + found[0].length
    const isQuoted = isQuote(text, found.index + 2)
    const from = found.index + (isQuoted ? 3 : 2)
    const to = isQuoted ? end - 1 : end
    shape += text.slice(copied, from) + gap
    spans.push(from, to)
    copied = to
  }
  return spans.length === 0 ? null : { shape: shape + text.slice(copied), spans }
}

function isQuote(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code === 0x22 || code === 0x27
}

/** Tags, anchors, aliases, directives and keys that begin with `?`: there a value may decide what others mean. */
const unusual = /(?:^|[\s,[{])(?:[!&*]|\?\s)|^%|<</m

function planOf({ shape }: Cut): Plan | 'unusual' {
  if (unusual.test(shape)) return 'unusual'
  let count = 0
  const outcome = parseDocument(shape.replaceAll(gap, () => `${gap}${count++}`))
  if (outcome.kind === 'failed' || outcome.hasMore) return 'unusual'
  return planPart(outcome.document.value, 'object') ?? 'unusual'
}

/** Null when a value that is read holds more than what was cut out, such as text on several lines. */
function planPart(value: unknown, wanted: Wanted): Plan | null {
  if (wanted === 'nothing') return { kind: 'fixed', value: null }
  if (typeof value === 'string') return planText(value)
  if (Array.isArray(value)) return planList(value, wanted)
  return isRecord(value) ? planMapping(value, wanted) : { kind: 'fixed', value }
}

function planText(value: string): Plan | null {
  if (!value.includes(gap)) return { kind: 'fixed', value }
  return /^\uE000\d+$/.test(value) ? { kind: 'gap', at: Number(value.slice(1)) } : null
}

function planList(value: readonly unknown[], wanted: Wanted): Plan | null {
  const part = typeof wanted === 'object' && 'items' in wanted ? wanted.items : 'whole'
  const items: Plan[] = []
  for (const item of value) {
    const plan = planPart(item, part)
    if (plan === null) return null
    items.push(plan)
  }
  return items.every(isFixed)
    ? { kind: 'fixed', value: items.map((it) => it.value) }
    : { kind: 'list', items }
}

function planMapping(value: Readonly<Record<string, unknown>>, wanted: Wanted): Plan | null {
  const kind = typeof value['kind'] === 'string' ? value['kind'] : null
  const fields: [string, Plan][] = []
  for (const key of Object.keys(value)) {
    const plan = planPart(value[key], partRead(wanted, kind, key))
    if (plan === null || key.includes(gap)) return null
    fields.push([key, plan])
  }
  const plan: Plan = { kind: 'mapping', fields }
  const isAllFixed = fields.every(([, it]) => isFixed(it))
  return isAllFixed ? { kind: 'fixed', value: fill(plan, '', [], new Map()) } : plan
}

function isFixed(plan: Plan): plan is Extract<Plan, { kind: 'fixed' }> {
  return plan.kind === 'fixed'
}

function fill(plan: Plan, text: string, spans: readonly number[], scalars: Map<string, unknown>): unknown {
  if (plan.kind === 'fixed') return plan.value
  if (plan.kind === 'gap') {
    const from = spans[2 * plan.at] ?? 0
    const cut = text.slice(from, spans[2 * plan.at + 1])
    return isQuote(text, from - 1) ? cut : scalarOf(cut, scalars)
  }
  if (plan.kind === 'list') return plan.items.map((it) => fill(it, text, spans, scalars))
  const value: Record<string, unknown> = {}
  for (const [key, part] of plan.fields) setOwn(value, key, fill(part, text, spans, scalars))
  return value
}

function scalarOf(text: string, scalars: Map<string, unknown>): unknown {
  if (scalars.has(text)) return scalars.get(text)
  const value = plainScalar(text)
  scalars.set(text, value)
  return value
}
