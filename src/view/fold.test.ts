import { describe, expect, it } from 'vitest'
import type { NodeId } from '../model/graphView'
import { connectionsOf } from '../sets/connections'
import type { Bundle } from './edges'
import { type Folded, type FoldRequest, fold as foldAll } from './fold'
import { foldable } from './foldable'

const web = connectionsOf('TCP', 80)

function bundle(from: NodeId, to: NodeId, rest: Partial<Bundle> = {}): Bundle {
  const { kind = 'rules', change = 'same', blockedBy = null, connections = web, pairs = 1 } = rest
  return { from, to, kind, change, blockedBy, connections, pairs }
}

function fold(
  bundles: readonly Bundle[],
  frameOf: ReadonlyMap<NodeId, NodeId>,
  focus: NodeId | null,
  request: Partial<FoldRequest> = {},
): Folded {
  return foldAll(foldable(bundles, frameOf), [], { detail: 'workloads', sight: null, focus, ...request })
}

/** Cards `a0` … in frame `ns:a` and `b0` … in frame `ns:b`, each to each. */
function between(size: number): {
  readonly bundles: readonly Bundle[]
  readonly frameOf: ReadonlyMap<NodeId, NodeId>
} {
  const [as, bs] = ['a', 'b'].map((letter) => Array.from({ length: size }, (_, i) => `${letter}${i}`))
  const bundles = (as ?? []).flatMap((a) => (bs ?? []).map((b) => bundle(a, b)))
  return {
    bundles,
    frameOf: new Map([...(as ?? []), ...(bs ?? [])].map((card) => [card, `ns:${card.slice(0, 1)}`])),
  }
}

describe('fold', () => {
  it('leaves a picture of 150 edges alone', () => {
    const { bundles, frameOf } = between(12)
    expect(fold(bundles, frameOf, null)).toEqual({ bundles, folded: 0 })
  })

  it('draws one edge for two namespaces when there are more', () => {
    const { bundles, frameOf } = between(13)
    expect(fold(bundles, frameOf, null)).toEqual({
      bundles: [bundle('ns:a', 'ns:b', { pairs: 169 })],
      folded: 169,
    })
  })

  it('keeps changes, the edges of the focus and half-open ones', () => {
    const { bundles, frameOf } = between(13)
    const special = [
      bundle('a0', 'b0', { change: 'added' }),
      bundle('a1', 'b1', { change: 'removed' }),
      bundle('a2', 'b2', { kind: 'half', blockedBy: 'egress' }),
    ]
    const kept = fold([...bundles, ...special], frameOf, 'b5').bundles
    expect(kept).toEqual(expect.arrayContaining(special))
    expect(kept.filter(({ to }) => to === 'b5')).toHaveLength(13)
    expect(kept).toHaveLength(3 + 13 + 1)
  })

  it('never keeps more than 150, and prefers changes to half-open flows', () => {
    const { bundles, frameOf } = between(20)
    const half = bundles.map((it) => bundle(it.from, it.to, { kind: 'half', blockedBy: 'egress' }))
    const added = bundles.slice(0, 60).map((it) => bundle(it.from, it.to, { change: 'added' }))
    const { bundles: kept, folded } = fold([...half, ...bundles, ...added], frameOf, null)
    expect(kept.length).toBeLessThanOrEqual(150)
    expect(kept.filter(({ change }) => change === 'added')).toHaveLength(60)
    expect(folded).toBe(400 + 400 + 60 - kept.filter(({ from }) => !from.startsWith('ns:')).length)
  })

  it('never keeps more than 150 aggregates, the heaviest first', () => {
    const frames = Array.from({ length: 20 }, (_, i) => `ns:${i}`)
    const bundles = frames.flatMap((a, i) =>
      frames.flatMap((b, j) => (a === b ? [] : [bundle(a, b, { pairs: i * 20 + j })])),
    )
    const { bundles: kept, folded } = fold(bundles, new Map(), null)
    expect(kept).toHaveLength(150)
    const lightest = Math.min(...kept.map(({ pairs }) => pairs))
    const dropped = bundles.filter((it) => !kept.includes(it))
    expect(Math.max(...dropped.map(({ pairs }) => pairs))).toBeLessThan(lightest)
    expect(folded).toBe(dropped.reduce((sum, { pairs }) => sum + pairs, 0))
  })

  it('within a namespace keeps the edges of quiet workloads rather than those of a hub', () => {
    const cards = Array.from({ length: 200 }, (_, i) => `a${i}`)
    const hub = cards.slice(1).map((card) => bundle(card, 'a0'))
    const quiet = bundle('x', 'y')
    const frameOf = new Map([...cards, 'x', 'y'].map((card) => [card, 'ns:a']))
    const { bundles: kept, folded } = fold([...hub, quiet], frameOf, null)
    expect(kept).toHaveLength(150)
    expect(kept).toContain(quiet)
    expect(folded).toBe(50)
  })

  it('leaves edges within a namespace only the room that changes and aggregates do not need', () => {
    const cards = Array.from({ length: 200 }, (_, i) => `a${i}`)
    const within = cards.slice(1).map((card) => bundle(card, 'a0'))
    const outward = Array.from({ length: 30 }, (_, i) => bundle('a0', `outside/${i}`))
    const added = cards.slice(1, 91).map((card) => bundle(card, 'outside/0', { change: 'added' }))
    const kept = fold(
      [...within, ...outward, ...added],
      new Map(cards.map((it) => [it, 'ns:a'])),
      null,
    ).bundles
    expect(kept.filter(({ change }) => change === 'added')).toHaveLength(90)
    expect(outward.filter((it) => kept.includes(it))).toHaveLength(30)
    expect(kept).toHaveLength(150)
  })
})

