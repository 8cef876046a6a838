import { CHOMPING_MODE, COLLECTION_STYLE, EVENT_ID, type Event, SCALAR_STYLE } from 'js-yaml'
import { isNewKey, startKeys } from './quickKeys'
import {
  behindSpaces,
  blockLines,
  canBeginPlain,
  code,
  codeAt,
  isBreakOrEnd,
  isIndicator,
  type Letters,
  plainLine,
  quoted,
} from './quickScalars'
import {
  addCollection,
  addEmpty,
  addEnd,
  addKey,
  addScalar,
  addStandIn,
  isSeparator,
  passLine,
  readLine,
  type Scan,
  startScan,
} from './quickScan'
import { partRead, type Wanted } from './readParts'

const depthLimit = 60
const notAscii = /[^\t\n\r -~]/
/** Where the full reader looks closer: control characters, halves of letters, byte order marks. */
const doubtful = /[^\P{Cc}\t\n\r]|\p{Cs}|[\uFEFF\uFFFE\uFFFF]/u

/**
 * The events of a document in the YAML that machines and most people write: block collections; plain, quoted and
 * block scalars. Null in doubt, which the full reader has to resolve: for anchors, aliases, tags, merge keys, flow
 * collections that are not empty, directives, tabs, and for everything that may be an error. Parts that nothing reads
 * are checked like the rest, and stand as an empty value that ends where they ended, or with `dropsUnread` not at all;
 * without them (`wanted` is `whole`) the events are those of `parseEvents`. Total; linear.
 */
export function quickEvents(text: string, wanted: Wanted, dropsUnread = false): readonly Event[] | null {
  if (text.includes('\0') || (text.includes('\r') && /\r(?!\n)/.test(text))) return null
  const scan = startScan(text, dropsUnread)
  if (!readDocument(scan, wanted)) return null
  return scan.found.isOdd && doubtful.test(text) ? null : scan.events
}

function readDocument(scan: Scan, wanted: Wanted): boolean {
  if (!readLine(scan, 0)) return false
  const explicitStart = scan.column === 0 && isSeparator(scan.letters, scan.at)
  const isEnd = explicitStart && codeAt(scan.letters, scan.at) === code.dot
  if (isEnd || (explicitStart && !passLine(scan, scan.at + 3))) return false
  scan.events.push({ type: EVENT_ID.DOCUMENT, explicitStart, explicitEnd: false, directives: [] })
  if (scan.column < 0 || !readBlock(scan, wanted) || scan.column >= 0) return false
  addEnd(scan)
  return true
}

/** The collection that begins at the next token. */
function readBlock(scan: Scan, wanted: Wanted): boolean {
  if (isDash(scan)) return readSequence(scan, wanted)
  const start = scan.at
  return readKey(scan) && readMapping(scan, start, wanted)
}

function isDash({ letters, at }: Scan): boolean {
  return codeAt(letters, at) === code.dash && isIndicator(letters, at)
}

function readSequence(scan: Scan, wanted: Wanted): boolean {
  const { column } = scan
  if (++scan.depth > depthLimit) return false
  addCollection(scan, EVENT_ID.SEQUENCE, scan.at)
  const item = typeof wanted === 'object' && 'items' in wanted ? wanted.items : 'whole'
  while (scan.column === column && isDash(scan)) if (!readItem(scan, column, item)) return false
  addEnd(scan)
  scan.depth -= 1
  return scan.column <= column
}

function readItem(scan: Scan, column: number, wanted: Wanted): boolean {
  const { letters, at: dash } = scan
  const at = behindSpaces(letters, dash + 1)
  if (isLineOver(letters, at)) {
    if (!passLine(scan, dash + 1)) return false
    if (scan.column > column) return readBlock(scan, wanted)
    addEmpty(scan)
    return true
  }
  scan.at = at
  scan.column = column + at - dash
  if (isDash(scan)) return readSequence(scan, wanted)
  if (readKey(scan)) return readMapping(scan, at, wanted)
  scan.at = at
  return readScalar(scan, column)
}

/** The mapping that begins at `start`, whose first key was just read. */
function readMapping(scan: Scan, start: number, wanted: Wanted): boolean {
  const { text, letters, column } = scan
  const keys = scan.isUnread || (scan.dropsUnread && wanted !== 'whole') ? startKeys() : null
  let kind: string | null = null
  if (++scan.depth > depthLimit) return false
  addCollection(scan, EVENT_ID.MAPPING, start)
  do {
    if (keys !== null && !isNewKey(keys, letters, scan.keyFrom, scan.keyEnd)) return false
    const key = scan.isUnread ? '' : text.slice(scan.keyFrom, scan.keyEnd)
    const part = scan.isUnread ? 'nothing' : partRead(wanted, kind, key)
    if (!readField(scan, column, part)) return false
    if (key === 'kind' && wanted === 'object') kind = lastText(scan)
  } while (scan.column === column && readKey(scan))
  addEnd(scan)
  scan.depth -= 1
  return scan.column < column
}

