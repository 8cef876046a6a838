/**
 * Sets of small whole numbers as bits in 32-bit words. Only the words from the first to the last that holds a number are kept,
 * so that a set of neighbours costs the same in a cluster of any size. A set never changes once it is made.
 */
export interface BitSet {
  /** The number of the first kept word: its lowest bit stands for `start * 32`. */
  readonly start: number
  readonly words: Readonly<Uint32Array>
}

/** The numbers from `first` up to but not including `end`. */
export interface BitRange {
  readonly first: number
  readonly end: number
}

export const noBits: BitSet = { start: 0, words: new Uint32Array(0) }

/** The set of the numbers of some ranges, in any order. */
export function rangeBits(ranges: readonly BitRange[]): BitSet {
  return filled(boundsOf(ranges), (words, start) => {
    for (const { first, end } of ranges) setRange(words, first - start * 32, end - start * 32)
  })
}

/** The set of the listed numbers, in any order and however often. */
export function bitsOf(numbers: readonly number[]): BitSet {
  let [first, last] = [Number.POSITIVE_INFINITY, -1]
  for (const number of numbers) {
    if (number < first) first = number
    if (number > last) last = number
  }
  return filled({ first, end: last + 1 }, (words, start) => {
    for (const number of numbers) addBit(words, number - start * 32)
  })
}

export function hasBit({ start, words }: BitSet, number: number): boolean {
  const word = (number >>> 5) - start
  return word >= 0 && word < words.length && (((words[word] ?? 0) >>> (number & 31)) & 1) === 1
}

export function isEmptyBits({ words }: BitSet): boolean {
  return words.every((word) => word === 0)
}

/** The numbers of `bits` that are in `others` too. */
export function keepBits(bits: BitSet, others: BitSet): BitSet {
  const first = Math.max(bits.start, others.start)
  const end = Math.min(bits.start + bits.words.length, others.start + others.words.length)
  if (end <= first) return noBits
  const words = bits.words.slice(first - bits.start, end - bits.start)
  const offset = first - others.start
  for (let word = 0; word < words.length; word++)
    words[word] = (words[word] ?? 0) & (others.words[word + offset] ?? 0)
  return trimmed(words, first)
}

/** The numbers of `bits` that are not in `others`. */
export function dropBits(bits: BitSet, others: BitSet): BitSet {
  const words = bits.words.slice()
  const offset = bits.start - others.start
  for (let word = 0; word < words.length; word++)
    words[word] = (words[word] ?? 0) & ~(others.words[word + offset] ?? 0)
  return trimmed(words, bits.start)
}

/** Calls `visit` with each number of the set, ascending. Costs the kept words plus the numbers. */
export function forEachBit({ start, words }: BitSet, visit: (number: number) => void): void {
  for (let word = 0; word < words.length; word++) {
    const base = (start + word) * 32 + 31
    for (let left = words[word] ?? 0; left !== 0; left &= left - 1) visit(base - Math.clz32(left & -left))
  }
}

/** For whoever fills words of its own before it makes a set of them. `number` must lie within. */
export function addBit(words: Uint32Array, number: number): void {
  words[number >>> 5] = (words[number >>> 5] ?? 0) | (1 << (number & 31))
}

/** A set of words that nobody else changes any more; their lowest bit stands for `start * 32`. */
export function trimmed(words: Uint32Array, start: number): BitSet {
  let [first, end] = [0, words.length]
  while (first < end && words[first] === 0) first++
  while (end > first && words[end - 1] === 0) end--
  if (first === end) return noBits
  return end - first === words.length
    ? { start, words }
    : { start: start + first, words: words.slice(first, end) }
}

function filled({ first, end }: BitRange, fill: (words: Uint32Array, start: number) => void): BitSet {
  if (end <= first) return noBits
  const start = first >>> 5
  const words = new Uint32Array(((end + 31) >>> 5) - start)
  fill(words, start)
  return { start, words }
}

function boundsOf(ranges: readonly BitRange[]): BitRange {
  let [first, end] = [Number.POSITIVE_INFINITY, 0]
  for (const range of ranges) {
    if (range.end <= range.first) continue
    first = Math.min(first, range.first)
    end = Math.max(end, range.end)
  }
  return { first, end }
}

/** Whole words at a time, since a range may be the whole cluster. */
function setRange(words: Uint32Array, first: number, end: number): void {
  let number = first
  for (; number < end && (number & 31) !== 0; number++) addBit(words, number)
  for (; number + 32 <= end; number += 32) words[number >>> 5] = 0xffffffff
  for (; number < end; number++) addBit(words, number)
}
