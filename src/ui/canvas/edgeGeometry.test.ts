import { describe, expect, it } from 'vitest'
import { edgeCourses, labelHeight, labelWidth, type Rect } from './edgeGeometry'

const card = (x: number, y: number): Rect => ({ x, y, width: 176, height: 64 })

const overlap = (a: Rect, b: Rect) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

const labelRect = (x: number, y: number, length: number): Rect => ({
  x: x - labelWidth(length) / 2,
  y: y - labelHeight / 2,
  width: labelWidth(length),
  height: labelHeight,
})

describe('edgeCourses', () => {
  it('starts at the right side of the one card and ends at the left side of the other', () => {
    const course = edgeCourses(
      [{ id: 'e', from: card(0, 0), to: card(300, 100), frames: null, labelLength: 4, isBundle: false }],
      [],
    )
    expect(course.get('e')?.path).toMatch(/^M176 32 C.* 300 132$/)
  })

  it('leads an edge that runs back between the rows, beside the card that it ends at', () => {
    const [from, to] = [card(300, 0), card(0, 200)]
    const course = edgeCourses(
      [{ id: 'e', from, to, frames: null, labelLength: 4, isBundle: false }],
      [from, to],
    )
    const at = course.get('e')
    expect(at?.labelY).toBe(184)
    expect(at?.path).toContain(' 184')
  })

  it('leads an edge to another frame outside of both', () => {
    const [from, to] = [card(300, 50), card(20, 450)]
    const frames = {
      from: { x: 280, y: 0, width: 220, height: 140 },
      to: { x: 0, y: 400, width: 220, height: 140 },
    }
    const course = edgeCourses([{ id: 'e', from, to, frames, labelLength: 4, isBundle: false }], [from, to])
    expect(course.get('e')?.labelY).toBe(384)
  })

  it('joins a card with the border of the frame around it, above its row', () => {
    const frame = { x: 0, y: 0, width: 600, height: 300 }
    const inner = card(300, 100)
    const ends = { frames: null, labelLength: 4, isBundle: false }
    const courses = edgeCourses(
      [
        { id: 'in', from: frame, to: inner, ...ends },
        { id: 'out', from: inner, to: frame, ...ends },
      ],
      [inner],
    )
    expect(courses.get('in')?.path).toMatch(/^M0 92 L.* L300 132$/)
    expect(courses.get('out')?.path).toMatch(/^M476 132 L.* L600 92$/)
    expect([courses.get('in')?.labelY, courses.get('out')?.labelY]).toEqual([92, 92])
  })

  it('keeps labels off the cards and off each other', () => {
    const cards = [card(0, 0), card(0, 100), card(320, 0), card(320, 100)]
    const [a, b, c, d] = cards as [Rect, Rect, Rect, Rect]
    const edges = [
      { id: 'ac', from: a, to: c, frames: null, labelLength: 4, isBundle: false },
      { id: 'ad', from: a, to: d, frames: null, labelLength: 4, isBundle: false },
      { id: 'bc', from: b, to: c, frames: null, labelLength: 4, isBundle: false },
      { id: 'bd', from: b, to: d, frames: null, labelLength: 4, isBundle: false },
    ]
    const labels = [...edgeCourses(edges, cards).values()].map(({ labelX, labelY }) =>
      labelRect(labelX, labelY, 4),
    )
    const pairs = labels.flatMap((one, i) => labels.slice(i + 1).map((other) => [one, other] as const))
    expect(pairs.filter(([one, other]) => overlap(one, other))).toEqual([])
    expect(labels.filter((label) => cards.some((it) => overlap(label, it)))).toEqual([])
  })

  it('leaves the label of a bundle out where it would hide another one, or from afar a card', () => {
    const [a, b] = [card(0, 0), card(200, 0)]
    const edge = (id: string, labelLength: number, isBundle = true) =>
      ({ id, from: a, to: b, frames: null, labelLength, isBundle }) as const
    const crowded = (edges: Parameters<typeof edgeCourses>[0], scale: number) =>
      [...edgeCourses(edges, [a, b], scale).values()].map(({ isCrowded }) => isCrowded)
    expect(crowded([edge('one', 2)], 1)).toEqual([false])
    expect(crowded([edge('one', 2), edge('two', 2)], 1)).toEqual([false, true])
    expect(crowded([edge('long', 20)], 1)).toEqual([false])
    expect(crowded([edge('long', 20)], 1.6)).toEqual([true])
    expect(crowded([edge('long', 20, false)], 1.6)).toEqual([false])
  })

  it('spreads edges that leave one card, in the order of their other ends', () => {
    const from = card(0, 100)
    const courses = edgeCourses(
      [
        { id: 'low', from, to: card(300, 300), frames: null, labelLength: 0, isBundle: false },
        { id: 'high', from, to: card(300, 0), frames: null, labelLength: 0, isBundle: false },
      ],
      [],
    )
    const start = (id: string) => Number(/^M\S+ (\S+)/.exec(courses.get(id)?.path ?? '')?.[1])
    expect(start('high')).toBeLessThan(start('low'))
  })
})
