import { describe, expect, it } from 'vitest'
import { distance, search } from './search'

const names = ['frontend production', 'payments-api payments', 'api production', 'legacyapi production']

describe('search', () => {
  it.each([
    [
      'api',
      ['api production', 'payments-api payments', 'legacyapi production'],
      'begins, then word, then inside',
    ],
    ['production api', ['api production', 'legacyapi production'], 'words in any order'],
    ['API', ['api production', 'payments-api payments', 'legacyapi production'], 'case does not matter'],
    ['zzz', [], 'nothing'],
  ])('%s: %s', (query, expected) => {
    expect(search(names, (name) => name, query, 10)).toEqual(expected)
  })

  it('gives the first ones for an empty query and never more than asked for', () => {
    expect(search(names, (name) => name, ' ', 2)).toEqual(names.slice(0, 2))
    expect(search(names, (name) => name, 'a', 1)).toHaveLength(1)
  })
})

describe('distance', () => {
  it('ranks a whole name, a beginning, a word that begins, and a part, in this order', () => {
    const texts = ['api', 'apiserver', 'payments api', 'payments apiserver', 'legacyapi']
    const distances = texts.map((text) => distance(text, 'api'))
    expect(distances).toEqual(distances.toSorted((a, b) => a - b))
    expect(new Set(distances).size).toBe(texts.length)
  })

  it('is infinite where a word does not occur', () => {
    expect(distance('api production', 'api staging')).toBe(Number.POSITIVE_INFINITY)
  })

  it('takes the place where a word begins before one inside of another', () => {
    expect(distance('legacyapi api', 'api')).toBeLessThan(distance('legacyapi xapi', 'api'))
  })
})
