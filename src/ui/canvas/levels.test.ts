import { describe, expect, it } from 'vitest'
import { detailOf, isLarge, type Level, labelScaleAt, levelAt, nameSizeAt } from './levels'

describe('levelAt', () => {
  it.each([
    [0.41, 'middle', 'far'],
    [0.43, 'middle', 'middle'],
    [0.47, 'far', 'far'],
    [0.48, 'far', 'middle'],
    [1, 'middle', 'middle'],
    [1.19, 'middle', 'middle'],
    [1.2, 'middle', 'near'],
    [1.11, 'near', 'near'],
    [1.09, 'near', 'middle'],
    [0.2, 'near', 'far'],
    [2, 'far', 'near'],
  ] satisfies [number, Level, Level][])('at %d after %s it is %s', (zoom, before, level) => {
    expect(levelAt(zoom, before, 500)).toBe(level)
  })

  it('shows the cards of small clusters at any zoom', () => {
    expect(levelAt(0.05, 'middle', 60)).toBe('middle')
    expect(levelAt(0.05, 'far', 60)).toBe('middle')
    expect(levelAt(0.05, 'middle', 61)).toBe('far')
    expect([60, 61].map(isLarge)).toEqual([false, true])
  })

  it('never changes back and forth at one zoom', () => {
    for (let zoom = 0.05; zoom < 2; zoom += 0.01)
      for (const before of ['far', 'middle', 'near'] as const) {
        const level = levelAt(zoom, before, 500)
        expect(levelAt(zoom, level, 500)).toBe(level)
      }
  })
})

describe('detailOf', () => {
  it('asks for bundles between namespaces from afar alone', () => {
    expect((['far', 'middle', 'near'] as const).map(detailOf)).toEqual([
      'namespaces',
      'workloads',
      'workloads',
    ])
  })
})

describe('what is written', () => {
  it('is about eleven pixels high on the screen wherever cards are drawn', () => {
    for (let zoom = 0.27; zoom <= 1; zoom += 0.01) expect(nameSizeAt(zoom) * zoom).toBeGreaterThan(10.4)
  })

  it('has the same height on the screen at any zoom from afar', () => {
    for (let zoom = 0.03; zoom < 0.45; zoom += 0.01) {
      const height = 11 * zoom * labelScaleAt(zoom, 'far')
      expect(height).toBeGreaterThan(9.3)
      expect(height).toBeLessThan(11.3)
    }
  })

  it('can be read in a small picture on a narrow screen too, with labels that are large or have no room', () => {
    for (let zoom = 0.18; zoom < 1; zoom += 0.01)
      expect(11 * zoom * labelScaleAt(zoom, 'middle')).toBeGreaterThan(7.9)
  })

  it('keeps its own size where cards are shown as they are', () => {
    expect([labelScaleAt(1, 'middle'), nameSizeAt(1)]).toEqual([1, 13])
  })
})
