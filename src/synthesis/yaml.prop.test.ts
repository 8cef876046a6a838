import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { read } from '../manifest/read'
import { writePolicy } from '../manifest/writePolicy'
import type { Edit, ReachEdit, Synthesis } from '../model/edit'
import { editId } from '../model/ids'
import type { NetworkPolicy } from '../model/policy'
import { defaultOptions } from '../model/workspace'
import { type ReachCase, reachCases } from '../testing/arbitraryEdits'
import { manifestFile } from '../testing/build'
import { expectMet } from '../testing/meeting'
import { minimalCases } from '../testing/minimalCases'
import { synthesise } from './synthesise'

const seed = Number(process.env['DRAWBRIDGE_FUZZ_SEED'] ?? 20261121)
const numRuns = Number(process.env['DRAWBRIDGE_FUZZ_LAWS'] ?? 150)
const kinds: readonly ReachEdit['kind'][] = ['allow', 'block', 'isolate']

/** Clusters of which most policies are changed, and clusters that are odd in every way. */
const cases = fc.oneof(
  minimalCases(kinds).map((it): ReachCase => ({ ...it, options: defaultOptions })),
  reachCases(kinds),
)

/** The law for every random case; fails when hardly any was one that it says something about. */
function forAll(law: (it: ReachCase, answer: Synthesis) => boolean): void {
  expectMet(cases, (it) => law(it, synthesise(it.cluster, it.edits, it.options)), { seed, numRuns })
}

function textOf(answer: Synthesis): string {
  return answer.changes
    .flatMap((change) => (change.kind === 'delete' ? [] : [writePolicy(change.policy)]))
    .join('---\n')
}

/** What a policy says, wherever it stands. */
function said(policies: readonly NetworkPolicy[]): unknown {
  const text = JSON.stringify(policies, (key, value: unknown) => (key === 'place' ? undefined : value))
  return JSON.parse(text)
}

describe('the policies that synthesis makes', { timeout: 60_000 + 500 * numRuns }, () => {
  it('are read again from their YAML as they are, without a complaint of what the API server would refuse', () => {
    forAll((_, answer) => {
      const text = textOf(answer)
      const { cluster, diagnostics } = read([manifestFile('made.yaml', text)], defaultOptions)
      expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
      const made = answer.changes.flatMap((change) => (change.kind === 'delete' ? [] : [change.policy]))
      const byId = (policies: readonly NetworkPolicy[]) => policies.toSorted((a, b) => (a.id < b.id ? -1 : 1))
      expect(said(byId(cluster.policies))).toEqual(said(byId(made)))
      return made.length > 0
    })
  })

  it('are the same byte for byte when the same is asked of an equal cluster', () => {
    forAll(({ cluster, edits, options }, answer) => {
      const again = synthesise(structuredClone(cluster), structuredClone(edits), options)
      expect(textOf(again)).toBe(textOf(answer))
      expect(again.cost).toEqual(answer.cost)
      expect(again.outcomes).toEqual(answer.outcomes)
      return answer.changes.length > 0
    })
  })

  it('are none for an edit and its inverse', () => {
    forAll(({ cluster, edits: [edit], options }) => {
      if (edit === undefined || edit.kind === 'isolate') return false
      const alone = synthesise(cluster, [edit], options)
      const inverse: ReachEdit = {
        ...edit,
        kind: edit.kind === 'allow' ? 'block' : 'allow',
        id: editId('inverse'),
      }
      // Where a part of it was so before, the inverse is a wish of its own.
      const [outcome] = synthesise(cluster, [inverse], options).outcomes
      if (alone.changes.length === 0 || outcome?.status !== 'already') return false
      expect(synthesise(cluster, [edit, inverse], options).changes).toEqual([])
      return true
    })
  })

  it('are undone, where they only isolate, by deleting them', () => {
    forAll(({ cluster, edits, options }) => {
      const isolations = edits.filter(({ kind }) => kind === 'isolate')
      const { changes, policies } = synthesise(cluster, isolations, options)
      if (changes.length === 0 || changes.some(({ kind }) => kind !== 'create')) return false
      const deleting = policies
        .filter((policy) => !cluster.policies.includes(policy))
        .map(({ id }): Edit => ({ kind: 'deletePolicy', id: editId(id), policy: id }))
      expect(synthesise({ ...cluster, policies }, deleting, options).policies).toEqual(cluster.policies)
      return true
    })
  })
})
