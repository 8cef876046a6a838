import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type BitSet,
  bitsOf,
  dropBits,
  forEachBit,
  hasBit,
  isEmptyBits,
  keepBits,
  rangeBits,
  trimmed,
} from './bitSet'

fc.configureGlobal({ seed: 20261121, numRuns: 300 })

// Around word borders, the sign bit of a word among them, and a word or more away from 0.
const number = fc.oneof(fc.nat(169), fc.constantFrom(0, 31, 32, 63, 64, 95, 96, 169))
const numbers = fc.uniqueArray(number).map((list) => list.toSorted((a, b) => a - b))
const everyNumber = Array.from({ length: 170 }, (_, i) => i)

function listed(bits: BitSet): readonly number[] {
  const list: number[] = []
  forEachBit(bits, (i) => list.push(i))
  return list
}

describe('bit sets', () => {
  it('hold what they were made of and list it ascending', () => {
    fc.assert(
      fc.property(numbers, (list) => {
        expect(listed(bitsOf([...list.toReversed(), ...list]))).toEqual(list)
        expect(everyNumber.filter((i) => hasBit(bitsOf(list), i))).toEqual(list)
        expect(isEmptyBits(bitsOf(list))).toBe(list.length === 0)
      }),
    )
  })

  it('are kept and dropped like sets of numbers', () => {
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        expect(listed(keepBits(bitsOf(a), bitsOf(b)))).toEqual(a.filter((i) => b.includes(i)))
        expect(listed(dropBits(bitsOf(a), bitsOf(b)))).toEqual(a.filter((i) => !b.includes(i)))
      }),
    )
  })

  it('can be made of ranges, in any order, overlapping and empty', () => {
    const range = fc.record({ first: number, end: number })
    fc.assert(
      fc.property(fc.array(range, { maxLength: 4 }), (ranges) => {
        expect(listed(rangeBits(ranges))).toEqual(
          everyNumber.filter((i) => ranges.some(({ first, end }) => first <= i && i < end)),
        )
      }),
    )
  })

  it('keep no words before their first number or after their last', () => {
    fc.assert(
      fc.property(numbers, fc.nat(2), fc.nat(2), (list, before, after) => {
        const { start, words } = bitsOf(list)
        const padded = Uint32Array.from([...Array(before).fill(0), ...words, ...Array(after).fill(0)])
        const bits = trimmed(padded, start + 2 - before)
        expect(listed(bits)).toEqual(list.map((i) => i + 64))
        expect(bits.words.length).toBe(words.length)
      }),
    )
  })
})
