import { expect, it } from 'vitest'
import { noFilters } from '../../model/look'
import { printNotes } from './printNotes'
import { groupLine } from './testLines'

const everybody = { matching: 12, of: 12, problems: [] }
const plain = {
  show: 'draft',
  hasEdits: false,
  filters: noFilters,
  filtered: everybody,
  lines: [groupLine('shop', 12), groupLine(null, 4)],
} as const

it('says whose policies, and speaks of edits only where there are some', () => {
  expect(printNotes(plain)).toEqual(['The policies as pasted.'])
  expect(printNotes({ ...plain, hasEdits: true })).toEqual(['After: the policies with all edits.'])
})

it('says what was filtered by, how many meet it, and how many have no row', () => {
  const filters = { ...noFilters, namespaces: ['ops'], selector: 'App=web', ports: '80', text: 'x' }
  const filtered = { matching: 3, of: 12, problems: [] }
  const lines = [groupLine('ops', 3), groupLine('shop', 5, true), groupLine(null, 4)]
  expect(printNotes({ ...plain, filters, filtered, lines }).slice(1)).toEqual([
    'Filter: namespace ops; App=web; ports 80; name “x”. 3 of 12 workloads meet it.',
    'Hatched: flows that the filter hides. Left out: 4 workloads without a flow that meets it.',
  ])
})

it('does not name what could not be read, for it filters nothing', () => {
  const filters = { ...noFilters, ports: 'x!' }
  const problems = [{ part: 'ports', message: '"x!" is no port.' }] as const
  expect(printNotes({ ...plain, filters, filtered: { ...everybody, problems } })).toHaveLength(1)
})