describe('what is in sight', () => {
  const { bundles, frameOf } = between(20)
  const letters = ['c', 'd'] as const
  const [cs, ds] = letters.map((letter) => Array.from({ length: 5 }, (_, i) => `${letter}${i}`))
  const near = (cs ?? []).flatMap((c) => (ds ?? []).map((d) => bundle(c, d)))
  const nearby = new Map([
    ...frameOf,
    ...[...(cs ?? []), ...(ds ?? [])].map((it) => [it, `ns:${it[0]}`] as const),
  ])
  const inC = bundle('c0', 'c1')
  const toA = bundle('c0', 'a0')
  const all = [...bundles, ...near, inC, toA]

  it('keeps edges of its own, the rest is one edge for two namespaces', () => {
    const { bundles: kept, folded } = fold(all, nearby, null, { sight: ['c', 'd'] })
    expect(kept).toEqual(expect.arrayContaining([...near, inC, toA, bundle('ns:a', 'ns:b', { pairs: 400 })]))
    expect(kept).toHaveLength(28)
    expect(folded).toBe(400)
  })

  it('comes before what only touches it, and half-open flows before the others', () => {
    const crowd = bundles.map(({ from, to }) => bundle(from, to, { kind: 'half', blockedBy: 'egress' }))
    const { bundles: kept } = fold([...all, ...crowd], nearby, null, { sight: ['c'] })
    expect(kept).toEqual(expect.arrayContaining([...near, inC, toA]))
    const { bundles: seen } = fold([...all, ...crowd], nearby, null, { sight: ['b'] })
    expect(seen.filter(({ from }) => from.startsWith('a')).map(({ kind }) => kind)).toEqual(
      Array.from({ length: 110 }, () => 'half'),
    )
  })

  it('takes no edge from changes and the focus', () => {
    const special = [bundle('a0', 'b0', { change: 'added' }), bundle('a1', 'b1', { change: 'removed' })]
    const kept = fold([...all, ...special], nearby, 'a7', { sight: ['c', 'd'] }).bundles
    expect(kept).toEqual(expect.arrayContaining([...special, ...near]))
    expect(kept.filter(({ from }) => from === 'a7')).toHaveLength(20)
    expect(kept).toContainEqual(bundle('ns:a', 'ns:b', { pairs: 380 }))
  })

  it('changes nothing where every edge fits', () => {
    expect(fold(near, nearby, null, { sight: ['a'] })).toEqual({ bundles: near, folded: 0 })
  })
})

describe('from afar', () => {
  const { bundles, frameOf } = between(3)
  const inside = bundle('a0', 'a1')
  const out = bundle('a0', 'outside/rest')
  const afar = { detail: 'namespaces' } as const

  it('is one edge for two namespaces, also where every edge would fit', () => {
    expect(fold([...bundles, inside, out], frameOf, null, afar)).toEqual({
      bundles: [bundle('ns:a', 'ns:b', { pairs: 9 }), bundle('ns:a', 'outside/rest')],
      folded: 11,
    })
  })

  it('keeps the kinds apart, and what is changed within a namespace', () => {
    const half = bundle('a0', 'b0', { kind: 'half', blockedBy: 'ingress' })
    const added = [bundle('a1', 'b1', { change: 'added' }), bundle('b0', 'b1', { change: 'added' })]
    expect(fold([...bundles, half, ...added, inside], frameOf, null, afar).bundles).toEqual([
      bundle('b0', 'b1', { change: 'added' }),
      bundle('ns:a', 'ns:b', { change: 'added' }),
      bundle('ns:a', 'ns:b', { kind: 'half', blockedBy: 'ingress' }),
      bundle('ns:a', 'ns:b', { pairs: 9 }),
    ])
  })

  it('leaves a selected workload its edges, with the other ends as namespaces', () => {
    expect(fold([...bundles, inside], frameOf, 'a0', afar).bundles).toEqual([
      bundle('a0', 'ns:b', { pairs: 3 }),
      inside,
      bundle('ns:a', 'ns:b', { pairs: 6 }),
    ])
    expect(fold([...bundles, inside], frameOf, 'ns:a', afar).bundles).toEqual([
      bundle('ns:a', 'ns:b', { pairs: 9 }),
    ])
  })

  it('tells what runs within a namespace only where there is nothing else', () => {
    expect(fold([inside], frameOf, null, afar)).toEqual({ bundles: [inside], folded: 0 })
  })
})

it('leaves the focus its edges where they are too many: by the namespaces of the other ends', () => {
  const hub = Array.from({ length: 300 }, (_, i) => bundle(`x${i}`, 'hub'))
  const frameOf = new Map([['hub', 'ns:hub'], ...hub.map(({ from }, i) => [from, `ns:${i % 30}`] as const)])
  const { bundles: kept, folded } = fold(hub, frameOf, 'hub')
  expect(kept).toHaveLength(30)
  expect(kept.every(({ to, pairs }) => to === 'hub' && pairs === 10)).toBe(true)
  expect(folded).toBe(300)
})
