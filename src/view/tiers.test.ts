import { expect, it } from 'vitest'
import { tiersOf } from './tiers'

/** `0>1 1>2*8`: arcs, with their weights where they are not 1. */
function arcs(text: string) {
  return text.split(' ').flatMap((word) => {
    const [pair = '', weight = '1'] = word.split('*')
    const [from, to] = pair.split('>').map(Number)
    return from === undefined || to === undefined ? [] : [{ from, to, weight: Number(weight) }]
  })
}

// biome-ignore format: a table
it.each([
  [3, '',                     [0, 0, 0],    'nobody calls anybody'],
  [3, '0>1 1>2',              [0, 1, 2],    'a chain'],
  [3, '2>1 1>0',              [2, 1, 0],    'names do not matter'],
  [4, '0>1 0>2 1>3 2>3',      [0, 1, 1, 2], 'a diamond'],
  [3, '0>1 1>2 0>2',          [0, 1, 2],    'the longest path counts'],
  [2, '0>1 1>0',              [0, 1],       'two that call each other stand in name order'],
  [2, '0>1 1>0*8',            [1, 0],       'unless one direction weighs more'],
  [3, '0>1 1>2 2>0 1>0*9',    [2, 0, 1],    'of a cycle the one that calls most stands first'],
  [2, '0>0 0>1',              [0, 1],       'a flow with itself says nothing'],
  [4, '0>1 1>2 2>1 2>3 0>3',  [0, 1, 2, 3], 'only what is on a cycle is cut'],
])('tiers of %i with %j are %j: %s', (count, text, tiers) => {
  expect(tiersOf(count, arcs(text), 10)).toEqual(tiers)
})

it('presses a deep graph into as many tiers as there may be, in order', () => {
  expect(tiersOf(6, arcs('0>1 1>2 2>3 3>4 4>5'), 3)).toEqual([0, 0, 1, 1, 2, 2])
})
