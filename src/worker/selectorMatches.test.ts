import { describe, expect, it } from 'vitest'
import { compile } from '../engine/compile'
import { fileId } from '../model/ids'
import type { SelectorPart } from '../model/selectorMatches'
import { defaultOptions } from '../model/workspace'
import { cluster } from '../testing/build'
import { selectorMatches } from './selectorMatches'

const text = `
kind: Namespace
metadata: {name: shop, labels: {team: a}}
---
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: webapp}}
---
kind: Pod
metadata: {name: db, namespace: shop, labels: {app: db}}
---
kind: Pod
metadata: {name: job, namespace: batch, labels: {app: job}}
---
kind: NetworkPolicy
metadata: {name: p, namespace: shop}
spec:
  podSelector: {matchLabels: {app: db}}
  ingress:
  - from:
    - podSelector: {matchLabels: {app: webapp}}
    - namespaceSelector: {}
      podSelector: {matchLabels: {app: job}}
    - ipBlock: {cidr: 10.0.0.0/8}
    - podSelector: {matchLabels: {app: wbeapp}}
    - namespaceSelector: {matchLabels: {team: b}}
  - {}
  - from:
    - namespaceSelector: {matchLabels: {team: a}}
    - podSelector: {matchLabels: {app: db}}
`

const shop = cluster(text)
const index = compile(shop, defaultOptions)
const place = shop.policies[0]?.place

function matches(part: SelectorPart, offset = place?.from ?? 0) {
  return selectorMatches(index, { file: place?.file ?? fileId(''), offset, part })
}

const peer = (position: number, kind: 'peer' | 'podSelector' | 'namespaceSelector' = 'peer') =>
  ({ kind, direction: 'ingress', rule: 0, peer: position }) as const

describe('whom a part of a policy stands for', () => {
  it('remarks upon both halves of a peer that looks torn in two', () => {
    const half = (position: number) => ({ ...peer(position), rule: 2 })
    expect(matches(half(0))?.remark).toContain('either is enough')
    expect(matches(half(1))?.remark).toContain('without the second -')
    expect(matches(peer(0))?.remark).toBeNull()
    expect(matches(peer(1))?.remark).toBeNull()
  })

  it.each<[string, SelectorPart, string, readonly string[]]>([
    ['the policy', { kind: 'subject' }, 'pods', ['shop/db']],
    ['a peer of its namespace', peer(0), 'pods', ['shop/web']],
    ['a peer of all namespaces', peer(1), 'pods', ['batch/job']],
    ['one of its selectors', peer(1, 'podSelector'), 'pods', ['batch/job']],
    ['the other', peer(1, 'namespaceSelector'), 'namespaces', ['batch', 'shop']],
    ['addresses', peer(2), 'addresses', ['10.0.0.0 – 10.255.255.255']],
    [
      'a rule',
      { kind: 'rule', direction: 'ingress', rule: 0 },
      'pods',
      ['batch/job', 'shop/web', '10.0.0.0 – 10.255.255.255'],
    ],
    ['a rule for anybody', { kind: 'rule', direction: 'ingress', rule: 1 }, 'everything', []],
  ])('%s', (_, part, what, names) => {
    expect(matches(part)).toMatchObject({ policy: 'shop/p', what, names, nobody: null })
  })

  it('says why it is nobody', () => {
    expect(matches(peer(3))).toMatchObject({ count: 0, nobody: expect.stringContaining('app: webapp') })
    expect(matches(peer(4, 'namespaceSelector'))).toMatchObject({
      count: 0,
      nobody: expect.stringContaining('no namespace with team: b'),
    })
  })

  it('knows nothing where no policy stands, and of parts that are not there', () => {
    expect(matches({ kind: 'subject' }, 3)).toBe(null)
    expect(matches(peer(9))).toBe(null)
    expect(matches({ kind: 'rule', direction: 'egress', rule: 0 })).toBe(null)
  })
})
