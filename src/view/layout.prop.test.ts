import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cardSize, externalSize, frameHeader } from '../model/graphView'
import { type EndpointId, externalId, workloadId } from '../model/ids'
import { type LayoutInput, layOut } from './layout'

const seed = 20_261_121

const inputs: fc.Arbitrary<LayoutInput> = fc
  .record({
    sizes: fc.array(fc.integer({ min: 0, max: 14 }), { minLength: 1, maxLength: 18 }),
    collapsed: fc.array(fc.boolean(), { minLength: 18, maxLength: 18 }),
    blocks: fc.integer({ min: 0, max: 15 }),
    arcs: fc.array(fc.tuple(fc.nat(400), fc.nat(400), fc.integer({ min: 1, max: 20 })), { maxLength: 120 }),
  })
  .map(({ sizes, collapsed, blocks, arcs }) => {
    const frames = sizes.map((size, frame) => ({
      id: frame === 3 ? 'ns:kube-system' : `ns:n${frame}`,
      collapsed: collapsed[frame] === true,
      cards: Array.from({ length: size }, (_, i) => workloadId(`n${frame}`, 'Deployment', `w${i}`)),
    }))
    const externals = Array.from({ length: blocks }, (_, i) => externalId(`10.${i}.0.0/16`))
    const nodes = [
      ...frames.flatMap(({ id, collapsed: isFolded, cards }) => (isFolded ? [id] : cards)),
      ...externals,
    ]
    const nodeAt = (number: number) => nodes[number % Math.max(1, nodes.length)] ?? 'nowhere'
    return {
      frames,
      externals,
      flows: arcs.map(([a, b, weight]) => ({ from: nodeAt(a), to: nodeAt(b), weight })),
    }
  })

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

function areApart(a: Box, b: Box, gap: { readonly x: number; readonly y: number }): boolean {
  return (
    a.x + a.width + gap.x <= b.x ||
    b.x + b.width + gap.x <= a.x ||
    a.y + a.height + gap.y <= b.y ||
    b.y + b.height + gap.y <= a.y
  )
}

function expectApart(boxes: readonly Box[], gap: { readonly x: number; readonly y: number }): void {
  for (const [i, a] of boxes.entries())
    for (const b of boxes.slice(i + 1)) expect(areApart(a, b, gap), JSON.stringify([a, b])).toBe(true)
}

function cardBoxes(
  input: LayoutInput,
  cards: ReadonlyMap<EndpointId, { x: number; y: number }>,
  frame: number,
): Box[] {
  return (input.frames[frame]?.cards ?? []).flatMap((card) => {
    const point = cards.get(card)
    return point === undefined ? [] : [{ ...point, ...cardSize }]
  })
}

describe('layOut', () => {
  it('places every frame, every card of an open frame and every block outside, and nothing else', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const { frames, cards, externals } = layOut(input)
        expect([...frames.keys()]).toEqual(input.frames.map(({ id }) => id))
        expect([...cards.keys()]).toEqual(input.frames.flatMap((it) => (it.collapsed ? [] : it.cards)))
        expect([...externals.keys()]).toEqual(input.externals)
      }),
      { seed },
    )
  })

  it('keeps cards apart, with room for labels, and inside their frame below its header', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const { frames, cards } = layOut(input)
        for (const [i, { id }] of input.frames.entries()) {
          const boxes = cardBoxes(input, cards, i)
          expectApart(boxes, { x: 40, y: 28 })
          const frame = frames.get(id) ?? { width: 0, height: 0 }
          for (const { x, y, width, height } of boxes) {
            expect(x).toBeGreaterThan(0)
            expect(y).toBeGreaterThanOrEqual(frameHeader)
            expect(x + width).toBeLessThan(frame.width)
            expect(y + height).toBeLessThan(frame.height)
          }
        }
      }),
      { seed },
    )
  })

  it('keeps frames and blocks outside apart', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const { frames, externals } = layOut(input)
        expectApart([...frames.values()], { x: 40, y: 28 })
        expectApart(
          [...frames.values(), ...[...externals.values()].map((it) => ({ ...it, ...externalSize }))],
          { x: 0, y: 0 },
        )
      }),
      { seed },
    )
  })

  it('is the same each time, whatever the order of the flows, and without the blocks outside', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const layout = layOut(input)
        expect(layOut({ ...input, flows: input.flows.toReversed() })).toEqual(layout)
        const { frames, cards } = layOut({ ...input, externals: [] })
        expect({ frames, cards }).toEqual({ frames: layout.frames, cards: layout.cards })
      }),
      { seed },
    )
  })

  it('moves nobody within a namespace for what happens in others, or for a workload without flows there', () => {
    fc.assert(
      fc.property(inputs, fc.nat(17), fc.nat(14), (input, at, before) => {
        const frame = input.frames[at % input.frames.length]
        if (frame === undefined || frame.collapsed) return
        const fresh = workloadId('fresh', 'Deployment', 'w')
        const grown = { ...frame, cards: frame.cards.toSpliced(before, 0, fresh) }
        const frames = input.frames.map((it) => (it === frame ? grown : it))
        const [former, later] = [layOut(input), layOut({ ...input, frames })]
        const own = new Set<string>(frame.cards)
        const isBound = new Set(
          input.flows.flatMap(({ from, to }) =>
            from !== to && own.has(from) && own.has(to) ? [from, to] : [],
          ),
        )
        for (const [card, point] of former.cards)
          if (!own.has(card) || isBound.has(card)) expect(later.cards.get(card)).toEqual(point)
      }),
      { seed },
    )
  })

  it('keeps a block outside in its place whatever other blocks without lasting flows there are', () => {
    fc.assert(
      fc.property(inputs, fc.nat(15), (input, from) => {
        const lasting = new Set(input.flows.flatMap((flow) => [flow.from, flow.to]))
        const kept = input.externals.filter((id, i) => lasting.has(id) || i < from)
        const isPlaced = input.externals.some((id) => lasting.has(id))
        const [all, some] = [layOut(input), layOut({ ...input, externals: kept })]
        const bound = input.externals.filter((id) => isBoundTo(input, id))
        if (isPlaced) for (const id of bound) expect(some.externals.get(id)).toEqual(all.externals.get(id))
      }),
      { seed },
    )
  })
})

/** Whether a block has a flow with anything that is placed before the blocks. */
function isBoundTo({ flows, frames }: LayoutInput, id: EndpointId): boolean {
  const placed = new Set<string>(
    frames.flatMap((frame) => [frame.id, ...(frame.collapsed ? [] : frame.cards)]),
  )
  return flows.some(({ from, to }) => (from === id && placed.has(to)) || (to === id && placed.has(from)))
}
