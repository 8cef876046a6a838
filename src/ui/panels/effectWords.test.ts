import { expect, it } from 'vitest'
import { editId, policyId } from '../../model/ids'
import type { EditEffect } from '../../model/summary'
import { effectWords } from './effectWords'

const nothing: EditEffect = {
  edit: editId('e1'),
  added: 0,
  removed: 0,
  flows: [],
  policies: 0,
  rules: 0,
  peers: 0,
  lines: [],
}
const lines = (...counts: readonly number[]) =>
  counts.map((count, i) => ({
    policy: policyId('a', `${i}`),
    at: Array.from({ length: count }, (_, at) => at),
  }))

it.each<[string, Partial<EditEffect>, readonly string[]]>([
  ['nothing', {}, ['', '', '']],
  [
    'one of each',
    { added: 1, removed: 1, policies: 1, rules: 1, lines: lines(1) },
    ['+1 flow', '−1 flow', '1 policy, 1 rule, 1 line of YAML'],
  ],
  [
    'lines of several policies together',
    { policies: 2, rules: 2, lines: lines(12, 11) },
    ['', '', '2 policies, 2 rules, 23 lines of YAML'],
  ],
  [
    'a peer in a rule that is there anyhow',
    { added: 3, policies: 1, peers: 1, lines: lines(3) },
    ['+3 flows', '', '1 policy, 1 peer, 3 lines of YAML'],
  ],
  ['thousands', { removed: 12_345 }, ['', '−12,345 flows', '']],
])('says %s', (_, part, words) => {
  const { added, removed, cost } = effectWords({ ...nothing, ...part })
  expect([added, removed, cost]).toEqual(words)
})
