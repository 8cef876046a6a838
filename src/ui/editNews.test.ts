import { describe, expect, it } from 'vitest'
import type { Edit } from '../model/edit'
import { editId } from '../model/ids'
import type { FlowList } from '../worker/protocol'
import { editNews } from './editNews'

const lock = (id: string, off = false): Edit => ({
  kind: 'isolate',
  id: editId(id),
  end: { kind: 'namespace', name: id },
  directions: ['ingress'],
  dns: 'none',
  ...(off && { off: true }),
})
const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((id) => lock(id)) as [Edit, Edit, Edit, Edit]
const list = (count: number): FlowList => ({ count, rows: [] })

function news(before: readonly Edit[], now: readonly Edit[], counts = [0, 0, 0, 0], message = '') {
  const [added = 0, removed = 0, collateralAdded = 0, collateralRemoved = 0] = counts
  return editNews(before, now, {
    outcomes: now.map(({ id }) => ({ edit: id, status: 'holds', message })),
    impact: {
      added: list(added),
      removed: list(removed),
      collateralAdded: list(collateralAdded),
      collateralRemoved: list(collateralRemoved),
      collateralKept: list(0),
    },
    changes: [],
  })
}
const none = 'All edits: no flows added, no flows removed, no collateral, no policies to change.'

describe('editNews', () => {
  it.each([
    [[a], [a], '', 'nothing is said where nothing changed'],
    [[], [a], `Added: Lock namespace a for ingress. ${none}`, 'an edit that was made'],
    [[a, b], [b], `Removed: Lock namespace a for ingress. ${none}`, 'or taken back'],
    [[a], [lock('a', true)], `Switched off: Lock namespace a for ingress. ${none}`, 'a switch'],
    [[lock('a', true)], [a], `Switched on: Lock namespace a for ingress. ${none}`, 'in either direction'],
    [
      [a],
      [b],
      `Added: Lock namespace b for ingress. Removed: Lock namespace a for ingress. ${none}`,
      'one in place of another',
    ],
    [[], [a, b, c, d], `Added: 4 edits. ${none}`, 'many are counted'],
  ])('%# %s', (before, now, expected, _why) => {
    expect(news(before, now)).toBe(expected)
  })

  it('counts the flows of all edits, and those that no edit asked for', () => {
    expect(news([], [a], [1, 2000, 0, 3])).toBe(
      'Added: Lock namespace a for ingress. All edits: 1 flow added, 2,000 flows removed, 3 flows among them that no edit asked for, no policies to change.',
    )
  })

  it('says of a new edit alone what is to be said of it', () => {
    expect(news([a], [a, b], [], 'It held before.')).toBe(
      `Added: Lock namespace b for ingress. It held before. ${none}`,
    )
  })
})
