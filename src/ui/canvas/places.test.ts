import { describe, expect, it } from 'vitest'
import { between, boundsOf, hasMoved } from './places'

const at = (x: number, y: number) => ({ x, y, width: 10, height: 20 })
const before = new Map([
  ['a', at(0, 0)],
  ['gone', at(5, 5)],
])
const after = new Map([
  ['a', at(100, 40)],
  ['new', at(7, 7)],
])

describe('things on their way', () => {
  it('start where they stood, end where they are to stand, and what is new does not travel', () => {
    expect(between(before, after, 0)).toEqual(
      new Map([
        ['a', at(0, 0)],
        ['new', at(7, 7)],
      ]),
    )
    expect(between(before, after, 0.25).get('a')).toEqual(at(25, 10))
    expect(between(before, after, 1)).toEqual(after)
  })

  it('are on their way only when something that was there stands elsewhere', () => {
    expect(hasMoved(before, after)).toBe(true)
    expect(hasMoved(before, new Map([['a', at(0, 0)]]))).toBe(false)
    expect(hasMoved(new Map(), after)).toBe(false)
  })
})

describe('boundsOf', () => {
  it('holds all of them', () => {
    expect(boundsOf(after.values())).toEqual({ x: 7, y: 7, width: 103, height: 53 })
    expect(boundsOf([])).toBeNull()
  })
})
