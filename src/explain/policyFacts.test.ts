import { describe, expect, it } from 'vitest'
import { compile } from '../engine/compile'
import { policyId } from '../model/ids'
import type { PolicyFacts } from '../model/inspection'
import { defaultOptions } from '../model/workspace'
import { cluster } from '../testing/build'
import { inspected } from '../testing/inspectionText'
import { sentenceText } from '../testing/sentenceText'
import { policyFacts } from './policyFacts'

const index = compile(cluster(inspected), defaultOptions)

function factsOf(name: string): PolicyFacts {
  const [namespace = '', short = ''] = name.split('/')
  const facts = policyFacts(index, policyId(namespace, short), (direction) => `a rule for ${direction}`)
  if (facts === null) throw new Error(`no ${name}`)
  return facts
}

describe('whom a policy selects', () => {
  // biome-ignore format: a table
  it.each([
    ['shop/deny', 2, 'Its empty podSelector `{}` selects every pod of namespace shop, also those to come.', 'the host network is not among them'],
    ['shop/db-in', 1, 'Selects the pods of namespace shop with `app: db`.', 'one label'],
    ['shop/web-out', 1, 'Selects the pods of namespace shop with `app not in (db)` and with `tier`.', 'expressions'],
    ['shop/web-in', 0, 'Selects the pods of namespace shop with `app: webb`.', 'nobody'],
  ])('%s: %i, %s', (name, count, sentence, _why) => {
    const facts = factsOf(name)
    expect(facts.selected.count).toBe(count)
    expect(sentenceText(facts.selector)).toBe(sentence)
  })

  it('says whom a selector that selects nobody likely means', () => {
    expect(sentenceText(factsOf('shop/web-in').missing ?? [])).toBe(
      'No pod of namespace shop has `app: webb`. Likely a slip: `app: webb` should be `app: web`, which web has.',
    )
    expect(factsOf('shop/db-in').missing).toBeNull()
  })
})

describe('what a policy isolates', () => {
  // biome-ignore format: a table
  it.each([
    ['shop/deny', 'Isolates for ingress, and has no rule: by itself nothing comes in.', 'Says nothing of egress.'],
    ['shop/db-in', 'Isolates for ingress: only what rules allow comes in.', 'Does not isolate for egress, and its 1 egress rule does nothing: `Egress` is not among its `policyTypes`.'],
    ['shop/web-in', 'Isolates for ingress, and has a rule by which everything comes in.', 'Says nothing of egress.'],
    ['shop/web-out', 'Says nothing of ingress.', 'Isolates for egress: only what rules allow goes out.'],
  ])('%s', (name, ...sentences) => {
    expect(factsOf(name).directions.map(({ sentence }) => sentenceText(sentence))).toEqual(sentences)
  })
})

describe('what the rules of a policy grant', () => {
  it('says for each why it grants nothing', () => {
    const rows = factsOf('shop/db-in').rules.map(({ direction, position, flows, needed, idle }) => [
      `${direction} ${position + 1}`,
      flows,
      needed,
      ...idle.map(sentenceText),
    ])
    // biome-ignore format: a table
    expect(rows).toEqual([
      ['ingress 1', 1, 0, 'All that it opens is open by db-in, ingress rule 2 (line 62) too.'],
      ['ingress 2', 1, 0, 'All that it opens is open by db-in, ingress rule 1 (line 61) too.'],
      ['ingress 3', 0, 0, 'There are no pods with `app: ledegr` in any namespace. Likely a slip: `app: ledegr` should be `app: ledger`, which ledger has.'],
      ['ingress 4', 0, 0, 'The manifests show no namespace with `team: bule`. Likely a slip: `team: bule` should be `team: blue`, which namespace bank has.'],
      ['ingress 5', 0, 0, 'No pod that the policy selects has a port named "admin".'],
      ['egress 1', 0, 0, '`Egress` is not among the `policyTypes` of the policy.'],
    ])
  })

  it('tells what hangs on a rule, what nobody is selected for, and what the other side blocks', () => {
    expect(factsOf('shop/web-out').rules).toMatchObject([{ flows: 1, needed: 1, idle: [] }])
    expect(factsOf('shop/web-in').rules[0]?.idle.map(sentenceText)).toEqual(['The policy selects no pod.'])
    expect(factsOf('bank/ledger-in').rules[0]?.idle.map(sentenceText)).toEqual([
      'Half-open: it lets its side through, and the egress side of its peers blocks all of it.',
    ])
  })

  it('is null for a policy that is not there', () => {
    expect(policyFacts(index, policyId('shop', 'gone'), () => '')).toBeNull()
  })
})

describe('the peers of a rule that has several', () => {
  const torn = compile(
    cluster(`
kind: Namespace
metadata: {name: shop, labels: {team: shop}}
---
kind: Deployment
metadata: {name: cart, namespace: shop}
spec: {replicas: 2, template: {metadata: {labels: {tier: backend}}, spec: {containers: [{name: main}]}}}
---
kind: Deployment
metadata: {name: db, namespace: data}
spec: {template: {metadata: {labels: {app: db}}, spec: {containers: [{name: main}]}}}
---
kind: NetworkPolicy
metadata: {name: in, namespace: data}
spec:
  podSelector: {}
  ingress:
  - from:
    - namespaceSelector: {matchLabels: {team: shop}}
    - podSelector: {matchLabels: {tier: backend}}
  - from:
    - namespaceSelector: {matchLabels: {team: shop}}
      podSelector: {matchLabels: {tier: backend}}
  - from:
    - podSelector: {}
    - ipBlock: {cidr: 10.0.0.0/8}
  - from:
    - podSelector: {matchLabels: {tier: nobody}}
`),
    defaultOptions,
  )
  const facts = policyFacts(torn, policyId('data', 'in'), (_direction, _pods, _rule, peersAs) => `${peersAs}`)
  const rows = facts?.rules
    .slice(0, 3)
    .map(({ words, peers }) => [
      words,
      ...peers.map((it) => [sentenceText(it.words), it.place?.line, it.pods, it.torn !== null]),
    ])

  it('gives each a line, with the pods that it matches, and remarks upon one that was torn in two', () => {
    // biome-ignore format: a table
    expect(rows).toEqual([
      ['any of these', ['every pod in namespaces with `team: shop`', 26, 2, false], ['pods of namespace data with `tier: backend`', 27, 0, true]],
      ['undefined'],
      ['any of these', ['every pod of namespace data', 32, 1, false], ['10.0.0.0/8', 33, null, false]],
    ])
    expect(sentenceText(facts?.rules[0]?.peers[1]?.torn ?? [])).toBe(
      'These are two peers: either is enough. If both are meant, write them in one entry (without the second `-`).',
    )
  })

  it('names the namespace in which a podSelector alone finds nobody', () => {
    expect(facts?.rules[3]?.idle.map(sentenceText)).toEqual([
      'There are no pods with `tier: nobody` in namespace data.',
    ])
  })
})
