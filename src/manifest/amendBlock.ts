import {
  type ArrangedKey,
  applySplice,
  arrangedKeys,
  column,
  lineEnd,
  lineStart,
  ownLine,
  type Plan,
  type SeqEntry,
  type Splice,
  type Surgery,
} from './amendSurgery'
import type { MapNode, SeqNode, YamlNode } from './amendTree'
import { isRuleComment } from './writeComment'
import { blockLines, flowText, itemLines, pairLines } from './writeYaml'

/** The lines of one entry of a block collection, with the comment lines that stand right above it. */
interface Chunk {
  readonly from: number
  readonly to: number
  /** Where its key or dash begins, and where the value's text would begin (after colon or dash). */
  readonly start: number
  readonly valueFrom: number
  readonly value: YamlNode
}

/** Carries out a plan for a block mapping or sequence, line by line; what lies between the entries stays. */
export function amendBlock(surgery: Surgery, node: MapNode | SeqNode, plan: Plan): Splice | null {
  const chunks = chunksOf(surgery.text, node)
  const [first] = chunks ?? []
  if (chunks === null || first === undefined) return null
  const indent = column(surgery.text, first.start)
  const pieces =
    node.kind === 'map'
      ? mapPieces(surgery, node, chunks, plan, indent)
      : seqPieces(surgery, chunks, plan, indent)
  if (pieces === null) return null
  const from = first.from
  const to = chunks.at(-1)?.to ?? from
  const sharesLine = !ownLine(surgery.text, first.start)
  return { from, to, text: joined(surgery, chunks, pieces, sharesLine) }
}

interface Piece {
  readonly old: number | null
  readonly text: string
}

function mapPieces(
  surgery: Surgery,
  node: MapNode,
  chunks: readonly Chunk[],
  plan: Plan,
  indent: number,
): Piece[] | null {
  if (plan.kind !== 'map') return null
  return every(arrangedKeys(node, plan), (entry) => {
    const text =
      entry.old === null
        ? newPair(surgery, entry, indent)
        : amended(surgery, chunks[entry.old], entry.plan, indent)
    return text === null ? null : { old: entry.old, text }
  })
}

function seqPieces(surgery: Surgery, chunks: readonly Chunk[], plan: Plan, indent: number): Piece[] | null {
  if (plan.kind !== 'seq') return null
  const inFlow = chunks.every(({ value }) => (value.kind === 'map' || value.kind === 'seq') && value.flow)
  return every(plan.items, (entry) => {
    const text =
      entry.old === null
        ? newItem(surgery, entry, indent, inFlow)
        : recommented(
            surgery,
            chunks[entry.old],
            entry,
            amended(surgery, chunks[entry.old], entry.plan, indent),
          )
    return text === null ? null : { old: entry.old, text }
  })
}

/** All results, or null when one is null. */
function every<T, R>(list: readonly T[], make: (one: T) => R | null): R[] | null {
  const made = list.map(make)
  return made.includes(null) ? null : (made as R[])
}

function newPair(surgery: Surgery, { key, plan }: ArrangedKey, indent: number): string | null {
  if (plan.kind !== 'put') return null
  return indentedText(surgery, pairLines(key, plan.value, surgery.style, plan.comments), indent)
}

function newItem(
  surgery: Surgery,
  { plan, comment }: SeqEntry,
  indent: number,
  inFlow: boolean,
): string | null {
  if (plan.kind !== 'put') return null
  const lines = inFlow
    ? [`- ${flowText(plan.value, false, surgery.pad)}`]
    : itemLines(plan.value, surgery.style, plan.comments)
  return indentedText(surgery, comment === null ? lines : [`# ${comment}`, ...lines], indent)
}

function amended(surgery: Surgery, chunk: Chunk | undefined, plan: Plan, indent: number): string | null {
  if (chunk === undefined) return null
  const text = surgery.text.slice(chunk.from, chunk.to)
  if (plan.kind === 'keep') return text
  if (plan.kind === 'put') return replaced(surgery, chunk, plan, indent)
  const splice = surgery.amend(chunk.value, plan)
  return splice === null ? null : applySplice(text, splice, chunk.from)
}

/** The chunk with another value. A comment on the line that the old value began on stays there. */
function replaced(surgery: Surgery, chunk: Chunk, plan: Plan & { kind: 'put' }, indent: number): string {
  const { text, style } = surgery
  const isItem = text[chunk.start] === '-'
  const head = text.slice(chunk.from, chunk.valueFrom)
  const tail = (isItem ? null : keyRemark(text, chunk)) ?? behindValue(text, chunk)
  const lines = blockLines(plan.value, style, plan.comments)
  const nested =
    !isItem && typeof plan.value === 'object' && plan.value !== null && Object.keys(plan.value).length > 0
  if (!nested) {
    const [first = '', ...others] = lines
    return joinLines(surgery, [`${head} ${first}`, ...padded(others, indent + 2)]) + tail
  }
  const by = indent + (Array.isArray(plan.value) ? style.dash : style.step)
  const remark = tail.trim() === '' ? '' : ` ${tail.trim()}`
  return joinLines(surgery, [head + remark, ...padded(lines, by)]) + (tail.match(/\r?\n$/)?.[0] ?? '')
}

