import { describe, expect, it } from 'vitest'
import { labelHeight, labelWidth, overlaps, type Rect } from './edgeGeometry'
import { type EdgeEnds, edgeCourses } from './edgeGeometryCourses'

const card = (x: number, y: number): Rect => ({ x, y, width: 176, height: 64 })

const edge = (
  id: string,
  from: Rect,
  to: Rect,
  labelLength = 4,
  frames: EdgeEnds['frames'] = null,
): EdgeEnds => ({
  id,
  from,
  to,
  frames,
  labelLength,
})

function coursesOf(
  edges: readonly EdgeEnds[],
  cards: readonly Rect[] = [],
  scale = 1,
  frames: readonly Rect[] = [],
) {
  const courses = edgeCourses(edges, cards, scale, frames)
  return (id: string) => courses.get(id) ?? { path: '', labelX: 0, labelY: 0, isCrowded: true }
}

const labelRect = (x: number, y: number, length: number, scale = 1): Rect => ({
  x: x - (labelWidth(length) * scale) / 2,
  y: y - (labelHeight * scale) / 2,
  width: labelWidth(length) * scale,
  height: labelHeight * scale,
})

/** The level pieces and curves of a path end at these points. */
function stops(path: string): readonly (readonly [number, number])[] {
  return [...path.matchAll(/(-?[\d.]+) (-?[\d.]+)(?= [A-Z]|$| ?[LQC])/g)].map(([, x, y]) => [
    Number(x),
    Number(y),
  ])
}

describe('courses', () => {
  it('start at the right side of the one card and end at the left side of the other', () => {
    expect(coursesOf([edge('e', card(0, 0), card(300, 100))])('e').path).toMatch(/^M176 32 C.* 300 132$/)
  })

  it('that run back go between the rows, beside the card that they end at', () => {
    const [from, to] = [card(300, 0), card(0, 200)]
    const { path, labelY } = coursesOf([edge('e', from, to)], [from, to])('e')
    expect(labelY).toBeGreaterThan(64)
    expect(labelY).toBeLessThan(200)
    expect(path).toMatch(/^M476 32 L.* L0 232$/)
  })

  it('that run back to another frame go outside of both', () => {
    const [from, to] = [card(300, 50), card(20, 450)]
    const frames = {
      from: { x: 280, y: 0, width: 220, height: 140 },
      to: { x: 0, y: 400, width: 220, height: 140 },
    }
    const { labelY } = coursesOf([edge('e', from, to, 4, frames)], [from, to], 1, [frames.from, frames.to])(
      'e',
    )
    // Below the card that it leaves, and above the name of the frame that it ends in.
    expect(labelY).toBeGreaterThan(114)
    expect(labelY).toBeLessThan(400)
  })

  it('pass a card that stands in their way in the lane above or below it', () => {
    const [from, between, to] = [card(0, 0), card(272, 0), card(544, 0)]
    const { path } = coursesOf([edge('e', from, to)], [from, between, to])('e')
    const passing = stops(path).filter(([x]) => x > 262 && x < 458)
    expect(passing).toEqual([])
    expect(path).toMatch(/ L458 (-14|78) /)
  })

  it('choose the lane where nothing else stands', () => {
    const [from, between, above, to] = [card(0, 0), card(272, 10), card(272, -80), card(544, 0)]
    const { path } = coursesOf([edge('e', from, to)], [from, between, above, to])('e')
    expect(path).toMatch(/ L458 (-3|88) |/)
    expect(path).not.toContain(' -94 ')
  })

  it('pass whole frames that they have nothing to do with', () => {
    const [from, to] = [card(0, 0), card(900, 0)]
    const frame = { x: 272, y: -100, width: 400, height: 180 }
    const homes = { from, to }
    const { path } = coursesOf([edge('e', from, to, 0, homes)], [from, to], 1, [frame])('e')
    expect(path).toContain(' 100 ')
    expect(path).toMatch(/^M176 32 C.* 900 32$/)
  })

  it('run beside each other where they take the same lane', () => {
    const [a, b, between, c] = [card(0, 0), card(0, 92), card(272, 46), card(544, 46)]
    const at = coursesOf([edge('one', a, c, 0), edge('two', a, c, 0)], [a, b, between, c])
    expect(at('one').path).not.toBe(at('two').path)
    const level = (path: string) => /L\S+ (\S+)/.exec(path)?.[1]
    expect(level(at('one').path)).not.toBe(level(at('two').path))
  })

  it('go straight through the gap between two frames that stand above each other', () => {
    const [upper, lower] = [
      { x: 0, y: 0, width: 600, height: 300 },
      { x: 0, y: 348, width: 400, height: 300 },
    ]
    const [caller, callee] = [card(24, 44), card(24, 392)]
    const homes = { from: upper, to: lower }
    const pathOf = (from: Rect, to: Rect) =>
      coursesOf([edge('e', from, to, 0, homes)], [caller, callee], 1, [upper, lower])('e').path
    expect(pathOf(upper, lower)).toBe('M200 300 L200 348')
    expect(pathOf(upper, callee)).toMatch(/^M12 300 L.* L-14 410 .* L24 424$/)
    expect(pathOf(caller, lower)).toMatch(/^M200 76 .* L214 348$/)
    // Out to the right, down into the gap, and in from the left: beside the frame, where its name is not.
    expect(pathOf(caller, callee)).toMatch(/^M200 76 .* 324 .* L-14 410 .* L24 424$/)
  })

  it('go round a whole namespace from the addresses behind it, and run behind none of its cards', () => {
    const [own, between] = [
      { x: 0, y: 0, width: 224, height: 132 },
      { x: 400, y: -300, width: 400, height: 800 },
    ]
    const [caller, passed, outside] = [card(24, 44), card(424, 44), card(912, 44)]
    const at = coursesOf(
      [edge('e', outside, caller, 0, { from: outside, to: own })],
      [caller, passed, outside],
      1,
      [own, between],
    )
    const all = stops(at('e').path)
    const passing = all
      .slice(1)
      .filter(([x], i) => Math.min(x, all[i]?.[0] ?? x) < 800 && Math.max(x, all[i]?.[0] ?? x) > 400)
    expect(passing.length).toBeGreaterThan(0)
    expect(passing.every(([, y]) => y < between.y || y > between.y + between.height)).toBe(true)
    expect(at('e').path).toMatch(/L24 76$/)
  })

  it('end at the gate of a whole namespace, never in line with a card, and anywhere on its border from afar', () => {
    const frame = { x: 400, y: 0, width: 400, height: 400 }
    const [caller, first] = [card(0, 200), card(424, 200)]
    const edges = [{ ...edge('all', caller, frame, 0), frames: { from: caller, to: frame } }]
    expect(coursesOf(edges, [caller, first], 1, [frame])('all').path).toMatch(/ 400 22$/)
    expect(coursesOf(edges, [frame])('all').path).toMatch(/ 400 232$/)
  })

  it('cover neither the name of a namespace nor its locks', () => {
    const [above, own, other] = [
      { x: 0, y: 0, width: 420, height: 260 },
      { x: 0, y: 300, width: 224, height: 132 },
      { x: 560, y: 0, width: 300, height: 300 },
    ]
    const [caller, callee, passed] = [card(24, 344), card(584, 84), card(24, 44)]
    const at = coursesOf(
      [edge('e', caller, callee, 0, { from: own, to: other })],
      [caller, callee, passed],
      1,
      [above, own, other],
    )
    const higher = stops(at('e').path).filter(([, y]) => y < 344)
    expect(higher.length).toBeGreaterThan(0)
    expect(higher.every(([x]) => x > own.width)).toBe(true)
  })

  it('join a card with the border of the frame around it, above its row', () => {
    const frame = { x: 0, y: 0, width: 600, height: 300 }
    const inner = card(300, 100)
    const at = coursesOf([edge('in', frame, inner), edge('out', inner, frame)], [inner])
    expect(at('in').path).toMatch(/^M0 92 L.* L300 132$/)
    expect(at('out').path).toMatch(/^M476 132 L.* L600 92$/)
  })

  it('leave one card in the order of their other ends', () => {
    const from = card(0, 100)
    const at = coursesOf([edge('low', from, card(300, 300)), edge('high', from, card(300, 0))])
    const start = (id: string) => Number(/^M\S+ (\S+)/.exec(at(id).path)?.[1])
    expect(start('high')).toBeLessThan(start('low'))
  })

  it('leave the border of a frame where their other ends are', () => {
    const frame = { x: 0, y: 0, width: 600, height: 1000 }
    const at = coursesOf([edge('low', frame, card(900, 700)), edge('high', frame, card(900, 200))])
    expect(at('high').path).toMatch(/^M600 232 /)
    expect(at('low').path).toMatch(/^M600 732 /)
  })
})

