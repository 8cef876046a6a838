// Where the scalars of block YAML end. All functions look at the letters of a letters, which end in NUL and have line breaks of `\n` or `\r\n`.

export const code = {
  end: 0x00,
  tab: 0x09,
  lineFeed: 0x0a,
  carriageReturn: 0x0d,
  space: 0x20,
  bang: 0x21,
  quote: 0x22,
  hash: 0x23,
  percent: 0x25,
  ampersand: 0x26,
  apostrophe: 0x27,
  asterisk: 0x2a,
  comma: 0x2c,
  dash: 0x2d,
  dot: 0x2e,
  colon: 0x3a,
  less: 0x3c,
  greater: 0x3e,
  question: 0x3f,
  at: 0x40,
  bracketOpen: 0x5b,
  backslash: 0x5c,
  bracketClose: 0x5d,
  backtick: 0x60,
  braceOpen: 0x7b,
  pipe: 0x7c,
  braceClose: 0x7d,
} as const

/** A text's UTF-16 units with NUL behind them; 0x80 stands for all that are not in ASCII. */
export type Letters = Uint8Array

export function codeAt(letters: Letters, at: number): number {
  return letters[at] ?? code.end
}

const lastPrintable = 0x7e

/** What a plain scalar cannot begin with, besides `-` and `?` before a space. */
const indicators: ReadonlySet<number> = new Set([
  code.bang,
  code.quote,
  code.hash,
  code.percent,
  code.ampersand,
  code.apostrophe,
  code.asterisk,
  code.comma,
  code.greater,
  code.at,
  code.bracketOpen,
  code.bracketClose,
  code.backtick,
  code.braceOpen,
  code.pipe,
  code.braceClose,
])

/** A scalar that was just read, and what its text held. One for a whole reading, since most scalars are short. */
export interface Found {
  /** Where its value ends. */
  end: number
  /** Where reading stopped: at a colon, a comment, a line end or what only the full reader judges. */
  stop: number
  /** Its value is its text: on one line, without escapes. */
  isSimple: boolean
  /** Some scalar so far held letters that the full reader may not take. */
  isOdd: boolean
}

export function isBreakOrEnd(char: number): boolean {
  return char === code.lineFeed || char === code.carriageReturn || char === code.end
}

/** Whether a block sequence's dash, or a key's colon, stands at `at`. */
export function isIndicator(letters: Letters, at: number): boolean {
  const next = codeAt(letters, at + 1)
  return next === code.space || isBreakOrEnd(next)
}

export function canBeginPlain(letters: Letters, at: number): boolean {
  const char = codeAt(letters, at)
  if (isLetter(char)) return true
  if (char <= code.space || indicators.has(char)) return false
  return (char !== code.dash && char !== code.question) || !isBlank(codeAt(letters, at + 1))
}

function isLetter(char: number): boolean {
  const lower = char | 0x20
  return lower >= 0x61 && lower <= 0x7a
}

function isBlank(char: number): boolean {
  return char === code.space || char === code.tab || isBreakOrEnd(char)
}

/** The line of a plain scalar from `at`: up to a colon that ends a key, a comment or the end of the line. */
export function plainLine(letters: Letters, at: number, found: Found): void {
  let end = at
  let stop = at
  for (; ; stop++) {
    const char = codeAt(letters, stop)
    if (char === code.space) continue
    if (char === code.colon) {
      if (isBlank(codeAt(letters, stop + 1))) break
    } else if (char === code.hash) {
      if (codeAt(letters, stop - 1) === code.space) break
    } else if (char < code.space) break
    else if (char > lastPrintable) found.isOdd = true
    end = stop + 1
  }
  found.end = end
  found.stop = stop
}

/**
 * A quoted scalar, from behind its opening quote. Lines that it goes on in are indented more than `parentColumn`.
 * False for what only the full reader judges.
 */
export function quoted(letters: Letters, from: number, parentColumn: number, found: Found): boolean {
  const quote = codeAt(letters, from - 1)
  let at = from
  found.isSimple = true
  for (;;) {
    const char = codeAt(letters, at)
    if (char === quote && (quote === code.quote || codeAt(letters, at + 1) !== quote)) break
    if (char === quote || char < code.space || char === code.backslash) {
      at = behindSpecial(letters, at, quote, parentColumn, found)
      if (at < 0) return false
    } else at += 1
  }
  found.end = at
  found.stop = at + 1
  return true
}

