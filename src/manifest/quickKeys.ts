import { isTextKey } from './dialect'
import { codeAt, type Letters } from './quickScalars'

/** The keys of one mapping so far, as the ranges in which they stand. */
export interface Keys {
  readonly ranges: number[]
  isOrdered: boolean
}

/** Keys that do not come in order are each compared with all before them. */
const unorderedLimit = 200

export function startKeys(): Keys {
  return { ranges: [], isOrdered: true }
}

/**
 * Whether the key from `from` to `end` stands for the first time in its mapping. False also in doubt: for a key that
 * is no text, such as a number, since another spelling may mean the same. Constant for keys in order, as kubectl writes them.
 */
export function isNewKey(keys: Keys, letters: Letters, from: number, end: number): boolean {
  const { ranges } = keys
  const { length } = ranges
  if (!isSurelyText(letters, from, end)) return false
  const order =
    length === 0 ? 1 : compareRanges(letters, from, end, ranges[length - 2] ?? 0, ranges[length - 1] ?? 0)
  if (order <= 0) keys.isOrdered = false
  if (!keys.isOrdered && (length > 2 * unorderedLimit || isAmong(ranges, letters, from, end))) return false
  ranges.push(from, end)
  return true
}

function isAmong(ranges: readonly number[], letters: Letters, from: number, end: number): boolean {
  for (let i = 0; i < ranges.length; i += 2) {
    if (compareRanges(letters, from, end, ranges[i] ?? 0, ranges[i + 1] ?? 0) === 0) return true
  }
  return false
}

/** By UTF-16 units. */
function compareRanges(
  letters: Letters,
  from: number,
  end: number,
  otherFrom: number,
  otherEnd: number,
): number {
  const length = Math.min(end - from, otherEnd - otherFrom)
  for (let i = 0; i < length; i++) {
    const difference = codeAt(letters, from + i) - codeAt(letters, otherFrom + i)
    if (difference !== 0) return difference
  }
  return end - from - (otherEnd - otherFrom)
}

/** Numbers begin with no letter, and what words mean a boolean or null can be told by two letters and the length. */
function isSurelyText(letters: Letters, from: number, end: number): boolean {
  const first = codeAt(letters, from) | 0x20
  if (first >= 0x61 && first <= 0x7a) {
    if (end - from > 5) return true
    const second = end - from === 1 ? 0 : codeAt(letters, from + 1) | 0x20
    if (!beginnings.has(first * 256 + second)) return true
  }
  return isTextKey(String.fromCharCode(...letters.subarray(from, end)))
}

/** Of y, yes, n, no, null, true, false, on and off. */
const beginnings: ReadonlySet<number> = new Set(
  ['y\0', 'ye', 'n\0', 'no', 'nu', 'tr', 'fa', 'on', 'of'].map(
    (it) => it.charCodeAt(0) * 256 + it.charCodeAt(1),
  ),
)
