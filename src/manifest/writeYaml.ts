import type { Json } from '../model/shared'

/** How a text is laid out: spaces per mapping level, and how far a sequence's dashes stand in from their key. */
export interface YamlStyle {
  readonly step: number
  readonly dash: number
}

/** As the Kubernetes documentation writes it: two spaces, dashes under their key. */
export const docsStyle: YamlStyle = { step: 2, dash: 0 }

/** Comment lines (without `# `) to put above sequence items, by the item's identity. */
export type Comments = ReadonlyMap<Json, string>

export const noComments: Comments = new Map()

/**
 * A value as lines of block YAML, without indentation of their own and without line ends. Keys keep their
 * order. Total for values up to some thousand levels deep; linear.
 */
export function blockLines(value: Json, style: YamlStyle = docsStyle, comments = noComments): string[] {
  const lines: string[] = []
  addBlock({ lines, style, comments }, value, '')
  return lines
}

/** The lines of one sequence item: its comment, then the value behind a dash. */
export function itemLines(item: Json, style: YamlStyle, comments: Comments): string[] {
  const lines: string[] = []
  addItem({ lines, style, comments }, item, '')
  return lines
}

/** The lines of one mapping entry: `key: value`, or the key and its nested lines below it. */
export function pairLines(key: string, value: Json, style: YamlStyle, comments: Comments): string[] {
  const lines: string[] = []
  addPair({ lines, style, comments }, key, value, '')
  return lines
}

interface Page {
  readonly lines: string[]
  readonly style: YamlStyle
  readonly comments: Comments
}

function addBlock(page: Page, value: Json, pad: string): void {
  if (!isNested(value)) page.lines.push(pad + flowText(value))
  else if (isList(value)) for (const item of value) addItem(page, item, pad)
  else for (const [key, inner] of Object.entries(value)) addPair(page, key, inner, pad)
}

function addItem(page: Page, item: Json, pad: string): void {
  const { lines, comments } = page
  const comment = comments.get(item)
  if (comment !== undefined) lines.push(`${pad}# ${comment}`)
  const first = lines.length
  addBlock(page, item, `${pad}  `)
  lines[first] = `${pad}- ${lines[first]?.slice(pad.length + 2) ?? ''}`
}

function addPair(page: Page, key: string, value: Json, pad: string): void {
  const { lines, style } = page
  if (isNested(value)) {
    lines.push(`${pad}${scalarText(key)}:`)
    addBlock(page, value, pad + ' '.repeat(isList(value) ? style.dash : style.step))
  } else lines.push(`${pad}${scalarText(key)}: ${flowText(value)}`)
}

/** A value on one line: `{from: [{podSelector: {}}]}`, or JSON with spaces when `json`. `pad` stands inside of braces. */
export function flowText(value: Json, json = false, pad = ''): string {
  if (value === null) return 'null'
  if (typeof value === 'string') return json ? JSON.stringify(value) : scalarText(value)
  if (typeof value !== 'object') return String(value)
  if (isList(value)) return `[${value.map((item) => flowText(item, json, pad)).join(', ')}]`
  const pairs = Object.entries(value)
  if (pairs.length === 0) return '{}'
  const inside = pairs
    .map(([key, inner]) => `${flowText(key, json)}: ${flowText(inner, json, pad)}`)
    .join(', ')
  return `{${pad}${inside}${pad}}`
}

/**
 * A string as YAML that every reader takes for that string: plain where it is surely one, else double-quoted.
 * Quoted are what YAML 1.1 as kubectl reads it, or YAML 1.2, would take for a boolean, null, number, date or
 * merge key (SEMANTICS 25), and whatever holds a character with a meaning.
 */
export function scalarText(text: string): string {
  if (plain.test(text) && !looksLikeAnother.test(text)) return text
  return JSON.stringify(text).replace(/[\u007f-\u00a0\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]/g, escaped)
}

const plain = /^[A-Za-z0-9_./][A-Za-z0-9_./-]*$/
const looksLikeAnother =
  /^(?:y|n|yes|no|on|off|true|false|null|[-+.]?[0-9][0-9_.]*(?:e[-+]?[0-9]+)?|0[xob][0-9a-f_]+|\.(?:inf|nan)|[0-9]{4}-.*|\.+|_+)$/i

function escaped(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`
}

function isNested(value: Json): value is readonly Json[] | { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0
}

// Array.isArray does not narrow readonly arrays.
function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}
