import { describe, expect, it } from 'vitest'
import { externalId, workloadId } from '../model/ids'
import { layOut } from './layout'

const card = (name: string) => workloadId('n', 'Deployment', name)
const flow = (from: string, to: string, weight = 8) => ({ from: card(from), to: card(to), weight })

function columnsOf(names: readonly string[], flows: readonly (readonly [string, string])[]) {
  const frames = [{ id: 'ns:n', collapsed: false, cards: names.map(card) }]
  const { cards } = layOut({ frames, externals: [], flows: flows.map(([from, to]) => flow(from, to)) })
  return (name: string) => cards.get(card(name)) ?? { x: Number.NaN, y: Number.NaN }
}

describe('layOut', () => {
  it('puts a chain from left to right, with room for a label between the cards', () => {
    const at = columnsOf(
      ['a', 'b', 'c'],
      [
        ['c', 'a'],
        ['a', 'b'],
      ],
    )
    expect(at('a').x - at('c').x).toBeGreaterThanOrEqual(176 + 80)
    expect(at('b').x - at('a').x).toBeGreaterThanOrEqual(176 + 80)
  })

  it('orders a tier so that its edges do not cross', () => {
    const at = columnsOf(
      ['a', 'b', 'x', 'y'],
      [
        ['a', 'y'],
        ['b', 'x'],
      ],
    )
    expect(at('a').y < at('b').y).toBe(at('y').y < at('x').y)
  })

  it('moves a card out of the way of an edge that passes it', () => {
    const at = columnsOf(
      ['a', 'b', 'c'],
      [
        ['a', 'b'],
        ['b', 'c'],
        ['a', 'c'],
      ],
    )
    const middle = (name: string) => at(name).y + 32
    // The straight line from a to c, where it passes the column of b.
    const line = (middle('a') + middle('c')) / 2
    expect(Math.abs(line - middle('b'))).toBeGreaterThan(32)
  })

  it('packs cards without flows into a grid', () => {
    const names = Array.from({ length: 100 }, (_, i) => `w${i}`)
    const { frames } = layOut({
      frames: [{ id: 'ns:n', collapsed: false, cards: names.map(card) }],
      externals: [],
      flows: [],
    })
    const { width = 0, height = 0 } = frames.get('ns:n') ?? {}
    expect(width / height).toBeGreaterThan(0.8)
    expect(width / height).toBeLessThan(2.5)
    expect(width * height).toBeLessThan(100 * 176 * 64 * 2.5)
  })

  it('keeps 500 workloads in 20 namespaces compact', () => {
    const frames = Array.from({ length: 20 }, (_, i) => ({
      id: `ns:n${String(i).padStart(2, '0')}`,
      collapsed: false,
      cards: Array.from({ length: 25 }, (__, j) => workloadId(`n${i}`, 'Deployment', `w${j}`)),
    }))
    const flows = frames.flatMap(({ cards }, i) =>
      cards.slice(1).flatMap((to, j) => {
        const other = frames[(i + 1) % 20]?.cards[j] ?? to
        return [
          { from: cards[Math.floor(j / 3)] ?? to, to, weight: 8 },
          { from: to, to: other, weight: 8 },
        ]
      }),
    )
    const placed = [...layOut({ frames, externals: [], flows }).frames.values()]
    const right = Math.max(...placed.map(({ x, width }) => x + width))
    const bottom = Math.max(...placed.map(({ y, height }) => y + height))
    const used = placed.reduce((sum, { width, height }) => sum + width * height, 0)
    expect(used / (right * bottom)).toBeGreaterThan(0.4)
    expect(right / bottom).toBeGreaterThan(0.6)
    expect(right / bottom).toBeLessThan(2.6)
  })

  it.each([
    [1, 'x', 'there is room for them at the sides'],
    [4, 'y', 'all would become much smaller with them at the sides'],
  ] as [number, 'x' | 'y', string][])(
    'puts addresses outside of a chain of %i along %s: %s',
    (length, axis) => {
      const names = Array.from({ length }, (_, i) => `w${i}`)
      const [clients, api] = [externalId('clients'), externalId('api')]
      const { externals, frames } = layOut({
        frames: [{ id: 'ns:n', collapsed: false, cards: names.map(card) }],
        externals: [api, clients],
        flows: [
          ...names.slice(1).map((name, i) => flow(`w${i}`, name)),
          { from: clients, to: card('w0'), weight: 8 },
          { from: card('w0'), to: api, weight: 8 },
        ],
      })
      const ends = [...frames.values()].map((it) => it[axis] + (axis === 'x' ? it.width : it.height))
      expect(externals.get(clients)?.[axis]).toBeLessThan(0)
      expect(externals.get(api)?.[axis]).toBeGreaterThan(Math.max(...ends))
    },
  )

  it('puts an address outside at the height of those that it has flows with, whatever else is outside', () => {
    const [api, other] = [externalId('api'), externalId('other')]
    const names = ['a', 'b', 'c', 'd', 'e', 'f']
    const flows = [...names.slice(1).map((name) => flow('a', name)), { from: card('f'), to: api, weight: 8 }]
    const frames = [{ id: 'ns:n', collapsed: false, cards: names.map(card) }]
    const { cards, externals } = layOut({ frames, externals: [api], flows })
    expect(externals.get(api)?.y).toBe(cards.get(card('f'))?.y ?? 0)
    expect(layOut({ frames, externals: [other, api], flows }).externals.get(api)).toEqual(externals.get(api))
  })

  it('stands namespaces in call order from left to right, kube-system lowest', () => {
    const frames = ['a', 'b', 'c', 'kube-system'].map((name) => {
      return { id: `ns:${name}`, collapsed: false, cards: [workloadId(name, 'Deployment', 'w')] }
    })
    const [a = '', b = '', c = '', dns = ''] = frames.map(({ cards }) => cards[0])
    const flows = [
      { from: c, to: b, weight: 8 },
      { from: b, to: a, weight: 8 },
      ...[a, b, c].map((from) => ({ from, to: dns, weight: 80 })),
    ]
    const placed = layOut({ frames, externals: [], flows }).frames
    const at = (name: string) => placed.get(`ns:${name}`) ?? { x: 0, y: 0, width: 0, height: 0 }
    expect(at('c').x + at('c').width).toBeLessThan(at('b').x)
    expect(at('b').x + at('b').width).toBeLessThan(at('a').x)
    for (const name of ['a', 'b', 'c']) expect(at(name).y).toBeLessThan(at('kube-system').y)
  })
})
