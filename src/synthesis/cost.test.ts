import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writePolicy } from '../manifest/writePolicy'
import type { Cost } from '../model/edit'
import type { NetworkPolicy } from '../model/policy'
import { networkPolicies } from '../testing/smallClusterArbitraries'
import { ipBlock, pods, policy, rule } from '../testing/smallClusters'
import { compareCosts, costOf, noCost } from './cost'

const noCollateral = { collateralAdded: [], collateralRemoved: [] }

function created(made: NetworkPolicy): Cost {
  return costOf([], [{ kind: 'create', policy: made, edits: [] }], noCollateral)
}

function replaced(was: NetworkPolicy, is: NetworkPolicy): Cost {
  return costOf([was], [{ kind: 'replace', policy: is, edits: [] }], noCollateral)
}

const web = (...rules: Parameters<typeof rule>[]) =>
  policy('shop/web', 'app=web', { types: ['ingress'], ingress: rules.map((it) => rule(...it)) })

describe('costOf', () => {
  it('counts as many lines as the writer writes', () => {
    fc.assert(
      fc.property(networkPolicies, (policies) => {
        for (const it of policies)
          expect(created(it).lines).toBe(writePolicy(it).trimEnd().split('\n').length)
      }),
      { seed: 20261121, numRuns: 200 },
    )
  })

  it.each<[string, Cost | number, Partial<Cost>]>([
    ['a rule without peers and ports has no entries', created(web([[], []])), { rules: 1, entries: 0 }],
    [
      'each value of a requirement counts',
      created(web([[pods('app=a,b tier', 'team=red')], ['TCP 1']])),
      { rules: 1, entries: 2, requirements: 5 },
    ],
    [
      'a block with a hole is one peer',
      created(web([[ipBlock('10.0.0.0/8', '10.1.0.0/16')], []])),
      { entries: 1 },
    ],
    [
      'a peer more is an entry, not a rule',
      replaced(web([[pods('app=a')], ['TCP 1']]), web([[pods('app=a'), pods('app=b')], ['TCP 1']])),
      { policies: 1, rules: 0, entries: 1, requirements: 1 },
    ],
    [
      'a peer less costs as much as a peer more',
      replaced(web([[pods('app=a'), pods('app=b')], ['TCP 1']]), web([[pods('app=a')], ['TCP 1']])),
      { policies: 1, rules: 0, entries: 1, requirements: 1 },
    ],
    [
      'a rule that goes costs its entries: if it cost a rule as well, splitting another one would pay',
      replaced(web([[pods('app=a')], ['TCP 1']]), web()),
      { rules: 0, entries: 2, requirements: 1 },
    ],
    [
      'rules in another order are the same rules',
      replaced(web([[pods('app=a')]], [[pods('app=b')]]), web([[pods('app=b')]], [[pods('app=a')]])),
      { policies: 1, rules: 0, entries: 0, lines: 0 },
    ],
    [
      'what is deleted costs all that it said',
      costOf([web([[], ['TCP 1']])], [{ kind: 'delete', id: web().id, edits: [] }], noCollateral),
      { policies: 1, rules: 1, entries: 1, requirements: 1 },
    ],
  ])('%s', (_, cost, expected) => {
    expect(cost).toMatchObject(expected)
  })
})

describe('compareCosts', () => {
  it('looks at the most important difference alone', () => {
    const keys = ['collateral', 'policies', 'rules', 'entries', 'requirements', 'lines'] as const
    keys.forEach((key, i) => {
      const more = { ...noCost, [key]: 1 }
      const less = Object.fromEntries(keys.map((other, j) => [other, j > i ? 9 : 0]))
      expect(compareCosts(more, { ...noCost, ...less })).toBeGreaterThan(0)
    })
  })
})
