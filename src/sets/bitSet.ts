/**
 * Sets of small whole numbers as bits in 32-bit words. The only mutable values of this room: whoever makes one fills it,
 * and hands it out as a `BitSet` that nobody changes any more.
 */

export type BitSet = Readonly<Uint32Array>

/** An empty set with room for the numbers from 0 to `size - 1`. */
export function emptyBits(size: number): Uint32Array {
  return new Uint32Array((size + 31) >>> 5)
}

/** The set of the numbers from `first` up to but not including `end`, with room for `size`. */
export function rangeBits(size: number, first: number, end: number): Uint32Array {
  const bits = emptyBits(size)
  for (let i = first; i < end; i++) addBit(bits, i)
  return bits
}

export function hasBit(bits: BitSet, i: number): boolean {
  return (((bits[i >>> 5] ?? 0) >>> (i & 31)) & 1) === 1
}

/** `i` must be within the size that the set was made for. */
export function addBit(bits: Uint32Array, i: number): void {
  bits[i >>> 5] = (bits[i >>> 5] ?? 0) | (1 << (i & 31))
}

export function removeBit(bits: Uint32Array, i: number): void {
  bits[i >>> 5] = (bits[i >>> 5] ?? 0) & ~(1 << (i & 31))
}

/** Adds the numbers of `other`, a set of the same size. */
export function addAll(bits: Uint32Array, other: BitSet): void {
  for (let word = 0; word < bits.length; word++) bits[word] = (bits[word] ?? 0) | (other[word] ?? 0)
}

/** Keeps only the numbers that are in `other` too, a set of the same size. */
export function keepOnly(bits: Uint32Array, other: BitSet): void {
  for (let word = 0; word < bits.length; word++) bits[word] = (bits[word] ?? 0) & (other[word] ?? 0)
}

/** Calls `visit` with each number of the set, ascending. Costs the words plus the numbers. */
export function forEachBit(bits: BitSet, visit: (i: number) => void): void {
  for (let word = 0; word < bits.length; word++) {
    for (let left = bits[word] ?? 0; left !== 0; left &= left - 1)
      visit(word * 32 + 31 - Math.clz32(left & -left))
  }
}
