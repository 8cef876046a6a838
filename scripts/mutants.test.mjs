// `npm run mutants` plants them and takes minutes; here only that the list still fits the sources.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { mutants, planted } from './mutants/all.mjs'

describe('the mutants', () => {
  it('are 59, each with a name of its own', () => {
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(59)
  })

  it.each(mutants)('$name: changes its file in one place', (mutant) => {
    const source = readFileSync(new URL(`../${mutant.file}`, import.meta.url), 'utf8')
    expect(planted(source, mutant)).not.toBe(source)
  })

  it.each([
    // source           complaint          why
    ['a c', /does not stand/, 'the text is gone'],
    ['a b c b', /stands 2 times/, 'the text is no longer unique'],
  ])('are refused by the source "%s": %s, since %s', (source, complaint) => {
    expect(() => planted(source, { name: 'm', file: 'f', find: 'b', put: 'x' })).toThrow(complaint)
  })
})
