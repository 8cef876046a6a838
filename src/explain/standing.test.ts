import { describe, expect, it } from 'vitest'
import { compile } from '../engine/compile'
import { workloadId } from '../model/ids'
import type { Standing } from '../model/inspection'
import { defaultOptions } from '../model/workspace'
import { formatConnections } from '../sets/connections'
import { cluster } from '../testing/build'
import { inspected } from '../testing/inspectionText'
import { sentenceText } from '../testing/sentenceText'
import { standing } from './standing'

const index = compile(cluster(inspected), defaultOptions)

function standingOf(namespace: string, name: string, kind = 'Deployment'): Standing {
  const found = standing(index, workloadId(namespace, kind, name))
  if (found === null) throw new Error(`no ${name}`)
  return found
}

describe('standing', () => {
  it('says by which labels each policy selects a workload', () => {
    const { policies, almost } = standingOf('shop', 'web')
    expect(policies.map(({ policy, why, rules }) => [policy, rules, sentenceText(why)])).toEqual([
      ['shop/deny', 0, '`{}` selects every pod of namespace shop.'],
      [
        'shop/web-out',
        1,
        '`app not in (db)` matches (it has app: web) and `tier` matches (it has tier: front).',
      ],
    ])
    expect(almost.map(({ policy, why }) => [policy, sentenceText(why)])).toEqual([
      ['shop/web-in', 'Likely a slip: it wants `app: webb`, and this one has `app: web`.'],
    ])
  })

  it('counts what each side lets through by itself, by namespace', () => {
    const { gates } = standingOf('shop', 'web')
    expect(gates.ingress).toMatchObject({
      gate: 'closed',
      workloads: 0,
      of: 4,
      outside: 'none',
      namespaces: [],
    })
    expect(gates.egress).toMatchObject({ gate: 'closed', workloads: 1, of: 4, outside: 'none' })
    expect(
      gates.egress.namespaces.map(({ namespace, workloads, of, connections }) => [
        namespace,
        workloads,
        of,
        formatConnections(connections),
      ]),
    ).toEqual([['shop', 1, 2, 'All Connections']])
  })

  it('does not say of several that each gets what any of them gets', () => {
    const yaml = (ports: readonly [number, number]) => `
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: web}}
spec: {containers: [{name: main}]}
---
kind: Pod
metadata: {name: cart, namespace: shop, labels: {app: cart}}
spec: {containers: [{name: main}]}
---
kind: Pod
metadata: {name: list, namespace: shop, labels: {app: list}}
spec: {containers: [{name: main}]}
---
kind: NetworkPolicy
metadata: {name: out, namespace: shop}
spec:
  podSelector: {matchLabels: {app: web}}
  policyTypes: [Egress]
  egress:
  - {to: [{podSelector: {matchLabels: {app: cart}}}], ports: [{port: ${ports[0]}}]}
  - {to: [{podSelector: {matchLabels: {app: list}}}], ports: [{port: ${ports[1]}}]}
`
    const peers = (ports: readonly [number, number]) =>
      standing(compile(cluster(yaml(ports)), defaultOptions), workloadId('shop', 'Pod', 'web'))?.gates.egress
        .namespaces[0]
    expect(peers([8081, 8082])).toMatchObject({ workloads: 2, isForEach: false })
    expect(peers([8081, 8081])).toMatchObject({ workloads: 2, isForEach: true })
  })

  it('tells open gates from those that no policy applies to', () => {
    expect(standingOf('shop', 'db').gates.egress).toMatchObject({
      gate: 'open',
      workloads: 4,
      outside: 'all',
    })
    expect(standingOf('shop', 'agent', 'Pod')).toMatchObject({
      policies: [],
      gates: { ingress: { gate: 'outsidePolicies' }, egress: { gate: 'outsidePolicies' } },
    })
  })

  it('shows which Services lead there, and which of their ports lead nowhere', () => {
    expect(standingOf('shop', 'web').services).toMatchObject([
      { name: 'web', ports: ['80 → TCP 8080 (http)', '81 → nowhere: no port is named "admin"'] },
    ])
    expect(standing(index, workloadId('shop', 'Deployment', 'gone'))).toBeNull()
  })
})
