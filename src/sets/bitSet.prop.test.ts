import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addAll,
  addBit,
  type BitSet,
  emptyBits,
  forEachBit,
  hasBit,
  keepOnly,
  rangeBits,
  removeBit,
} from './bitSet'

fc.configureGlobal({ seed: 20261121, numRuns: 300 })

// Around word borders, the sign bit of a word among them.
const size = 70
const number = fc.oneof(fc.nat(size - 1), fc.constantFrom(0, 31, 32, 63, 64, 69))
const numbers = fc.uniqueArray(number).map((list) => list.toSorted((a, b) => a - b))

function bitsOf(list: readonly number[]): Uint32Array {
  const bits = emptyBits(size)
  for (const i of list) addBit(bits, i)
  return bits
}
function listed(bits: BitSet): readonly number[] {
  const list: number[] = []
  forEachBit(bits, (i) => list.push(i))
  return list
}
const everyNumber = Array.from({ length: size }, (_, i) => i)

describe('bit sets', () => {
  it('hold what was added and list it ascending', () => {
    fc.assert(
      fc.property(numbers, (list) => {
        expect(listed(bitsOf(list))).toEqual(list)
        expect(everyNumber.filter((i) => hasBit(bitsOf(list), i))).toEqual(list)
      }),
    )
  })

  it('unite, intersect and remove like sets of numbers', () => {
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        const [either, both, rest] = [bitsOf(a), bitsOf(a), bitsOf(a)]
        addAll(either, bitsOf(b))
        keepOnly(both, bitsOf(b))
        for (const i of b) removeBit(rest, i)
        expect(listed(either)).toEqual(everyNumber.filter((i) => a.includes(i) || b.includes(i)))
        expect(listed(both)).toEqual(a.filter((i) => b.includes(i)))
        expect(listed(rest)).toEqual(a.filter((i) => !b.includes(i)))
      }),
    )
  })

  it('can be made as a range', () => {
    fc.assert(
      fc.property(number, number, (first, end) => {
        expect(listed(rangeBits(size, first, end))).toEqual(everyNumber.filter((i) => first <= i && i < end))
      }),
    )
  })
})
