import { describe, expect, it } from 'vitest'
import type { BlockWays } from '../model/blockWays'
import type { Edit } from '../model/edit'
import { editId } from '../model/ids'
import { type ReachCase, reachCases } from '../testing/arbitraryEdits'
import { expectMet } from '../testing/meeting'
import { blockWays } from './blockWays'
import { compareCosts } from './cost'
import { synthesise } from './synthesise'

const seed = Number(process.env['DRAWBRIDGE_FUZZ_SEED'] ?? 20261121)
const numRuns = Number(process.env['DRAWBRIDGE_FUZZ_LAWS'] ?? 80)

type BlockEdit = Extract<Edit, { kind: 'block' }>

/** The law for the first edit of every random case, a block; fails when it met too few cases that it says anything about. */
function forAll(law: (it: ReachCase, block: BlockEdit) => boolean) {
  const holds = (it: ReachCase) => {
    const [block] = it.edits
    return block?.kind === 'block' && law(it, block)
  }
  expectMet(reachCases(['block']), holds, { seed, numRuns })
}

/** The proposed way is not worse than another that also holds for pods to come, or does not either. */
function expectBestFirst({ ways }: BlockWays): void {
  const [proposed, ...others] = ways
  if (proposed === undefined) return
  const isWhole = ({ synthesis }: typeof proposed) =>
    !synthesis.outcomes.some(({ message }) => message.includes('added later are not covered'))
  expect(proposed.isProposed && proposed.isDefault && proposed.isTaken).toBe(true)
  for (const other of others) {
    expect(isWhole(proposed) || !isWhole(other)).toBe(true)
    if (isWhole(other) === isWhole(proposed))
      expect(compareCosts(proposed.synthesis.cost, other.synthesis.cost)).toBeLessThanOrEqual(0)
  }
}

describe('the ways to block', () => {
  it('each hold, come with the best first, and say of the other sides why not', () => {
    forAll(({ cluster, options }, block) => {
      const found = blockWays(cluster, [block], block.id, options)
      expectBestFirst(found)
      const { ways, others } = found
      for (const { synthesis } of ways)
        expect(synthesis.outcomes.map(({ status }) => status)).toEqual(['holds'])
      for (const { why } of others) expect(why).not.toBe('')
      const sides = [...ways, ...others].flatMap(({ cut }) => cut ?? [])
      expect(new Set(sides).size).toBe(sides.length)
      return ways.length > 1
    })
  })
})

describe('a block', () => {
  it('and then an allow of the same leave no change where all of it was allowed', () => {
    forAll(({ cluster, options }, block) => {
      const { cut: _, ...flow } = block
      const allow: Edit = { ...flow, kind: 'allow', id: editId('allow') }
      const isOpen = synthesise(cluster, [allow], options).outcomes[0]?.status === 'already'
      if (!isOpen) return false
      expect(synthesise(cluster, [block, allow], options).changes).toEqual([])
      return true
    })
  })

  it('gives back what it took when the draft is asked to allow that again', () => {
    forAll(({ cluster, options }, block) => {
      const { policies, impact } = synthesise(cluster, [block], options)
      const again = impact.removed.flatMap(({ from, to, connections }, i): readonly Edit[] => {
        const isPods = [from, to].every((id) => cluster.workloads.some((it) => it.id === id))
        if (!isPods) return []
        const [a, b] = [from, to].map((id) => ({ kind: 'workload' as const, id }))
        return a && b ? [{ kind: 'allow', id: editId(`a${i}`), from: a, to: b, connections }] : []
      })
      const { outcomes } = synthesise({ ...cluster, policies }, again, options)
      const named = again.filter(
        ({ id }) => outcomes.find(({ edit }) => edit === id)?.status !== 'impossible',
      )
      expect(outcomes.filter(({ status }) => status === 'holds' || status === 'already')).toHaveLength(
        named.length,
      )
      return named.length > 0
    })
  })
})
