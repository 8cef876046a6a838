import { describe, expect, it } from 'vitest'
import { type Filters, noFilters } from '../model/look'
import { connectionsOf } from '../sets/connections'
import { readFilters } from './readFilters'

const reading = (filters: Partial<Filters>) => readFilters({ ...noFilters, ...filters })

describe('filters', () => {
  it('that are empty ask for nothing', () => {
    const nothing = { namespaces: null, selector: null, ports: null, kinds: null, words: [], problems: [] }
    expect(reading({})).toEqual(nothing)
    expect(reading({ selector: '  ', ports: ' ', text: '  ' })).toEqual(nothing)
  })

  it('are read part by part', () => {
    expect(
      reading({
        namespaces: ['shop', 'jobs'],
        selector: 'app in (web, db),!canary',
        ports: 'TCP 443, http',
        kinds: ['half', 'changed'],
        text: ' Web  v2 ',
      }),
    ).toEqual({
      namespaces: new Set(['shop', 'jobs']),
      selector: {
        requirements: [
          { key: 'app', operator: 'In', values: ['web', 'db'] },
          { key: 'canary', operator: 'DoesNotExist' },
        ],
      },
      ports: [connectionsOf('TCP', 443), { name: 'http', protocol: 'TCP' }],
      kinds: new Set(['half', 'changed']),
      words: ['web', 'v2'],
      problems: [],
    })
  })

  it('that cannot be read filter nothing and say why, the other parts stay in force', () => {
    const read = reading({ selector: 'app in (web', ports: 'TCP 70000', text: 'web' })
    expect([read.selector, read.ports, read.words]).toEqual([null, null, ['web']])
    expect(read.problems.map(({ part }) => part)).toEqual(['selector', 'ports'])
    for (const { message } of read.problems) expect(message).toMatch(/\S.*\.$/)
  })
})
