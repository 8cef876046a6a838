import { expect, it } from 'vitest'
import { policyId } from '../../model/ids'
import type { SelectorMatches, SelectorPart } from '../../model/selectorMatches'
import { matchWords } from './matchWords'

const nobody: SelectorMatches = {
  policy: policyId('shop', 'p'),
  what: 'pods',
  count: 0,
  pods: 0,
  names: [],
  subjects: [],
  matched: [],
  nobody: null,
  remark: null,
}
const subject: SelectorPart = { kind: 'subject' }
const peer: SelectorPart = { kind: 'peer', direction: 'ingress', rule: 0, peer: 0 }

it.each<[SelectorPart, Partial<SelectorMatches>, string]>([
  [subject, { count: 1, pods: 3, names: ['shop/web'] }, 'Applies to 1 workload (3 pods):\nshop/web'],
  [peer, { count: 14, pods: 1, names: ['a', 'b'] }, 'Matches 14 workloads (1 pod):\na, b\nand 12 more'],
  [
    peer,
    { what: 'namespaces', count: 2, pods: 4, names: ['a', 'b'] },
    'Matches 2 namespaces (4 pods):\na, b',
  ],
  [peer, { nobody: 'Likely a slip.' }, 'Matches nothing.\nLikely a slip.'],
  [peer, { nobody: 'Why.', remark: 'Two peers.' }, 'Matches nothing.\nWhy.\nTwo peers.'],
  [
    peer,
    { count: 1, pods: 1, names: ['a'], remark: 'Two peers.' },
    'Matches 1 workload (1 pod):\na\nTwo peers.',
  ],
  [peer, { what: 'everything' }, 'Matches anyone and anything: the rule names nobody.'],
])('%j with %j is said as %j', (part, matches, words) => {
  expect(matchWords(part, { ...nobody, ...matches })).toBe(words)
})
