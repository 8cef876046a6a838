import { lineStarts } from './locate'

type Range = readonly [from: number, to: number]

/** One YAML document or JSON object of a file's text. Offsets count UTF-16 units in the whole text. */
export interface DocumentPart {
  readonly text: string
  /** Where `text` begins in the file. */
  readonly from: number
  /** 0-based line of `from`, and how many units of that line stand before it. */
  readonly line: number
  readonly column: number
}

/**
 * Cuts a file's text into its documents, so that one bad document never hides the others. A YAML document begins at
 * a line that starts with `---`; the grammar forbids such lines inside block scalars, so the cut is safe before any
 * parsing. JSON objects that follow each other are parts too. Parts that hold nothing but comments, directives and
 * separators are no documents. Total; linear.
 */
export function splitDocuments(text: string): readonly DocumentPart[] {
  const parts: DocumentPart[] = []
  const lines = lineCounter(text)
  for (const [from, to] of yamlRanges(text)) {
    const part = text.slice(from, to)
    if (isBlank(part)) continue
    for (const [first, last] of jsonRanges(part)) {
      parts.push({ text: part.slice(first, last), from: from + first, ...lines(from + first) })
    }
  }
  return parts
}

function yamlRanges(text: string): readonly Range[] {
  const starts = [...text.matchAll(/^---(?=\s|$)/gm)].map(({ index }) => index)
  const cuts = [0, ...starts.filter((start) => start > 0), text.length]
  return cuts.slice(1).map((end, i): Range => [cuts[i] ?? 0, end])
}

/** Comments, `---` and `...` markers and `%` directives alone are no document. */
function isBlank(part: string): boolean {
  return /^\uFEFF?(?:[^\S\r\n]*(?:#.*)?(?:\r\n?|\n|$)|(?:---|\.\.\.)[^\S\r\n]*(?:#.*)?(?:\r\n?|\n|$)|%.*(?:\r\n?|\n|$))*$/.test(
    part,
  )
}

/**
 * The ranges of JSON objects that follow each other in one part, as `kubectl get -o json` calls give when they are
 * concatenated. The whole part when it is not exactly that: then it is for the YAML reader to judge.
 */
function jsonRanges(part: string): readonly Range[] {
  const whole: Range = [0, part.length]
  if (!/^\uFEFF?\s*\{/.test(part) || !/\}[\s\uFEFF]*\{/.test(part)) return [whole]
  const ranges = bracedRanges(part)
  const between = ranges.map(([from], i) => part.slice(ranges[i - 1]?.[1] ?? 0, from))
  const rest = part.slice(ranges.at(-1)?.[1] ?? 0)
  const areAll = [...between, rest].every((text) => /^[\s\uFEFF]*$/.test(text))
  return areAll && ranges.length > 1 ? ranges : [whole]
}

/** Ranges from an outermost `{` to its `}`, braces in double quotes apart. */
function bracedRanges(part: string): readonly Range[] {
  const ranges: Range[] = []
  let depth = 0
  let from = 0
  for (const { 0: found, index } of part.matchAll(/"(?:[^"\\]|\\.)*"|[{}]/gs)) {
    if (found === '{') {
      if (depth === 0) from = index
      depth += 1
    } else if (found === '}') {
      depth -= 1
      if (depth === 0) ranges.push([from, index + 1])
    }
  }
  return ranges
}

/** Counts lines from where it last stood, so asking in ascending order is linear in total. */
function lineCounter(text: string): (offset: number) => { line: number; column: number } {
  const starts = lineStarts(text)
  let line = 0
  return (offset) => {
    while ((starts[line + 1] ?? text.length + 1) <= offset) line += 1
    return { line, column: offset - (starts[line] ?? 0) }
  }
}
