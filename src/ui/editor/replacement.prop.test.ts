import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { replacementBetween } from './replacement'

// Few letters, so that starts and ends often agree and overlap.
const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n'), maxLength: 12 })

describe('replacementBetween', () => {
  it('turns the one text into the other', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const found = replacementBetween(before, after)
        const result = found ? before.slice(0, found.from) + found.insert + before.slice(found.to) : before
        expect(result).toBe(after)
      }),
      { seed: 20261121 },
    )
  })

  it('touches only what differs', () => {
    expect(replacementBetween('port: 80\nname: a', 'port: 8080\nname: a')).toEqual({
      from: 8,
      to: 8,
      insert: '80',
    })
    expect(replacementBetween('aa', 'a')).toEqual({ from: 1, to: 2, insert: '' })
    expect(replacementBetween('same', 'same')).toBeNull()
  })
})
