import type fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Synthesis } from '../model/edit'
import { defaultOptions } from '../model/workspace'
import { type ReachCase, reachCases } from '../testing/arbitraryEdits'
import { expectMet } from '../testing/meeting'
import { minimalCases } from '../testing/minimalCases'
import { synthesise } from './synthesise'

const seed = 20261121
const numRuns = 150

/** The law for every case, with the option and without; fails when it met too few cases that it says anything about. */
function forAll(
  cases: fc.Arbitrary<ReachCase>,
  law: (it: ReachCase, kept: Synthesis, free: Synthesis) => boolean,
  least = numRuns / 30,
): void {
  const kept = (it: ReachCase) => synthesise(it.cluster, it.edits, { ...it.options, onlyNewPolicies: true })
  const free = (it: ReachCase) => synthesise(it.cluster, it.edits, it.options)
  expectMet(cases, (it) => law(it, kept(it), free(it)), { seed, numRuns, least })
}

const all = reachCases(['allow', 'block', 'isolate'])
const additive = reachCases(['allow', 'isolate'])
/** Namespaces that are closed, where policies of the user grant what there is. */
const closed = minimalCases(['block']).map((it): ReachCase => ({ ...it, options: defaultOptions }))

const isDone = ({ outcomes }: Synthesis) =>
  outcomes.every(({ status }) => status === 'holds' || status === 'already')

describe('only new policies', () => {
  it('changes no policy that is there, and keeps their objects', () => {
    forAll(all, ({ cluster }, kept, free) => {
      expect(kept.changes.filter(({ kind }) => kind !== 'create')).toEqual([])
      for (const policy of cluster.policies) expect(kept.policies).toContain(policy)
      return free.changes.some(({ kind }) => kind !== 'create')
    })
  })

  it('does every allow and every isolation that changing policies could do', () => {
    forAll(additive, (_, kept, free) => {
      if (!isDone(free)) return false
      expect(isDone(kept)).toBe(true)
      return kept.changes.length > 0 && free.changes.some(({ kind }) => kind === 'replace')
    })
  })

  it('adds and removes the same flows, where all can be done both ways without collateral', () => {
    forAll(additive, (_, kept, free) => {
      const isClean = ({ cost, outcomes }: Synthesis) =>
        cost.collateral === 0 && outcomes.every(({ status }) => status === 'holds' || status === 'already')
      if (!isClean(kept) || !isClean(free)) return false
      expect(kept.impact).toEqual(free.impact)
      return kept.changes.length > 0
    })
  })

  it('is what comes out anyway where no policy would be changed', () => {
    forAll(all, (_, kept, free) => {
      if (free.changes.some(({ kind }) => kind !== 'create')) return false
      if (free.outcomes.some(({ status }) => status === 'impossible')) return false
      expect(kept.changes).toEqual(free.changes)
      return kept.changes.length > 0
    })
  })

  it('says of a block that it cannot do which policies grant it', () => {
    forAll(
      closed,
      ({ cluster, edits }, kept, free) => {
        const refused = kept.outcomes.filter(
          ({ status }, i) => status === 'impossible' && free.outcomes[i]?.status === 'holds',
        )
        for (const { edit, message } of refused) {
          expect(edits.find(({ id }) => id === edit)?.kind).toBe('block')
          expect(
            cluster.policies.some(({ id }) => message.includes(id)),
            message,
          ).toBe(true)
          expect(message).toContain('only adds new policies')
        }
        return refused.length > 0
      },
      1,
    )
  })
})
