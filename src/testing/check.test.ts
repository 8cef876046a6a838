import { describe, expect, it } from 'vitest'
import { cluster } from './build'
import { checkReachability } from './check'

const shop = `
kind: Pod
metadata: {name: web, labels: {app: web}}
---
kind: Pod
metadata: {name: db, labels: {app: db}}
---
kind: Deployment
metadata: {name: job, namespace: batch}
spec: {template: {metadata: {labels: {app: job}}}}
---
kind: NetworkPolicy
metadata: {name: db-from-web}
spec:
  podSelector: {matchLabels: {app: db}}
  ingress:
  - from: [{podSelector: {matchLabels: {app: web}}}, {ipBlock: {cidr: 10.0.0.0/8}}]
    ports: [{port: 5432}, {port: 53, protocol: UDP}]
`

describe('checkReachability', () => {
  it('lets web reach db on its ports and leaves unselected pods alone', () => {
    checkReachability(
      shop,
      `
      web                  -> db:       TCP 5432,UDP 53
      db                   -> web:      all
      job                  -> db:       none
      batch/job            -> web:      all
      batch/Deployment/job -> 10.1.2.3: all
      10.1.2.3             -> db:       TCP 5432,UDP 53
      11.0.0.1             -> db:       none
      fd00::1              -> db:       none
      `,
    )
  })

  it.each([
    // table                        complaint                        why
    ['web -> db: TCP 5432', /TCP 5432/, 'less than what may flow'],
    ['web -> db: all', /All Connections/, 'more than what may flow'],
    ['web -> db: none', /No Connections/, 'nothing where something may flow'],
    ['web -> cache: all', /0 endpoints are called cache/, 'a name that the manifests do not have'],
    ['web => db: all', /Not a line/, 'a line that cannot be read'],
    ['', /is empty/, 'a table that asserts nothing'],
  ])('refuses the table "%s" with %s: %s', (table, complaint) => {
    expect(() => checkReachability(shop, table)).toThrow(complaint)
  })
})

describe('cluster', () => {
  it('fills in the API group of each kind, and leaves those that are there', () => {
    const { workloads, policies } = cluster(
      `${shop}---\napiVersion: projectcalico.org/v3\nkind: NetworkPolicy\nmetadata: {name: calico}\n`,
    )
    expect(workloads.map(({ id }) => id)).toEqual([
      'batch/Deployment/job',
      'default/Pod/db',
      'default/Pod/web',
    ])
    expect(policies.map(({ id }) => id)).toEqual(['default/db-from-web'])
  })

  it('refuses a fixture that the reader would refuse', () => {
    expect(() => cluster('kind: NetworkPolicy\nmetadata: {name: p}\nspec: {podselector: {}}')).toThrow(
      /podselector/,
    )
  })
})
