import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pointsOn } from '../../testing/pictureQuality'
import { labelHeight, labelWidth, overlaps, type Rect } from './edgeGeometry'
import { edgeCourses } from './edgeGeometryCourses'

const seed = 20_261_121

/** Cards in rows and columns as the layout stands them, some left out, and edges between any two. */
const pictures = fc
  .record({
    isThere: fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }),
    pairs: fc.array(fc.tuple(fc.nat(29), fc.nat(29), fc.integer({ min: 0, max: 16 })), { maxLength: 40 }),
  })
  .map(({ isThere, pairs }) => {
    const cards = isThere.flatMap((there, i) =>
      there ? [{ x: (i % 5) * 264, y: Math.floor(i / 5) * 92, width: 176, height: 64 }] : [],
    )
    const edges = pairs.flatMap(([a, b, labelLength], i) => {
      const [from, to] = [cards[a % Math.max(1, cards.length)], cards[b % Math.max(1, cards.length)]]
      return from && to && from !== to ? [{ id: `e${i}`, from, to, frames: null, labelLength }] : []
    })
    return { cards, edges }
  })

describe('edgeCourses', () => {
  it('gives every edge a course from its card to the other, over no card where lanes are free', () => {
    fc.assert(
      fc.property(pictures, ({ cards, edges }) => {
        const courses = edgeCourses(edges, cards)
        for (const { id, from, to } of edges) {
          const points = pointsOn(courses.get(id)?.path ?? '')
          expect(points[0]?.x).toBe(from.x + from.width)
          expect(points.at(-1)?.x).toBe(to.x)
          const over = cards.filter((card) => points.some((point) => isWithin(point, card)))
          expect(over, `${id} ${courses.get(id)?.path}`).toEqual([])
        }
      }),
      { seed, numRuns: 60 },
    )
  })

  it.each([1, 1.6])('draws no label over a card or another label, at %f times its size', (scale) => {
    fc.assert(
      fc.property(pictures, ({ cards, edges }) => {
        const courses = edgeCourses(edges, cards, scale)
        const labels = edges.flatMap(({ id, labelLength }): Rect[] => {
          const { labelX = 0, labelY = 0, isCrowded = true } = courses.get(id) ?? {}
          const [width, height] = [labelWidth(labelLength) * scale, labelHeight * scale]
          if (labelLength === 0 || isCrowded) return []
          return [{ x: labelX - width / 2, y: labelY - height / 2, width, height }]
        })
        for (const [i, label] of labels.entries()) {
          expect(cards.some((card) => overlaps(card, label))).toBe(false)
          expect(labels.slice(i + 1).some((other) => overlaps(other, label))).toBe(false)
        }
      }),
      { seed, numRuns: 60 },
    )
  })

  it('is the same each time, whatever the order of the cards', () => {
    fc.assert(
      fc.property(pictures, ({ cards, edges }) => {
        const paths = (order: readonly Rect[]) =>
          [...edgeCourses(edges, order).values()].map(({ path }) => path)
        expect(paths(cards.toReversed())).toEqual(paths(cards))
      }),
      { seed, numRuns: 40 },
    )
  })
})

function isWithin({ x, y }: { readonly x: number; readonly y: number }, box: Rect): boolean {
  return x > box.x + 1 && x < box.x + box.width - 1 && y > box.y + 1 && y < box.y + box.height - 1
}
