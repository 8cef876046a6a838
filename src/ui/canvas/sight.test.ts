import { describe, expect, it } from 'vitest'
import type { FrameNode } from '../../model/graphView'
import { grown, holds, inSight, meet, namespacesInSight, nextInPage, nodeAt, sightOf } from './sight'

const screen = { width: 1000, height: 500 }

function frame(namespace: string): FrameNode {
  return {
    id: `ns:${namespace}`,
    namespace,
    collapsed: false,
    workloadCount: 1,
    policyCount: 0,
    isolatedIngress: 0,
    isolatedEgress: 0,
    x: 0,
    y: 0,
    width: 100,
    height: 100,
  }
}

const frames = [frame('a'), frame('b')]
const places = new Map([
  ['ns:a', { x: 0, y: 0, width: 100, height: 100 }],
  ['ns:b', { x: 300, y: 0, width: 100, height: 100 }],
  ['a/Pod/x', { x: 20, y: 50, width: 40, height: 20 }],
])

describe('what is in sight', () => {
  it('is the screen, moved and zoomed back', () => {
    expect(sightOf({ x: 100, y: -50, zoom: 0.5 }, screen)).toEqual({
      x: -200,
      y: 100,
      width: 2000,
      height: 1000,
    })
  })

  it('grows by shares of itself at every side', () => {
    expect(grown({ x: 0, y: 0, width: 100, height: 50 }, 0.5)).toEqual({
      x: -50,
      y: -25,
      width: 200,
      height: 100,
    })
  })

  it.each([
    [{ x: 0, y: 0, width: 400, height: 400 }, null],
    [{ x: 0, y: 0, width: 200, height: 200 }, ['a']],
    [{ x: 90, y: 90, width: 300, height: 10 }, null],
    [{ x: 100, y: 0, width: 200, height: 100 }, []],
  ])('of %j names %j', (sight, names) => {
    expect(namespacesInSight(frames, places, sight)).toEqual(names)
  })

  it('holds whatever touches it, and nothing without a place', () => {
    const seen = inSight(['ns:a', 'a/Pod/x', 'lost'], places, { x: 0, y: 60, width: 10, height: 10 })
    expect([...seen]).toEqual(['ns:a'])
  })

  it('tells what meets from what lies within', () => {
    const [outer, across] = [
      { x: 0, y: 0, width: 10, height: 10 },
      { x: 5, y: 5, width: 10, height: 2 },
    ]
    expect([meet(outer, across), holds(outer, across), holds(outer, { ...across, width: 5 })]).toEqual([
      true,
      false,
      true,
    ])
  })
})

describe('nodeAt', () => {
  it.each([
    [{ x: 30, y: 60 }, 'a/Pod/x'],
    [{ x: 5, y: 5 }, 'ns:a'],
    [{ x: 200, y: 5 }, null],
  ])('finds at %j what lies on top: %s', (point, id) => {
    expect(nodeAt(places, point)).toBe(id)
  })
})

describe('nextInPage', () => {
  const many = new Set(Array.from({ length: 100 }, (_, i) => `n${i}`))

  it('brings a few at a time until all that is wanted is there', () => {
    let present: ReadonlySet<string> = new Set()
    const sizes: number[] = []
    for (let next = nextInPage(present, many, present); next !== present; ) {
      sizes.push(next.size - present.size)
      present = next
      next = nextInPage(present, many, new Set())
    }
    expect(present).toEqual(many)
    expect(Math.max(...sizes)).toBeLessThan(20)
  })

  it('lets go what is neither wanted nor kept', () => {
    expect([...nextInPage(new Set(['a', 'b', 'c']), new Set(['a']), new Set(['b']))]).toEqual(['a', 'b'])
  })
})
