import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Cluster, Endpoint } from '../model/cluster'
import type { FlowChange } from '../model/edit'
import type { NetworkPolicy } from '../model/policy'
import { defaultOptions } from '../model/workspace'
import { isEmpty, shortLabel, subtract } from '../sets/connections'
import { clusters, networkPolicies, scenarioOptions } from '../testing/smallClusterArbitraries'
import { clusterOf, ipBlock, pods, policy, rule, workload } from '../testing/smallClusters'
import { compareReach } from './compare'
import { compile, type PolicyIndex } from './compile'
import { reach } from './reach'

const namespaces = { shop: '' }
const workloads = [
  workload('shop/api', 'app=api'),
  workload('shop/db', 'app=db', '', { replicas: 2 }),
  workload('shop/solo', 'app=solo', '', { workloadKind: 'Pod' }),
]

function changes(before: readonly NetworkPolicy[], after: readonly NetworkPolicy[]) {
  const cluster = clusterOf(namespaces, workloads, before)
  const { added, removed } = compareReach(
    compile(cluster, defaultOptions, after),
    compile({ ...cluster, policies: after }, defaultOptions, before),
  )
  const text = ({ from, to, connections }: FlowChange) =>
    `${short(from)} ${short(to)} ${shortLabel(connections)}`
  return [...added.map((it) => `+ ${text(it)}`), ...removed.map((it) => `- ${text(it)}`)]
}

function short(id: string): string {
  return id.replace(/^shop\/\w+\//, '').replace('outside/', '')
}

const closed = policy('shop/closed', 'app=db', { types: ['ingress'] })
const fromApi = (...ports: readonly string[]) =>
  policy('shop/open', 'app=db', { types: ['ingress'], ingress: [rule([pods('app=api')], ports)] })

describe('compareReach', () => {
  it.each<readonly [string, readonly NetworkPolicy[], readonly NetworkPolicy[], readonly string[]]>([
    ['nothing changed', [closed], [closed], []],
    ['the same again in other objects changes nothing', [fromApi('TCP 1')], [fromApi('TCP 1')], []],
    ['a rule more', [closed], [closed, fromApi('TCP 1')], ['+ api db 1']],
    ['a rule less', [closed, fromApi('TCP 1')], [closed], ['- api db 1']],
    ['other ports', [fromApi('TCP 1-5')], [fromApi('TCP 4-6')], ['+ api db 6', '- api db 1-3']],
    [
      'isolating removes, from the outside and among siblings too',
      [],
      [closed],
      ['- api db all', '- db db all', '- solo db all', '- rest db all'],
    ],
    [
      'SEMANTICS 14: a pod alone always reaches itself',
      [],
      [policy('shop/p', 'app=solo', { types: ['egress'], egress: [rule([pods('app=api')])] })],
      ['- solo db all', '- solo rest all'],
    ],
    [
      'an ipBlock of one side cuts the outside for both',
      [closed],
      [policy('shop/closed', 'app=db', { types: ['ingress'], ingress: [rule([ipBlock('1.0.0.0/8')])] })],
      ['+ 1.0.0.0/8 db all'],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(changes(before, after)).toEqual(expected)
  })

  it('says the same as comparing every pair from scratch', () => {
    fc.assert(
      fc.property(
        clusters,
        networkPolicies,
        fc.infiniteStream(fc.boolean()),
        scenarioOptions,
        (base, more, keep, options) => {
          // The draft keeps some policies as the same objects, and has others instead.
          const kept = base.policies.filter(() => keep.next().value)
          const draft: Cluster = { ...base, policies: [...kept, ...more] }
          const before = compile(base, options, draft.policies)
          const after = compile(draft, options, base.policies)
          expect(after.endpoints).toEqual(before.endpoints)
          expect(compareReach(before, after)).toEqual(fullComparison(before, after))
        },
      ),
      { seed: 20261121, numRuns: 200 },
    )
  })

  it('compares all pairs when more than the policies differ', () => {
    const later = [workload('shop/api', 'app=api', 'web:2'), ...workloads.slice(1)]
    const toWeb = policy('shop/p', 'app=db', {
      types: ['egress'],
      egress: [rule([pods('app=api')], ['TCP web'])],
    })
    const before = compile(clusterOf(namespaces, workloads, [toWeb]), defaultOptions)
    const after = compile(clusterOf(namespaces, later, [toWeb]), defaultOptions)
    expect(compareReach(before, after).added.map(({ from, to }) => `${short(from)} ${short(to)}`)).toEqual([
      'db api',
    ])
  })
})

function fullComparison(before: PolicyIndex, after: PolicyIndex) {
  const changes = before.endpoints.flatMap((sender, from) =>
    before.endpoints.flatMap((receiver, to) => {
      if (from === to && isAlone(sender)) return []
      const [earlier, later] = [reach(before, from, to), reach(after, from, to)]
      const ends = { from: sender.id, to: receiver.id }
      return { ...ends, added: subtract(later, earlier), removed: subtract(earlier, later) }
    }),
  )
  const listed = (what: 'added' | 'removed') =>
    changes
      .filter((it) => !isEmpty(it[what]))
      .map(({ from, to, [what]: connections }) => ({ from, to, connections }))
  return { added: listed('added'), removed: listed('removed') }
}

function isAlone(endpoint: Endpoint): boolean {
  return endpoint.kind === 'external' || endpoint.replicas <= 1
}
