import { expect, it } from 'vitest'
import { axisOf } from './axis'
import { moved } from './moves'
import { endpointLine, groupLine } from './testLines'

/** 0 bank, 1 ledger, 2 web, 3 kube-system (folded), 4 shop, 5 api, 6 db */
const axis = axisOf([
  groupLine('bank', 2),
  endpointLine('bank', 'ledger'),
  endpointLine('bank', 'web'),
  groupLine('kube-system', 5, true),
  groupLine('shop', 2),
  endpointLine('shop', 'api'),
  endpointLine('shop', 'db'),
])

it.each([
  // biome-ignore format: a table
  ['right, to the next cell', [1, 1], 'ArrowRight', false, [1, 2]],
  ['right, to a folded group, which is a cell', [1, 2], 'ArrowRight', false, [1, 3]],
  ['right, over the line of an unfolded group, which is none', [1, 3], 'ArrowRight', false, [1, 5]],
  ['right, not beyond the last', [1, 6], 'ArrowRight', false, [1, 6]],
  ['left of the first cell stands the name of the row', [5, 1], 'ArrowLeft', false, [5, -1]],
  ['above the first cell stands the name of the column', [1, 5], 'ArrowUp', false, [-1, 5]],
  ['among the names every line is reached', [2, -1], 'ArrowDown', false, [3, -1]],
  ['the name of an unfolded group too', [3, -1], 'ArrowDown', false, [4, -1]],
  ['from the name of an unfolded group there is no cell to go to', [4, -1], 'ArrowRight', false, [5, 1]],
  ['far right, to the first of the next group', [1, 1], 'ArrowRight', true, [1, 3]],
  ['far down, over the line of the group', [3, 1], 'ArrowDown', true, [5, 1]],
  ['far down in the last group, to its end', [5, 1], 'ArrowDown', true, [6, 1]],
  ['far up, to the first of its own group', [6, 1], 'ArrowUp', true, [5, 1]],
  ['far up among the names, to that of the group', [6, -1], 'ArrowUp', true, [4, -1]],
  ['far up from the first, to the names', [1, 1], 'ArrowUp', true, [-1, 1]],
  ['home, to the name of the row', [5, 3], 'Home', false, [5, -1]],
  ['far home, to the first cell', [5, 3], 'Home', true, [1, 1]],
  ['end, to the last of the row', [1, 1], 'End', false, [1, 6]],
  ['far end, to the last of all', [1, 1], 'End', true, [6, 6]],
  ['page down, not onto the line of a group', [1, 1], 'PageDown', false, [5, 1]],
  ['page up, not beyond the first', [3, 1], 'PageUp', false, [1, 1]],
  ['there is nothing in the corner', [-1, 0], 'ArrowLeft', false, [-1, 0]],
] as const)('%s', (_, [row, column], key, isFar, [toRow, toColumn]) => {
  expect(moved({ row, column }, axis, { key, isFar, page: 3 })).toEqual({ row: toRow, column: toColumn })
})

it('leaves other keys to others', () => {
  expect(moved({ row: 1, column: 1 }, axis, { key: 'a', isFar: false, page: 3 })).toBeNull()
})
