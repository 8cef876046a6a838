// Where JSON values end, as strictly as JSON.parse would read them: -1 for what is no JSON, and for deep nesting.

export const ascii = {
  quote: 0x22,
  plus: 0x2b,
  comma: 0x2c,
  minus: 0x2d,
  dot: 0x2e,
  zero: 0x30,
  nine: 0x39,
  colon: 0x3a,
  bracketOpen: 0x5b,
  backslash: 0x5c,
  bracketClose: 0x5d,
  braceOpen: 0x7b,
  braceClose: 0x7d,
} as const

const depthLimit = 100
const space = 0x20

/** Past the value that begins at `from`. */
export function checkValue(bytes: Uint8Array, from: number, depth: number): number {
  const byte = bytes[from]
  if (byte === ascii.quote) return checkString(bytes, from)
  if (depth > depthLimit) return -1
  if (byte === ascii.braceOpen) return checkObject(bytes, from, depth)
  return byte === ascii.bracketOpen ? checkList(bytes, from, depth) : checkWord(bytes, from)
}

function checkObject(bytes: Uint8Array, from: number, depth: number): number {
  let at = skipSpace(bytes, from + 1)
  if (bytes[at] === ascii.braceClose) return at + 1
  for (;;) {
    at = bytes[at] === ascii.quote ? checkString(bytes, at) : -1
    if (at < 0) return -1
    at = skipSpace(bytes, at)
    if (bytes[at] !== ascii.colon) return -1
    at = checkValue(bytes, skipSpace(bytes, at + 1), depth + 1)
    if (at < 0) return -1
    at = skipSpace(bytes, at)
    if (bytes[at] !== ascii.comma) return bytes[at] === ascii.braceClose ? at + 1 : -1
    at = skipSpace(bytes, at + 1)
  }
}

function checkList(bytes: Uint8Array, from: number, depth: number): number {
  let at = skipSpace(bytes, from + 1)
  if (bytes[at] === ascii.bracketClose) return at + 1
  for (;;) {
    at = checkValue(bytes, at, depth + 1)
    if (at < 0) return -1
    at = skipSpace(bytes, at)
    if (bytes[at] !== ascii.comma) return bytes[at] === ascii.bracketClose ? at + 1 : -1
    at = skipSpace(bytes, at + 1)
  }
}

/** Past the closing quote of the string that begins at `from`. */
function checkString(bytes: Uint8Array, from: number): number {
  let at = from + 1
  for (;;) {
    const byte = bytes[at] ?? 0
    if (byte === ascii.quote) return at + 1
    if (byte < space) return -1
    at = byte === ascii.backslash ? escapeEnd(bytes, at) : at + 1
    if (at < 0) return -1
  }
}

function escapeEnd(bytes: Uint8Array, at: number): number {
  const name = String.fromCharCode(bytes[at + 1] ?? 0)
  if (name !== 'u') return '"\\/bfnrt'.includes(name) ? at + 2 : -1
  return /^[0-9a-fA-F]{4}$/.test(String.fromCharCode(...bytes.subarray(at + 2, at + 6))) ? at + 6 : -1
}

/** Past a number, `true`, `false` or `null`. */
function checkWord(bytes: Uint8Array, from: number): number {
  const word = words.find(([first]) => first === bytes[from])
  let end = from
  if (word === undefined) while (isDigit(bytes[end])) end += 1
  else while (end - from < word.length && bytes[end] === word[end - from]) end += 1
  const isNatural = end - from === 1 || (end > from && bytes[from] !== ascii.zero)
  const isWhole = word === undefined ? isNatural : end - from === word.length
  if (isWhole && !isWordPart(bytes[end])) return end
  return checkNumber(bytes, from)
}

const words = ['true', 'false', 'null'].map((word) => Array.from(word, (letter) => letter.charCodeAt(0)))

/** Nearly all numbers are whole and positive; these are the others. */
function checkNumber(bytes: Uint8Array, from: number): number {
  let end = from
  while (isWordPart(bytes[end])) end += 1
  const word = end - from > 100 ? '' : String.fromCharCode(...bytes.subarray(from, end))
  return /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?$/.test(word) ? end : -1
}

/** A letter, a digit, a sign or a dot. */
function isWordPart(byte = 0): boolean {
  const lower = byte | 0x20
  if (isDigit(byte) || (lower >= 0x61 && lower <= 0x7a)) return true
  return byte === ascii.minus || byte === ascii.plus || byte === ascii.dot
}

function isDigit(byte = 0): boolean {
  return byte >= ascii.zero && byte <= ascii.nine
}

export function skipSpace(bytes: Uint8Array, from: number): number {
  let at = from
  while (isSpace(bytes[at])) at += 1
  return at
}

function isSpace(byte: number = ascii.quote): boolean {
  return byte <= space && (byte === space || byte === 0x0a || byte === 0x0d || byte === 0x09)
}
