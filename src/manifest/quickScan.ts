import {
  CHOMPING_MODE,
  type ChompingMode,
  COLLECTION_STYLE,
  type CollectionStyle,
  EVENT_ID,
  type Event,
  SCALAR_STYLE,
  type ScalarStyle,
} from 'js-yaml'
import {
  behindBreak,
  behindSpaces,
  code,
  codeAt,
  type Found,
  isBreakOrEnd,
  isIndicator,
  type Letters,
  lineEndOf,
} from './quickScalars'

/** A walk over a document. What advances it gives false for what only the full reader judges. */
export interface Scan {
  readonly text: string
  readonly letters: Letters
  readonly events: Event[]
  /** The next token, and its column; -1 at the end of the text. */
  at: number
  column: number
  /** The lines that were just passed held a comment. */
  passedComment: boolean
  /** Where the last value or key ended. */
  last: number
  depth: number
  /** In a part that nothing reads: it is checked, but gives no events. */
  isUnread: boolean
  /** The scalar that was just read. */
  readonly found: Found
  /** Unread parts are left out with their keys. */
  readonly dropsUnread: boolean
  /** The key that was just read, without quotes. */
  keyFrom: number
  keyEnd: number
  keyStyle: ScalarStyle
}

export function startScan(text: string, dropsUnread: boolean): Scan {
  return {
    text,
    letters: lettersOf(text),
    events: [],
    at: 0,
    column: 0,
    passedComment: false,
    last: 0,
    depth: 0,
    isUnread: false,
    found: { end: 0, stop: 0, isSimple: true, isOdd: false },
    dropsUnread,
    keyFrom: 0,
    keyEnd: 0,
    keyStyle: SCALAR_STYLE.PLAIN,
  }
}

const encoder = new TextEncoder()

/** Typed arrays are looked at twice as fast as strings. */
export function lettersOf(text: string): Letters {
  const letters = new Uint8Array(text.length + 1)
  const { read, written } = encoder.encodeInto(text, letters)
  if (read === text.length && written === text.length) return letters
  for (let i = 0; i < text.length; i++) letters[i] = Math.min(text.charCodeAt(i), 0x80)
  letters[text.length] = code.end
  return letters
}

/** Passes spaces and a comment behind a token, then empty lines. False where the line goes on. */
export function passLine(scan: Scan, from: number): boolean {
  const { letters } = scan
  let at = behindSpaces(letters, from)
  scan.passedComment = codeAt(letters, at) === code.hash && at > from
  if (scan.passedComment) at = lineEndOf(letters, at)
  if (codeAt(letters, at) === code.end) return endText(scan, at)
  return isBreakOrEnd(codeAt(letters, at)) && readLine(scan, behindBreak(letters, at))
}

/** Finds the next token from a line's start on, behind empty lines and comments. False for tabs and document markers. */
export function readLine(scan: Scan, lineStart: number): boolean {
  const { letters } = scan
  let start = lineStart
  let at = start
  for (;;) {
    at = behindSpaces(letters, at)
    const char = codeAt(letters, at)
    if (char === code.hash) {
      scan.passedComment = true
      at = lineEndOf(letters, at)
    } else if (char === code.end) return endText(scan, at)
    else if (isBreakOrEnd(char)) {
      start = behindBreak(letters, at)
      at = start
    } else {
      scan.at = at
      scan.column = at - start
      return char !== code.tab && (scan.column > 0 || start === 0 || !isSeparator(letters, at))
    }
  }
}

function endText(scan: Scan, at: number): true {
  scan.at = at
  scan.column = -1
  return true
}

/** Whether `---` or `...` stands here by itself. */
export function isSeparator(letters: Letters, at: number): boolean {
  const char = codeAt(letters, at)
  if (char !== code.dash && char !== code.dot) return false
  if (codeAt(letters, at + 1) !== char || codeAt(letters, at + 2) !== char) return false
  return isIndicator(letters, at + 2) || codeAt(letters, at + 3) === code.tab
}

export function addCollection(
  scan: Scan,
  type: typeof EVENT_ID.MAPPING | typeof EVENT_ID.SEQUENCE,
  start: number,
  style: CollectionStyle = COLLECTION_STYLE.BLOCK,
): void {
  if (scan.isUnread) return
  scan.events.push({ type, start, anchorStart: -1, anchorEnd: -1, tagStart: -1, tagEnd: -1, style })
}

export function addEnd(scan: Scan): void {
  if (!scan.isUnread) scan.events.push({ type: EVENT_ID.POP })
}

/** A scalar whose value is from `valueStart` to `valueEnd`; -1 for one that is not written. */
export function addScalar(
  scan: Scan,
  valueStart: number,
  valueEnd: number,
  fast: boolean,
  style: ScalarStyle = SCALAR_STYLE.PLAIN,
  chomping: ChompingMode = CHOMPING_MODE.CLIP,
  indent = -1,
): void {
  const isQuoted = style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED
  if (valueStart >= 0) scan.last = isQuoted ? valueEnd + 1 : valueEnd
  if (scan.isUnread) return
  scan.events.push({
    type: EVENT_ID.SCALAR,
    valueStart,
    valueEnd,
    anchorStart: -1,
    anchorEnd: -1,
    tagStart: -1,
    tagEnd: -1,
    style,
    chomping,
    indent,
    fast,
  })
}

/** The key that was just read. */
export function addKey(scan: Scan): void {
  addScalar(scan, scan.keyFrom, scan.keyEnd, true, scan.keyStyle)
}

/** A value of which nothing is written. */
export function addEmpty(scan: Scan): void {
  addScalar(scan, -1, -1, false)
}

/** An empty value where the unread one ended, so that what it stands in ends there too. */
export function addStandIn(scan: Scan): void {
  addScalar(scan, scan.last, scan.last, true)
}
