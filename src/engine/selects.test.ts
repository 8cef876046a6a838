import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LabelSelector } from '../model/selector'
import { defaultOptions } from '../model/workspace'
import { hasBit } from '../sets/bitSet'
import { labels, policy, selector, workload } from '../testing/smallClusters'
import { indexLabels } from './labelIndex'
import { policySelects, selects } from './selects'
import { noWork } from './work'

describe('selects (SEMANTICS 7)', () => {
  it.each([
    ['', '', true, 'the empty selector selects pods without labels'],
    ['app=web', 'app=web tier=fe', true, 'other labels do not matter'],
    ['app=web', 'app=api', false, 'another value'],
    ['app=web', '', false, 'In needs the key'],
    ['app=web tier=be', 'app=web tier=fe', false, 'requirements are ANDed'],
    ['app=web,api', 'app=api', true, 'values of one In are alternatives'],
    ['env!=prod', '', true, 'NotIn holds without the key'],
    ['env!=prod,test', 'env=test', false, 'a listed value breaks NotIn'],
    ['env!=prod,test', 'env=dev', true, 'another value does not'],
    ['canary', 'app=web', false, 'Exists needs the key'],
    ['canary', 'canary=', true, 'the value may be empty'],
    ['canary=', 'canary=', true, 'the empty value is a value'],
    ['canary=', '', false, 'and no key is not the empty value'],
    ['!canary', 'app=web', true, 'DoesNotExist needs its absence'],
    ['!canary', 'canary=', false, 'and an empty value is no absence'],
    ['constructor', '', false, 'names of object members are ordinary keys'],
    ['app=web app!=web', 'app=web', false, 'contradictory requirements select nothing'],
  ])('%j on %j -> %j: %s', (selectorText, labelText, expected) => {
    expect(selects(selector(selectorText), labels(labelText))).toBe(expected)
  })
})

describe('policySelects', () => {
  const p = policy('shop/p', 'app=web', {})
  const onHost = workload('shop/web', 'app=web', '', { hostNetwork: true })
  it.each([
    [workload('shop/web', 'app=web'), defaultOptions, true, 'same namespace, selected'],
    [workload('shop/db', 'app=db'), defaultOptions, false, 'not selected'],
    [workload('bank/web', 'app=web'), defaultOptions, false, 'SEMANTICS 3: another namespace'],
    [onHost, defaultOptions, false, 'SEMANTICS 15: outside policies'],
    [onHost, { ...defaultOptions, hostNetworkPods: 'ordinary' as const }, true, 'SEMANTICS 15: ordinary'],
  ])('%# -> %j', (it, options, expected, why) => {
    expect(policySelects(p, it, options), why).toBe(expected)
  })
})

describe('indexLabels', () => {
  it('selects what `selects` selects', () => {
    const key = fc.constantFrom('app', 'tier', 'toString')
    const value = fc.constantFrom('a', 'b', '')
    const someLabels = fc.dictionary(key, value, { maxKeys: 3 })
    const requirement = fc.oneof(
      fc.record({
        key,
        operator: fc.constantFrom('In' as const, 'NotIn' as const),
        values: fc.array(fc.oneof(value, fc.constant('nowhere')), { maxLength: 3 }),
      }),
      fc.record({ key, operator: fc.constantFrom('Exists' as const, 'DoesNotExist' as const) }),
    )
    const selectors = fc.array(
      fc.array(requirement, { maxLength: 3 }).map((it): LabelSelector => ({ requirements: it })),
      { maxLength: 5 },
    )
    fc.assert(
      fc.property(fc.array(someLabels, { maxLength: 40 }), selectors, (all, asked) => {
        const index = indexLabels(all, () => true, noWork())
        const middle = all.length >>> 1
        for (const it of asked) {
          const [whole, part] = [
            { first: 0, end: all.length },
            { first: middle - (middle >>> 1), end: middle + 1 },
          ]
          for (const ranges of [
            [whole],
            [part],
            [
              { first: 0, end: 1 },
              { first: middle, end: all.length },
            ],
          ]) {
            const isWithin = (at: number) => ranges.some(({ first, end }) => first <= at && at < end)
            expect(all.map((_, at) => hasBit(index(it, ranges), at))).toEqual(
              all.map((one, at) => isWithin(at) && selects(it, one)),
            )
          }
        }
      }),
      { seed: 20261121, numRuns: 300 },
    )
  })
})