/** What stands behind a key whose value begins on a later line: a comment or nothing, and the line end. Null for other layouts. */
function keyRemark(text: string, { valueFrom, value }: Chunk): string | null {
  const rest = text.slice(valueFrom, lineEnd(text, valueFrom))
  return value.from >= valueFrom + rest.length && /^\s*(?:#|$)/.test(rest) ? rest : null
}

function behindValue(text: string, { valueFrom, value, to }: Chunk): string {
  return text.slice(Math.max(value.to, valueFrom), to)
}

/** The chunk with what it says of the new item in the place of our comment above the old one; a second one of ours goes. */
function recommented(
  surgery: Surgery,
  chunk: Chunk | undefined,
  { comment }: SeqEntry,
  text: string | null,
): string | null {
  if (text === null || chunk === undefined || comment === null) return text
  const head = surgery.text.slice(chunk.from, chunk.start)
  let isSaid = false
  const lines = head.split(/(?<=\n)/).flatMap((line) => {
    const [, before = '', words = '', after = ''] = /^(\s*# )(.*?)(\s*)$/.exec(line) ?? []
    if (!isRuleComment(words)) return [line]
    if (isSaid) return []
    isSaid = true
    return [before + comment + after]
  })
  return lines.join('') + text.slice(head.length)
}

/** The entries one below the other, with what stood between them; the last line ends as it did. */
function joined(
  { text, eol }: Surgery,
  chunks: readonly Chunk[],
  pieces: readonly Piece[],
  sharesLine: boolean,
): string {
  const isKept = (i: number) => pieces.some(({ old }) => old === i)
  let out = ''
  let next = 1
  const passGaps = (to: number, hasMore: boolean): void => {
    for (; next <= to; next++) {
      const gap = text.slice(chunks[next - 1]?.to ?? 0, chunks[next]?.from ?? 0)
      // The blank lines that set a removed entry apart go with it; comments stay.
      if (gap.trim() !== '' || (hasMore && isKept(next - 1))) out += gap
    }
  }
  for (const piece of pieces) {
    if (piece.old !== null) passGaps(piece.old, true)
    // What stood behind a dash may now stand on a line of its own.
    if (piece.old === 0 && sharesLine) out += ' '.repeat(column(text, chunks[0]?.start ?? 0))
    out += piece.text.endsWith('\n') ? piece.text : piece.text + eol
  }
  passGaps(chunks.length - 1, false)
  if (!text.slice(0, chunks.at(-1)?.to).endsWith('\n')) out = out.replace(/\r?\n$/, '')
  // The first entry of `- key: value` continues the dash's line.
  return sharesLine ? out.trimStart() : out
}

/** Null where an entry does not begin its line, which only the first may do. */
function chunksOf(text: string, node: MapNode | SeqNode): Chunk[] | null {
  const entries =
    node.kind === 'map'
      ? node.pairs.map((it) => ({ ...it, at: it.colonEnd }))
      : node.items.map((it) => ({ ...it, at: it.from + 1 }))
  const chunks: Chunk[] = []
  for (const { from: start, at: valueFrom, value } of entries) {
    if (!ownLine(text, start) && chunks.length > 0) return null
    if (node.kind === 'map' ? text[valueFrom - 1] !== ':' : text[start] !== '-') return null
    const from = ownLine(text, start) ? withCommentsAbove(text, start, chunks.at(-1)?.to ?? 0) : start
    chunks.push({ from, to: lineEnd(text, Math.max(value.to, valueFrom)), start, valueFrom, value })
  }
  return chunks
}

/** The start of the comment lines that stand right above a line, at the same indentation. */
function withCommentsAbove(text: string, start: number, least: number): number {
  const indent = text.slice(lineStart(text, start), start)
  let from = lineStart(text, start)
  while (from > least) {
    const above = lineStart(text, from - 1)
    if (above < least || !text.startsWith(`${indent}#`, above)) break
    from = above
  }
  return from
}

function indentedText(surgery: Surgery, lines: readonly string[], indent: number): string {
  return joinLines(surgery, padded(lines, indent)) + surgery.eol
}

function joinLines({ eol }: Surgery, lines: readonly string[]): string {
  return lines.join(eol)
}

function padded(lines: readonly string[], indent: number): string[] {
  return lines.map((line) => (line === '' ? line : ' '.repeat(indent) + line))
}
