import { describe, expect, it } from 'vitest'
import { editId } from '../model/ids'
import { cluster } from '../testing/build'
import { editText, readEdit } from './edits'
import { resolveEdit } from './resolveEdit'

const { workloads, ...rest } = cluster(`
kind: Deployment
metadata: {name: web, namespace: shop}
spec: {template: {metadata: {labels: {app: web}}}}
---
kind: Deployment
metadata: {name: api, namespace: shop}
spec: {template: {metadata: {labels: {app: api}}, spec: {containers: [{ports: [{name: http, containerPort: 8080}]}]}}}
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
metadata: {name: db-0, namespace: data, labels: {role: primary}, ownerReferences: [{kind: StatefulSet, name: db, controller: true}]}
---
kind: Pod
metadata: {name: db-1, namespace: data, labels: {role: replica}, ownerReferences: [{kind: StatefulSet, name: db, controller: true}]}
---
kind: NetworkPolicy
metadata: {name: p, namespace: data}
spec: {podSelector: {matchLabels: {role: primary}}}
`)

function resolved(line: string) {
  const [, kind = '', text = ''] = /^(\w+) (.*)$/.exec(line) ?? []
  const read = readEdit(kind === 'isolate' || kind === 'block' || kind === 'only' ? kind : 'allow', text)
  if (read.kind === 'wrong') return read.message
  const found = resolveEdit({ ...rest, workloads }, read.value)
  if (found.kind === 'wrong') return found.message
  return [editText({ ...found.value.edit, id: editId('e') }), ...found.value.notes]
}

describe('resolveEdit', () => {
  it.each([
    [
      'allow shop/web -> shop/api : 80',
      ['allow shop/Deployment/web -> shop/Deployment/api : TCP 80'],
      'names get their kinds',
    ],
    [
      'block shop/statefulset/both -> * : all',
      ['block shop/StatefulSet/both -> * : all'],
      'kinds in either case',
    ],
    [
      'block shop/web -> shop/api : http at egress',
      [
        'block shop/Deployment/web -> shop/Deployment/api : TCP 8080 at egress',
        'http/TCP is port 8080 on shop/Deployment/api.',
      ],
      'a block keeps its side',
    ],
    [
      'allow data/db-1 -> data/db~role=primary : 80',
      ['allow data/StatefulSet/db~role=replica -> data/StatefulSet/db~role=primary : TCP 80'],
      'a pod is what policies can tell apart',
    ],
    ['allow shop/* -> outside : 80', ['allow shop/* -> outside : TCP 80'], 'other ends are what they are'],
    ['isolate shop : egress,dns', ['isolate shop/* : egress,dns'], ''],
    ['only data/* shop : dns', ['only data,shop : dns'], 'a star says nothing more'],
    ['only shop', ['only shop : none'], 'nothing is kept where nothing is said'],
    ['isolate shop/web : ingress', ['isolate shop/Deployment/web : ingress'], ''],
    [
      'allow shop/web-6d5f-x7z2p -> shop/api : UDP 1,http/TCP',
      [
        'allow shop/Deployment/web -> shop/Deployment/api : TCP 8080,UDP 1',
        'shop/web-6d5f-x7z2p is read as a pod of shop/Deployment/web.',
        'http/TCP is port 8080 on shop/Deployment/api.',
      ],
      'what was looked up is said',
    ],
  ])('%s is %j: %s', (line, expected, _why) => {
    expect(resolved(line)).toEqual(expected)
  })

  it.each([
    [
      'allow shop/both -> shop/web : 80',
      '"shop/both" is more than one workload. Did you mean shop/Deployment/both or shop/StatefulSet/both?',
    ],
    ['allow shop/web -> data/web : 80', 'There is no workload "data/web". Did you mean shop/Deployment/web?'],
    ['allow shop/wbe -> shop/web : 80', 'There is no workload "shop/wbe". Did you mean shop/Deployment/web?'],
    ['only data,shp', 'There is no namespace "shp". Did you mean shop?'],
    ['isolate shp : ingress', 'There is no namespace "shp". Did you mean shop?'],
    ['isolate payments : ingress', 'There is no namespace "payments". The manifests have data, shop.'],
    [
      'allow shop/api -> shop/web : http',
      'shop/Deployment/web has no TCP port named "http": it declares no ports.',
    ],
    [
      'allow shop/web -> shop/* : http',
      '"http" is a name, and only one workload can say which port that is. Write the number.',
    ],
  ])('%s: %s', (line, message) => {
    expect(resolved(line)).toBe(message)
  })
})
