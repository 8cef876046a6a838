import { describe, expect, it } from 'vitest'
import { compile } from '../engine/compile'
import { defaultOptions } from '../model/workspace'
import { cluster } from '../testing/build'
import { findEnds } from './ends'

const index = compile(
  cluster(`
kind: Deployment
metadata: {name: web, namespace: shop}
spec: {template: {metadata: {labels: {app: web}}}}
---
kind: StatefulSet
metadata: {name: both, namespace: shop}
spec: {template: {metadata: {labels: {app: both}}}}
---
kind: Deployment
metadata: {name: both, namespace: shop}
spec: {template: {metadata: {labels: {app: both}}}}
---
kind: Pod
metadata: {name: loner, labels: {app: loner}}
status: {podIP: 10.0.0.7}
---
kind: Pod
metadata: {name: db-0, labels: {role: primary}, ownerReferences: [{kind: StatefulSet, name: db, controller: true}]}
---
kind: Pod
metadata: {name: db-1, labels: {role: replica}, ownerReferences: [{kind: StatefulSet, name: db, controller: true}]}
---
kind: NetworkPolicy
metadata: {name: p}
spec:
  podSelector: {}
  ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}}, {ipBlock: {cidr: "2001:db8::/32"}}]}]
`),
  defaultOptions,
)

describe('findEnds', () => {
  it.each([
    ['shop/web', ['shop/Deployment/web'], 'namespace and name'],
    ['shop/StatefulSet/both', ['shop/StatefulSet/both'], 'the kind where two have one name'],
    ['shop/statefulset/both', ['shop/StatefulSet/both'], 'in either case'],
    ['loner', ['default/Pod/loner'], 'the default namespace where none is named'],
    ['default/db-1', ['default/StatefulSet/db~role=replica'], 'a pod of an owner whose pods differ'],
    ['default/db~role=primary', ['default/StatefulSet/db~role=primary'], 'or what sets it apart'],
    ['shop/web-6d5f-x7z2p', ['shop/Deployment/web'], 'a pod is known by the name of what made it'],
    ['10.0.0.7', ['default/Pod/loner'], 'an address of a pod is that pod'],
    ['10.0.0.8', ['outside/10.0.0.0/8'], 'any other address is outside'],
    ['10.0.0.7/31', ['outside/10.0.0.0/8'], 'and so is a range'],
    ['10.0.0.0/15', ['outside/10.0.0.0/8', 'outside/10.1.0.0/16'], 'a CIDR that policies cut is its blocks'],
    ['192.0.2.1', ['outside/rest'], 'what no policy names'],
    ['2001:db8::1', ['outside/2001:db8::/32'], 'IPv6'],
    ['::/0', ['outside/2001:db8::/32', 'outside/rest'], 'no IPv4 block is in an IPv6 range'],
  ])('%s is %j: %s', (text, expected, _why) => {
    const found = findEnds(index, text, defaultOptions)
    expect(found.kind === 'found' && [...found.ids].sort()).toEqual(
      // Blocks that the same ipBlocks contain are one endpoint, whose id names all its CIDRs.
      expected.map(
        (id) => index.endpoints.find((it) => it.id === id || it.id.startsWith(`${id},`))?.id ?? id,
      ),
    )
  })

  it.each([
    [
      'shop/both',
      '"shop/both" is more than one workload. Did you mean shop/Deployment/both or shop/StatefulSet/both?',
    ],
    ['default/web', 'There is no workload "default/web". Did you mean shop/Deployment/web?'],
    [
      'shop/web-is-not-this',
      'There is no workload "shop/web-is-not-this". Did you mean shop/Deployment/web?',
    ],
    ['shop/nothing', 'There is no workload "shop/nothing".'],
  ])('%s is none', (text, message) => {
    expect(findEnds(index, text, defaultOptions)).toEqual({ kind: 'missing', message })
  })
})
