import { describe, expect, it } from 'vitest'
import { selector } from '../testing/smallClusters'
import { areWithin, canAvoid, canMeet, isPossible, labelSetsOf } from './labelSets'

function sets(text: string) {
  return labelSetsOf(selector(text))
}

describe('label sets', () => {
  // biome-ignore format: a table
  it.each([
    ['app=a,b app!=a', true, 'b is left'],
    ['app=a app!=a', false, 'nothing is left'],
    ['app=a app=b', false, 'a key has one value'],
    ['app !app', false, 'there and missing'],
    ['app app!=a,b,c', true, 'there is always another value'],
    ['!app app!=a', true, 'a missing key is not listed'],
    ['!app app=a', false, 'In needs the key'],
  ])('%s is possible: %s, since %s', (text, expected) => {
    expect(isPossible(sets(text))).toBe(expected)
  })

  // biome-ignore format: a table
  it.each([
    ['app=a', '', true, 'everything is within the empty selector'],
    ['', 'app=a', false, 'not the other way round'],
    ['app=a', 'app=a,b', true, 'fewer values'],
    ['app=a,b', 'app=a', false, 'more values'],
    ['app=a tier=x', 'app=a', true, 'more requirements'],
    ['app=a', 'app', true, 'a value is a key'],
    ['app', 'app!=a', false, 'a is a value too'],
    ['app=b', 'app!=a', true, 'another value'],
    ['!app', 'app!=a', true, 'a missing key is not listed'],
    ['app!=a', 'app', false, 'it may be missing'],
    ['app!=a,b', 'app!=a', true, 'more exceptions'],
    ['app!=a', 'app!=a,b', false, 'fewer exceptions'],
    ['app=a app=b', 'tier=x', true, 'nobody is within anything'],
  ])('%s is within %s: %s, since %s', (narrow, wide, expected) => {
    expect(areWithin(sets(narrow), sets(wide))).toBe(expected)
  })

  // biome-ignore format: a table
  it.each([
    ['app=a', 'app=b', false, 'a key has one value'],
    ['app=a', 'tier=x', true, 'different keys'],
    ['app', '!app', false, 'there and missing'],
    ['app!=a', 'app!=b', true, 'neither'],
  ])('%s can meet %s: %s, since %s', (a, b, expected) => {
    expect(canMeet(sets(a), sets(b))).toBe(expected)
    expect(canMeet(sets(b), sets(a))).toBe(expected)
  })

  // biome-ignore format: a table
  it.each([
    ['', ['app=a'], true, 'leave the label away'],
    ['', [''], false, 'nothing avoids a selector of everything'],
    ['app=a', ['app'], false, 'its own label is what is looked for'],
    ['app=a', ['app=a tier'], true, 'by leaving tier away'],
    ['app=a', ['app=a tier', '!tier'], false, 'with and without tier'],
    ['', ['app', '!app zone', 'tier zone', '!zone'], false, 'every way is closed, some only at the third step'],
    ['', ['app=a', 'app!=a tier', '!tier zone', '!zone app!=b'], true, 'app=b, no tier, no zone, after going back'],
    ['app=a app=b', [], false, 'nobody avoids anything'],
  ])('%s can avoid %j: %s, since %s', (text, others, expected) => {
    expect(canAvoid(sets(text), others.map(sets))).toBe(expected)
  })

  it('says yes when a search takes too long, and ends', () => {
    // Every pair of 30 keys must not be there together, and of the last two one must be.
    const keys = Array.from({ length: 30 }, (_, i) => `k${i}`)
    const pairs = keys.flatMap((a, i) => keys.slice(i + 1).map((b) => `${a} ${b}`))
    const hard = [...pairs.toReversed(), ...keys.map((key) => `!${key} z`), '!z']
    expect(canAvoid(sets(''), hard.map(sets))).toBe(true)
  })
})
