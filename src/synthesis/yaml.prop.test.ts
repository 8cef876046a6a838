import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { read } from '../manifest/read'
import { writePolicy } from '../manifest/writePolicy'
import type { ReachEdit, Synthesis } from '../model/edit'
import { editId } from '../model/ids'
import type { NetworkPolicy } from '../model/policy'
import { defaultOptions } from '../model/workspace'
import { manifestFile } from '../testing/build'
import { type MinimalCase, minimalCases } from '../testing/minimalCases'
import { synthesise } from './synthesise'

const seed = 20261121
const numRuns = 150
const kinds: readonly ReachEdit['kind'][] = ['allow', 'block', 'isolate']

/** The law for every random case; fails when hardly any was one that it says something about. */
function forAll(law: (it: MinimalCase, answer: Synthesis) => boolean): void {
  let met = 0
  fc.assert(
    fc.property(minimalCases(kinds), (it) => {
      if (law(it, synthesise(it.cluster, it.edits, defaultOptions))) met++
    }),
    { seed, numRuns },
  )
  expect(met).toBeGreaterThan(numRuns / 10)
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

describe('the policies that synthesis makes', () => {
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
    forAll(({ cluster, edits }, answer) => {
      const again = synthesise(structuredClone(cluster), structuredClone(edits), defaultOptions)
      expect(textOf(again)).toBe(textOf(answer))
      expect(again.cost).toEqual(answer.cost)
      return answer.changes.length > 0
    })
  })

  it('are none for an edit and its inverse', () => {
    forAll(({ cluster, edits: [edit] }) => {
      if (edit === undefined || edit.kind === 'isolate') return false
      const alone = synthesise(cluster, [edit], defaultOptions)
      const inverse: ReachEdit = {
        ...edit,
        kind: edit.kind === 'allow' ? 'block' : 'allow',
        id: editId('inverse'),
      }
      // Where a part of it was so before, the inverse is a wish of its own.
      const [outcome] = synthesise(cluster, [inverse], defaultOptions).outcomes
      if (alone.changes.length === 0 || outcome?.status !== 'already') return false
      expect(synthesise(cluster, [edit, inverse], defaultOptions).changes).toEqual([])
      return true
    })
  })

  it('undo nothing that they did when the same edits are applied and asked for again', () => {
    forAll(({ cluster, edits }, answer) => {
      const isClean = answer.outcomes.every(({ status }) => status === 'holds' || status === 'already')
      const again = synthesise({ ...cluster, policies: answer.policies }, edits, defaultOptions)
      if (isClean) expect(again.changes).toEqual([])
      return isClean && answer.changes.length > 0
    })
  })
})
