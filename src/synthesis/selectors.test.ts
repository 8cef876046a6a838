import { describe, expect, it } from 'vitest'
import { selects } from '../engine/selects'
import type { Labels } from '../model/selector'
import { labels, selector } from '../testing/smallClusters'
import { narrowed, negated } from './selectors'

const universe: readonly Labels[] = ['', 'a=1', 'a=2', 'a=3', 'b=1', 'a=1 b=1', 'a=2 b=2'].map(labels)
const texts = ['a=1', 'a=1,2', 'a!=1', 'a!=1,2', 'a', '!a', 'b=1', 'a=1 b', 'a!=3 b!=1', '']

describe('narrowed', () => {
  const pairs = texts.flatMap((text) => texts.slice(0, 7).map((requirement) => [text, requirement] as const))
  it.each(pairs)('%j and %j select what meets both', (text, requirementText) => {
    const [requirement] = selector(requirementText).requirements
    if (requirement === undefined) throw new Error('no requirement')
    const both = narrowed(selector(text), requirement)
    for (const some of universe) {
      const expected = selects(selector(text), some) && selects({ requirements: [requirement] }, some)
      expect(both !== null && selects(both, some)).toBe(expected)
    }
  })

  it.each<[string, string, string | null, string]>([
    ['a=1', 'a!=1', null, 'nothing is left'],
    ['a=1,2', 'a!=1', 'a=2', 'one value fewer rather than one requirement more'],
    ['a=1', 'a', 'a=1', 'what is implied is not said'],
    ['b=1', 'a!=1', 'b=1 a!=1', 'other keys stay'],
    ['a', '!a', null, 'a key cannot be there and not be there'],
  ])('%j and %j: %j: %s', (text, requirementText, expected) => {
    const [requirement] = selector(requirementText).requirements
    if (requirement === undefined) throw new Error('no requirement')
    expect(narrowed(selector(text), requirement)).toEqual(expected === null ? null : selector(expected))
  })
})

describe('negated', () => {
  it.each(['a=1', 'a=1,2', 'a!=1', 'a', '!a'])('%j selects exactly the others', (text) => {
    const [requirement] = selector(text).requirements
    if (requirement === undefined) throw new Error('no requirement')
    for (const some of universe)
      expect(selects({ requirements: [negated(requirement)] }, some)).toBe(!selects(selector(text), some))
  })
})
