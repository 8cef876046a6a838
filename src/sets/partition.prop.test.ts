import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createPartition } from './partition'

describe('createPartition', () => {
  it('keeps together exactly the numbers that the same lists have', () => {
    const list = fc.array(fc.integer({ min: 0, max: 19 }), { maxLength: 12, size: 'max' })
    fc.assert(
      fc.property(fc.array(list, { maxLength: 60, size: 'max' }), (lists) => {
        const partition = createPartition(20)
        for (const numbers of lists) partition.split((visit) => numbers.forEach(visit))
        for (let a = 0; a < 20; a++) {
          for (let b = 0; b < a; b++) {
            const areAlike = lists.every((numbers) => numbers.includes(a) === numbers.includes(b))
            expect(partition.blockOf[a] === partition.blockOf[b]).toBe(areAlike)
          }
        }
      }),
      { seed: 20261121, numRuns: 200 },
    )
  })
})
