import { expect, it } from 'vitest'
import { isMisspelling } from './misspelling'

it.each<readonly [string, string, boolean, string]>([
  ['webb', 'web', true, 'one letter too many'],
  ['fronted', 'frontend', true, 'one letter left out'],
  ['forntend', 'frontend', true, 'two letters swapped'],
  ['fontedn', 'frontend', true, 'two slips in a long word'],
  ['Web', 'web', true, 'another case, however short'],
  ['web', 'web', false, 'the same word'],
  ['api', 'app', false, 'short words are near everything'],
  ['prod', 'perf', false, 'two letters in a word of four'],
  ['v1', 'v2', false, 'other digits are another name'],
  ['service-10', 'service-2', false, 'so they are at any length'],
  ['front', 'frontend', false, 'three letters'],
  ['a'.repeat(64), `${'a'.repeat(63)}b`, false, 'longer than any label value'],
])('%s, %s: %s, %s', (a, b, expected) => {
  expect([isMisspelling(a, b), isMisspelling(b, a)]).toEqual([expected, expected])
})
