import { expect, it } from 'vitest'
import { cluster } from '../testing/build'
import { vocabulary } from './vocabulary'

const text = `
kind: Namespace
metadata: {name: shop, labels: {team: a}}
---
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  replicas: 3
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web, pod-template-hash: x}}
    spec: {containers: [{name: c, ports: [{containerPort: 80, name: http}]}]}
---
kind: Pod
metadata: {name: db, namespace: data, labels: {app: db}}
spec: {containers: [{name: c, ports: [{containerPort: 5432}]}]}
`

it('names what the cluster has, most used first, without what controllers set', () => {
  expect(vocabulary(cluster(text))).toEqual({
    podLabels: [
      {
        key: 'app',
        count: 4,
        values: [
          { value: 'web', count: 3 },
          { value: 'db', count: 1 },
        ],
      },
    ],
    namespaceLabels: [
      {
        key: 'kubernetes.io/metadata.name',
        count: 2,
        values: [
          { value: 'data', count: 1 },
          { value: 'shop', count: 1 },
        ],
      },
      { key: 'team', count: 1, values: [{ value: 'a', count: 1 }] },
    ],
    namespaces: [
      { name: 'shop', pods: 3 },
      { name: 'data', pods: 1 },
    ],
    ports: [
      { name: 'http', port: 80, protocol: 'TCP', pods: 3 },
      { name: null, port: 5432, protocol: 'TCP', pods: 1 },
    ],
  })
})