/** Behind a doubled quote, an escape, a line break or a tab in a quoted scalar; -1 for other control characters. */
function behindSpecial(
  letters: Letters,
  at: number,
  quote: number,
  parentColumn: number,
  found: Found,
): number {
  const char = codeAt(letters, at)
  if (char === code.tab || (char === code.backslash && quote === code.apostrophe)) return at + 1
  found.isSimple = false
  if (char === quote) return at + 2
  if (char === code.backslash) return escapeEnd(letters, at)
  return char === code.end || !isBreakOrEnd(char) ? -1 : continuation(letters, at, parentColumn)
}

/** Behind an escape, or at the line break that it takes away; -1 for one that does not exist. */
function escapeEnd(letters: Letters, at: number): number {
  const escaped = codeAt(letters, at + 1)
  if (escaped === code.lineFeed || escaped === code.carriageReturn) return at + 1
  const name = String.fromCharCode(escaped)
  const digits = hexDigits[name]
  if (digits === undefined) return '0abt\tnvfre "/\\N_LP'.includes(name) ? at + 2 : -1
  const end = at + 2 + digits
  return /^[0-9a-fA-F]+$/.test(String.fromCharCode(...letters.subarray(at + 2, end))) ? end : -1
}

const hexDigits: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 }

/** Where a scalar goes on behind a line break, blank lines passed; -1 where it may not. */
function continuation(letters: Letters, from: number, parentColumn: number): number {
  let at = from
  for (;;) {
    at = behindBreak(letters, at)
    const lineStart = at
    at = behindSpaces(letters, at)
    const char = codeAt(letters, at)
    if (char === code.lineFeed || char === code.carriageReturn) continue
    return char === code.tab || at - lineStart <= parentColumn ? -1 : at
  }
}

/** Behind the line break at `at`. */
export function behindBreak(letters: Letters, at: number): number {
  return codeAt(letters, at) === code.lineFeed ? at + 1 : at + 2
}

/** The line break that ends the line of `at`, or the end of the text. */
export function lineEndOf(letters: Letters, at: number): number {
  const end = letters.indexOf(code.lineFeed, at)
  if (end < 0) return letters.length - 1
  return codeAt(letters, end - 1) === code.carriageReturn && end > at ? end - 1 : end
}

/**
 * The lines of a block scalar, from behind the line break of its header: `end` is behind its last line break, and
 * `indent` what they are indented by, -1 without any. Null for what only the full reader judges.
 */
export function blockLines(
  letters: Letters,
  from: number,
  parentColumn: number,
): { readonly end: number; readonly indent: number } | null {
  const indent = blockIndent(letters, from, parentColumn)
  if (indent === null) return null
  let end = from
  for (;;) {
    const at = behindSpaces(letters, end)
    const char = codeAt(letters, at)
    if (char === code.end) return at > end ? null : { end, indent }
    if (!isBreakOrEnd(char) && (indent < 0 || at - end < indent)) return { end, indent }
    const lineEnd = lineEndOf(letters, at)
    if (codeAt(letters, lineEnd) === code.end) return { end: lineEnd, indent }
    end = behindBreak(letters, lineEnd)
  }
}

/** The indentation of the first line that is not empty; -1 when that is not in the scalar. Null where an empty line has more. */
function blockIndent(letters: Letters, from: number, parentColumn: number): number | null {
  let emptyIndent = 0
  for (let lineStart = from; ; ) {
    const at = behindSpaces(letters, lineStart)
    const indent = at - lineStart
    const char = codeAt(letters, at)
    if (char === code.end) return -1
    if (!isBreakOrEnd(char)) {
      if (indent < emptyIndent || char === code.tab) return null
      return indent > parentColumn ? indent : -1
    }
    emptyIndent = Math.max(emptyIndent, indent)
    lineStart = behindBreak(letters, at)
  }
}

export function behindSpaces(letters: Letters, from: number): number {
  let at = from
  while (codeAt(letters, at) === code.space) at += 1
  return at
}
