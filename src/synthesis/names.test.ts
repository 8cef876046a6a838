import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { policyId } from '../model/ids'
import { policy } from '../testing/smallClusters'
import { newPolicy, unchanged, withPolicy } from './draft'

const everybody = { requirements: [] }
const named = (wanted: string, ...taken: readonly string[]) =>
  newPolicy(unchanged(taken.map((name) => policy(`shop/${name}`, '', {}))), 'shop', wanted, everybody, [])
    .name

describe('the name of a new policy', () => {
  it.each([
    ['web-allow', [], 'web-allow', 'as wanted'],
    ['web-allow', ['web-allow'], 'web-allow-2', 'taken'],
    ['web-allow', ['web-allow', 'web-allow-2'], 'web-allow-3', 'both taken'],
    ['web-version=Canary-allow', [], 'web-version-canary-allow', 'a variant says a label'],
    ['_', [], 'policy', 'nothing is left of it'],
    [
      `${'a'.repeat(247)}--${'b'.repeat(9)}`,
      [`${'a'.repeat(247)}--bbbb`],
      `${'a'.repeat(247)}-2`,
      'cut off at a dash',
    ],
  ])('%# %s, with %j taken, is %s: %s', (wanted, taken, name) => {
    expect(named(wanted, ...taken)).toBe(name)
  })

  it('is one that no policy of the namespace has, in use or given up', () => {
    const draft = withPolicy(unchanged([]), policy('shop/new', '', {}), [])
    const renamed = {
      ...draft,
      formerIds: new Map([[policyId('shop', 'new'), policyId('shop', 'old')]]),
      deleted: new Set([policyId('shop', 'gone')]),
    }
    for (const name of ['new', 'old', 'gone'])
      expect(newPolicy(renamed, 'shop', name, everybody, []).name).toBe(`${name}-2`)
    expect(newPolicy(renamed, 'lab', 'old', everybody, []).name).toBe('old')
  })

  it('is a name that Kubernetes takes for an object, whatever is asked for', () => {
    const text = fc.oneof(
      fc.string(),
      fc.stringMatching(/^[a-z.-]{240,270}$/),
      fc.stringMatching(/^[a-zA-Z0-9=_ .-]*$/),
    )
    fc.assert(
      fc.property(text, (wanted) => {
        const first = named(wanted)
        for (const name of [first, named(wanted, first)]) {
          expect(name.length).toBeLessThanOrEqual(253)
          expect(name).toMatch(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/)
        }
      }),
      { numRuns: 500, seed: 3 },
    )
  })
})
