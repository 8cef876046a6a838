import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { NodeId } from '../model/graphView'
import { connectionsOf, includes, unionAll } from '../sets/connections'
import { type Bundle, bundleId, kindNumber, mergeBundles } from './edges'
import { type FoldRequest, fold } from './fold'
import { foldable } from './foldable'

const seed = 20_261_121

const letters = ['a', 'b', 'c', 'd', 'e']
const cardsEach = 9
const cards = letters.flatMap((letter) => Array.from({ length: cardsEach }, (_, i) => `${letter}${i}`))
const frameOf: ReadonlyMap<NodeId, NodeId> = new Map(cards.map((card) => [card, `ns:${card.slice(0, 1)}`]))
const frame = (node: NodeId) => frameOf.get(node) ?? node

const node = fc.constantFrom(...cards, 'outside/rest', 'ns:closed')
const bundles: fc.Arbitrary<readonly Bundle[]> = fc
  .array(
    fc.record({
      from: node,
      to: node,
      kind: fc.constantFrom('rules', 'rules', 'open', 'half'),
      change: fc.oneof(
        { weight: 30, arbitrary: fc.constant('same' as const) },
        fc.constantFrom('added', 'removed'),
      ),
      port: fc.integer({ min: 1, max: 3 }),
      pairs: fc.integer({ min: 1, max: 3 }),
    }),
    { minLength: 100, maxLength: 400, size: 'max' },
  )
  .map((list) =>
    mergeBundles(
      list
        .filter(({ from, to }) => from !== to)
        .map(({ port, ...rest }) => ({
          ...rest,
          blockedBy: rest.kind === 'half' ? ('egress' as const) : null,
          connections: connectionsOf('TCP', port),
        })),
    ),
  )
const requests: fc.Arbitrary<FoldRequest> = fc.record({
  detail: fc.constantFrom('workloads', 'namespaces'),
  sight: fc.option(fc.subarray(letters)),
  focus: fc.constantFrom(null, 'a0', 'b3', 'ns:c', 'ns:closed', 'outside/rest', 'gone'),
})

/** What of the bundles an edge may speak for: of its sort, from its ends or from within them. */
function meantBy(edge: Bundle, all: readonly Bundle[]): readonly Bundle[] {
  const isAt = (end: NodeId, own: NodeId) => end === own || end === frame(own)
  return all.filter(
    (it) => kindNumber(it) === kindNumber(edge) && isAt(edge.from, it.from) && isAt(edge.to, it.to),
  )
}

it('keeps at most 150 edges, which say no more than there is, and says of how many flows it keeps none', () => {
  fc.assert(
    fc.property(bundles, requests, (all, request) => {
      const { bundles: kept, folded } = fold(foldable(all, frameOf), [], request)
      expect(kept.length).toBeLessThanOrEqual(150)
      expect(new Set(kept.map(bundleId)).size).toBe(kept.length)
      const sum = (list: readonly Bundle[]) => list.reduce((pairs, it) => pairs + it.pairs, 0)
      for (const edge of kept) {
        const meant = meantBy(edge, all)
        expect(edge.pairs).toBeLessThanOrEqual(sum(meant))
        expect(includes(unionAll(meant.map(({ connections }) => connections)), edge.connections)).toBe(true)
        expect(edge.from).not.toBe(edge.to)
      }
      expect(sum(kept)).toBeLessThanOrEqual(sum(all))
      expect(folded).toBe(sum(all) - sum(kept.filter((it) => all.includes(it))))
    }),
    { seed, numRuns: 150 },
  )
})

it('loses neither what the draft changes nor what the focus has', () => {
  fc.assert(
    fc.property(bundles, requests, (all, request) => {
      const { bundles: kept } = fold(foldable(all, frameOf), [], request)
      for (const it of all.filter(({ change }) => change !== 'same'))
        expect(kept.some((edge) => meantBy(edge, [it]).length > 0)).toBe(true)
      const { focus } = request
      if (focus === null || focus.startsWith('ns:') || !frameOf.has(focus)) return
      for (const it of all.filter(({ from, to }) => from === focus || to === focus))
        expect(
          kept.some((edge) => meantBy(edge, [it]).length > 0 && [edge.from, edge.to].includes(focus)) ||
            (it.change !== 'same' && frame(it.from) !== frame(it.to)),
        ).toBe(true)
    }),
    { seed, numRuns: 150 },
  )
})
