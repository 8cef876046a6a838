import { describe, expect, it } from 'vitest'
import { search } from './search'

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