/** A key and its colon. Keys that are not written as they are read are left to the full reader. */
function readKey(scan: Scan): boolean {
  const { letters, at, found } = scan
  const char = codeAt(letters, at)
  const isQuoted = char === code.quote || char === code.apostrophe
  if (isQuoted) {
    if (!quoted(letters, at + 1, Number.POSITIVE_INFINITY, found) || !found.isSimple) return false
    scan.keyStyle = char === code.quote ? SCALAR_STYLE.DOUBLE_QUOTED : SCALAR_STYLE.SINGLE_QUOTED
  } else {
    if (!canBeginPlain(letters, at)) return false
    plainLine(letters, at, found)
    scan.keyStyle = SCALAR_STYLE.PLAIN
  }
  const colon = isQuoted ? behindSpaces(letters, found.stop) : found.stop
  if (codeAt(letters, colon) !== code.colon || !isIndicator(letters, colon)) return false
  scan.keyFrom = isQuoted ? at + 1 : at
  scan.keyEnd = found.end
  scan.at = colon + 1
  return char !== code.less && found.end > at
}

/** The key that was just read, with its value. */
function readField(scan: Scan, column: number, wanted: Wanted): boolean {
  const becomesUnread = wanted === 'nothing' && !scan.isUnread
  if (!becomesUnread) {
    addKey(scan)
    return readValue(scan, column, wanted)
  }
  if (!scan.dropsUnread) addKey(scan)
  scan.isUnread = true
  const isRead = readValue(scan, column, wanted)
  scan.isUnread = false
  if (!scan.dropsUnread) addStandIn(scan)
  return isRead
}

/** The value behind the colon of a key at `column`. */
function readValue(scan: Scan, column: number, wanted: Wanted): boolean {
  const { letters } = scan
  const at = behindSpaces(letters, scan.at)
  if (!isLineOver(letters, at)) {
    scan.at = at
    return readScalar(scan, column)
  }
  if (!passLine(scan, scan.at)) return false
  if (scan.column > column || (scan.column === column && isDash(scan))) return readBlock(scan, wanted)
  addEmpty(scan)
  return true
}

/** What stands on the line of its key or its dash. Lines that it goes on in are indented more than `column`. */
function readScalar(scan: Scan, column: number): boolean {
  const { letters, at, found } = scan
  switch (codeAt(letters, at)) {
    case code.quote:
    case code.apostrophe: {
      const style =
        codeAt(letters, at) === code.quote ? SCALAR_STYLE.DOUBLE_QUOTED : SCALAR_STYLE.SINGLE_QUOTED
      if (!quoted(letters, at + 1, column, found)) return false
      addScalar(scan, at + 1, found.end, found.isSimple, style)
      return passLine(scan, found.stop)
    }
    case code.pipe:
    case code.greater:
      return readBlockScalar(scan, column)
    case code.braceOpen:
    case code.bracketOpen:
      return readEmptyFlow(scan)
    default:
      return canBeginPlain(letters, at) && readPlain(scan, column)
  }
}

function readPlain(scan: Scan, column: number): boolean {
  const { letters, at, found } = scan
  plainLine(letters, at, found)
  let { end } = found
  let isOneLine = true
  if (end === at || !passLine(scan, end)) return false
  while (scan.column > column) {
    // A comment ends the scalar, so what follows would be an error.
    if (scan.passedComment) return false
    plainLine(letters, scan.at, found)
    if (found.end === scan.at) return false
    end = found.end
    isOneLine = false
    if (!passLine(scan, end)) return false
  }
  addScalar(scan, at, end, isOneLine)
  return true
}

function readBlockScalar(scan: Scan, column: number): boolean {
  const { text, letters, at } = scan
  const style = codeAt(letters, at) === code.pipe ? SCALAR_STYLE.LITERAL_BLOCK : SCALAR_STYLE.FOLDED_BLOCK
  const sign = text.charAt(at + 1)
  const chomping = sign === '+' ? CHOMPING_MODE.KEEP : sign === '-' ? CHOMPING_MODE.STRIP : CHOMPING_MODE.CLIP
  const header = behindSpaces(letters, chomping === CHOMPING_MODE.CLIP ? at + 1 : at + 2)
  const from = text.indexOf('\n', header) + 1
  if (from === 0 || !isBreakOrEnd(codeAt(letters, header))) return false
  const lines = blockLines(letters, from, column)
  if (lines === null) return false
  if (notAscii.test(text.slice(from, lines.end))) scan.found.isOdd = true
  addScalar(scan, from, lines.end, false, style, chomping, lines.indent)
  scan.passedComment = false
  return readLine(scan, lines.end)
}

/** `{}` and `[]`, the only flow collections that kubectl writes. */
function readEmptyFlow(scan: Scan): boolean {
  const { letters, at } = scan
  const isMapping = codeAt(letters, at) === code.braceOpen
  if (codeAt(letters, at + 1) !== (isMapping ? code.braceClose : code.bracketClose)) return false
  addCollection(scan, isMapping ? EVENT_ID.MAPPING : EVENT_ID.SEQUENCE, at, COLLECTION_STYLE.FLOW)
  addEnd(scan)
  scan.last = at + 2
  return passLine(scan, at + 2)
}

/** The text of the scalar that was read last; null for another value, or for a text that was not written as it is read. */
function lastText({ text, events }: Scan): string | null {
  const event = events.at(-1)
  if (event?.type !== EVENT_ID.SCALAR || !event.fast || event.valueStart < 0) return null
  return text.slice(event.valueStart, event.valueEnd)
}

function isLineOver(letters: Letters, at: number): boolean {
  const char = codeAt(letters, at)
  return char === code.hash || isBreakOrEnd(char)
}
