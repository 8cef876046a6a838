import { describe, expect, it } from 'vitest'
import { type Filters, noFilters } from '../../model/look'
import { filterParts, isUnfiltered } from './filterParts'

const filters: Filters = {
  namespaces: ['shop', 'ops'],
  selector: ' app=web ',
  ports: 'TCP 443',
  kinds: ['changed', 'half'],
  text: 'web',
}

const words = (of: Filters) => filterParts(of).map((part) => part.words)

describe('filterParts', () => {
  it('names each part that is in force', () => {
    expect(words(filters)).toEqual([
      'Namespace shop',
      'Namespace ops',
      'app=web',
      'Ports TCP 443',
      'Half-open',
      'Changed by edits',
    ])
  })

  it('counts namespaces where there are many', () => {
    expect(words({ ...noFilters, namespaces: ['a', 'b', 'c'] })).toEqual(['3 namespaces'])
  })

  it('takes away one part at a time, until nothing is left', () => {
    let left = { ...filters, text: '' }
    for (let count = 6; count > 0; count--) {
      const [first] = filterParts(left)
      expect(filterParts(left)).toHaveLength(count)
      left = { ...left, ...first?.without }
    }
    expect(left).toEqual(noFilters)
  })
})

describe('isUnfiltered', () => {
  it.each([
    [noFilters, true],
    [{ ...noFilters, text: ' ', selector: ' ' }, true],
    [{ ...noFilters, text: 'web' }, false],
    [{ ...noFilters, kinds: ['half'] }, false],
  ] as const)('%j: %j', (of, expected) => {
    expect(isUnfiltered(of)).toBe(expected)
  })
})