describe('labels', () => {
  it('keep off the cards and off each other', () => {
    const cards = [card(0, 0), card(0, 100), card(320, 0), card(320, 100)]
    const [a, b, c, d] = cards as [Rect, Rect, Rect, Rect]
    const edges = [edge('ac', a, c), edge('ad', a, d), edge('bc', b, c), edge('bd', b, d)]
    const at = coursesOf(edges, cards)
    const labels = edges.map(({ id }) => labelRect(at(id).labelX, at(id).labelY, 4))
    const pairs = labels.flatMap((one, i) => labels.slice(i + 1).map((other) => [one, other] as const))
    expect(pairs.filter(([one, other]) => overlaps(one, other))).toEqual([])
    expect(labels.filter((label) => cards.some((it) => overlaps(label, it)))).toEqual([])
  })

  it('are left out where there is no room, and drawn as soon as there is', () => {
    const [a, b] = [card(0, 0), card(200, 0)]
    const above = { x: 0, y: -60, width: 400, height: 60 }
    const below = { x: 0, y: 64, width: 400, height: 60 }
    const isCrowded = (length: number, scale = 1) =>
      coursesOf([edge('e', a, b, length)], [a, b, above, below], scale)('e').isCrowded
    expect(isCrowded(20)).toBe(true)
    expect(isCrowded(0)).toBe(false)
    expect(coursesOf([edge('e', a, card(400, 0), 20)], [a, card(400, 0)])('e').isCrowded).toBe(false)
    expect(
      coursesOf([edge('e', a, card(400, 0), 24)], [a, card(400, 0), above, below], 1.6)('e').isCrowded,
    ).toBe(true)
  })

  it('keep off the name of a frame', () => {
    const frame = { x: 250, y: 0, width: 600, height: 300 }
    const [from, to] = [card(0, -10), card(1000, -10)]
    const { labelX, labelY } = coursesOf([edge('e', from, to, 4, { from, to: frame })], [from, to], 1, [
      frame,
    ])('e')
    expect(overlaps(labelRect(labelX, labelY, 4), { ...frame, height: 40 })).toBe(false)
  })

  it('stand where no other edge runs, if there is such a place', () => {
    const hub = card(0, 100)
    const others = [0, 100, 200].map((y) => card(500, y))
    const edges = others.map((to, i) => edge(`e${i}`, hub, to))
    const at = coursesOf(edges, [hub, ...others])
    expect(edges.map(({ id }) => at(id).labelX > 260)).toEqual([true, true, true])
  })
})
