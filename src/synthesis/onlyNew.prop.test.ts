import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Cluster } from '../model/cluster'
import type { Edit, EditEnd, Synthesis } from '../model/edit'
import { editId } from '../model/ids'
import type { ScenarioOptions } from '../model/workspace'
import { allConnections, connectionsOf } from '../sets/connections'
import { clusters, scenarioOptions } from '../testing/smallClusterArbitraries'
import { synthesise } from './synthesise'

const seed = 20261121
const numRuns = 150

interface Case {
  readonly cluster: Cluster
  readonly edits: readonly Edit[]
  readonly options: ScenarioOptions
}

function editsOf(cluster: Cluster): fc.Arbitrary<readonly Edit[]> {
  const workload = fc.constantFrom(...cluster.workloads.map(({ id }): EditEnd => ({ kind: 'workload', id })))
  const namespace = fc.constant<EditEnd>({ kind: 'namespace', name: 'n1' })
  const end = fc.oneof({ weight: 4, arbitrary: workload }, { weight: 1, arbitrary: namespace })
  const directions = fc.constantFrom<readonly ('ingress' | 'egress')[]>(['ingress'], ['ingress', 'egress'])
  const one: fc.Arbitrary<Edit> = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constantFrom('allow' as const, 'block' as const),
        id: fc.constant(editId('')),
        from: end,
        to: end,
        connections: fc.constantFrom(allConnections, connectionsOf('TCP', 2), connectionsOf('TCP', 3, 9)),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('isolate' as const),
        id: fc.constant(editId('')),
        end,
        directions,
        dns: fc.constantFrom('none' as const, 'cluster' as const),
      }),
    },
  )
  return fc
    .array(one, { minLength: 1, maxLength: 4 })
    .map((list) => list.map((edit, i) => ({ ...edit, id: editId(`e${i}`) })))
}

const cases: fc.Arbitrary<Case> = fc
  .tuple(clusters, scenarioOptions)
  .chain(([cluster, options]) => editsOf(cluster).map((edits): Case => ({ cluster, edits, options })))

/** The law for every case, with the option and without; fails when it met too few cases that it says anything about. */
function forAll(law: (it: Case, kept: Synthesis, free: Synthesis) => boolean): void {
  let met = 0
  fc.assert(
    fc.property(cases, (it) => {
      const kept = synthesise(it.cluster, it.edits, { ...it.options, onlyNewPolicies: true })
      if (law(it, kept, synthesise(it.cluster, it.edits, it.options))) met++
    }),
    { seed, numRuns },
  )
  expect(met).toBeGreaterThan(numRuns / 30)
}

const isDone = ({ outcomes }: Synthesis) =>
  outcomes.every(({ status }) => status === 'holds' || status === 'already')

describe('only new policies', () => {
  it('changes no policy that is there, and keeps their objects', () => {
    forAll(({ cluster }, kept, free) => {
      expect(kept.changes.filter(({ kind }) => kind !== 'create')).toEqual([])
      for (const policy of cluster.policies) expect(kept.policies).toContain(policy)
      return free.changes.some(({ kind }) => kind !== 'create')
    })
  })

  it('does every allow and every isolation that changing policies could do', () => {
    forAll(({ edits }, kept, free) => {
      if (edits.some(({ kind }) => kind === 'block') || !isDone(free)) return false
      expect(isDone(kept)).toBe(true)
      return kept.changes.length > 0 && free.changes.some(({ kind }) => kind === 'replace')
    })
  })

  it('adds and removes the same flows, where all can be done both ways without collateral', () => {
    forAll(({ edits }, kept, free) => {
      const isClean = ({ cost, outcomes }: Synthesis) =>
        cost.collateral === 0 && outcomes.every(({ status }) => status === 'holds' || status === 'already')
      if (edits.some(({ kind }) => kind === 'block') || !isClean(kept) || !isClean(free)) return false
      expect(kept.impact).toEqual(free.impact)
      return kept.changes.length > 0
    })
  })

  it('is what comes out anyway where no policy would be changed', () => {
    forAll((_, kept, free) => {
      if (free.changes.some(({ kind }) => kind !== 'create')) return false
      if (free.outcomes.some(({ status }) => status === 'impossible')) return false
      expect(kept.changes).toEqual(free.changes)
      return kept.changes.length > 0
    })
  })

  it('says of a block that it cannot do which policies grant it', () => {
    forAll(({ cluster, edits }, kept, free) => {
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
    })
  })
})
