import { describe, expect, it } from 'vitest'
import { compile } from '../engine/compile'
import { externalId } from '../model/ids'
import { defaultOptions } from '../model/workspace'
import { connectionsOf, formatConnections } from '../sets/connections'
import { synthesise } from '../synthesis/synthesise'
import { cluster } from '../testing/build'
import { editsOf } from '../testing/editNotation'
import { impactFlows } from './impactFlows'

const manifests = `
kind: Deployment
metadata: {name: web, namespace: shop}
spec: {replicas: 2, selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}}}
---
kind: Pod
metadata: {name: api-a, namespace: shop, labels: {app: api, pod-template-hash: a}, ownerReferences: [{kind: ReplicaSet, name: api, controller: true}]}
---
kind: Pod
metadata: {name: api-b, namespace: shop, labels: {app: api, pod-template-hash: b, track: canary}, ownerReferences: [{kind: ReplicaSet, name: api, controller: true}]}
---
kind: NetworkPolicy
metadata: {name: closed, namespace: shop}
spec: {podSelector: {}, policyTypes: [Ingress, Egress]}
---
kind: NetworkPolicy
metadata: {name: distinct, namespace: shop}
spec: {podSelector: {matchLabels: {track: canary}}}
`

function listsOf(edits: string) {
  const before = cluster(manifests)
  const { impact, policies } = synthesise(before, editsOf(edits), defaultOptions)
  const flows = impactFlows(
    compile(before, defaultOptions, policies),
    compile({ ...before, policies }, defaultOptions, before.policies),
    impact,
  )
  const texts = (list: keyof typeof flows) =>
    flows[list].map((it) => `${it.from.label} => ${it.to.label} : ${formatConnections(it.connections)}`)
  return {
    added: texts('added'),
    removed: texts('removed'),
    collateral: [...texts('collateralAdded'), ...texts('collateralRemoved')],
  }
}

describe('impactFlows', () => {
  it('joins neighbouring addresses, however policies cut them', () => {
    const { added } = listsOf(`
      allow shop/web -> 10.0.0.0/9 : TCP 80
      allow shop/web -> 10.128.0.0/9 : TCP 80
      allow shop/web -> 11.0.0.0/8 : TCP 81
    `)
    expect(added).toEqual([
      'shop/web[Deployment] => 10.0.0.0-10.255.255.255[External] : TCP 80',
      'shop/web[Deployment] => 11.0.0.0-11.255.255.255[External] : TCP 81',
    ])
  })

  it('lists what pods of one workload send each other', () => {
    expect(listsOf('allow shop/web -> shop/web : TCP 80').added).toEqual([
      'shop/web[Deployment] => shop/web[Deployment] : TCP 80',
    ])
  })

  it('lists an owner whole where policies leave its pods the same', () => {
    expect(listsOf('allow shop/web -> shop/* : TCP 80').added).toEqual([
      'shop/web[Deployment] => shop/api[ReplicaSet] : TCP 80',
      'shop/web[Deployment] => shop/web[Deployment] : TCP 80',
    ])
  })

  it.each<[string, readonly [number, number][], readonly string[]]>([
    [
      'whole where all its pods have the flow',
      [
        [0, 2],
        [1, 2],
      ],
      ['shop/api[ReplicaSet] => shop/web[Deployment] : TCP 80'],
    ],
    [
      'by the pods that have it where others have not',
      [[1, 2]],
      ['shop/api-b[Pod] => shop/web[Deployment] : TCP 80'],
    ],
    ['in either direction', [[2, 0]], ['shop/web[Deployment] => shop/api-a[Pod] : TCP 80']],
    [
      'whole where its pods have it among each other',
      [
        [0, 1],
        [1, 0],
      ],
      ['shop/api[ReplicaSet] => shop/api[ReplicaSet] : TCP 80'],
    ],
  ])('lists an owner whose pods policies could tell apart %s', (_why, pairs, expected) => {
    const before = cluster(manifests)
    const index = compile(before, defaultOptions)
    const ids = ['api~no track', 'api~track=canary', 'web'].map(
      (name) => before.workloads.find(({ id }) => id.endsWith(`/${name}`))?.id ?? externalId(name),
    )
    const added = pairs.map(([from, to]) => ({
      from: ids[from] ?? externalId('?'),
      to: ids[to] ?? externalId('?'),
      connections: connectionsOf('TCP', 80),
    }))
    const flows = impactFlows(index, index, {
      added,
      removed: [],
      collateralAdded: [],
      collateralRemoved: [],
    })
    expect(
      flows.added.map((it) => `${it.from.label} => ${it.to.label} : ${formatConnections(it.connections)}`),
    ).toEqual(expected)
  })

  it('is empty without edits', () => {
    expect(listsOf('')).toEqual({ added: [], removed: [], collateral: [] })
  })
})
