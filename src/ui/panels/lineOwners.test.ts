import { expect, it } from 'vitest'
import { type EditId, editId } from '../../model/ids'
import type { DiffLine } from '../../model/summary'
import { lineOwners } from './lineOwners'

const lines = (['same', 'added', 'removed', 'added'] as const).map((kind): DiffLine => ({ kind, text: '' }))
const [first, second] = [editId('e1'), editId('e2')]
const both = [first, second]

it.each<[string, readonly EditId[], Record<string, readonly number[]>, readonly (readonly EditId[])[]]>([
  ['all to the only one', [first], {}, [[], [first], [first], [first]]],
  ['to each its own, and the rest to all', both, { e1: [1], e2: [3] }, [[], [first], both, [second]]],
  ['a line to two that both need it', both, { e1: [1, 2, 3], e2: [3] }, [[], [first], [first], both]],
  ['all to all while one is not known', both, { e1: [1] }, [[], both, both, both]],
])('gives %s', (_, edits, own, owners) => {
  expect(lineOwners({ lines, edits }, (edit) => own[edit] ?? null)).toEqual(owners)
})
