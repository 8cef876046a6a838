import { describe, expect, it } from 'vitest'
import { workloadId } from '../model/ids'
import type { Direction } from '../model/policy'
import { defaultOptions } from '../model/workspace'
import { formatConnections, noConnections } from '../sets/connections'
import { cluster } from '../testing/build'
import { compile } from './compile'
import { side } from './reach'
import { letsEverythingThrough, withoutWideRules } from './wideRules'

/** The index of two pods, `web` and `db`, with one policy of the given spec for `web`. */
function indexOf(spec: string) {
  return compile(
    cluster(`
kind: Pod
metadata: {name: web, labels: {app: web}}
---
kind: Pod
metadata: {name: db, labels: {app: db}}
---
kind: NetworkPolicy
metadata: {name: p}
spec: {podSelector: {matchLabels: {app: web}}, ${spec}}
`),
    defaultOptions,
  )
}

const [web, db] = [workloadId('default', 'Pod', 'web'), workloadId('default', 'Pod', 'db')]

describe('letsEverythingThrough', () => {
  it.each([
    ['policyTypes: [Egress]', true, 'not isolated for ingress'],
    ['policyTypes: [Ingress]', false, 'isolated, and no rule'],
    ['ingress: [{}]', true, 'a rule for every peer and every port (SEMANTICS 3)'],
    ['ingress: [{ports: [{port: 80}]}]', false, 'every peer, but one port'],
    ['ingress: [{from: [{podSelector: {}}]}]', false, 'every port, but only its own namespace'],
  ])('ingress of a policy with %s: %s, %s', (spec, expected) => {
    const index = indexOf(spec)
    expect(letsEverythingThrough(index, 'ingress', index.positionOf.get(web) ?? -1)).toBe(expected)
  })
})

describe('withoutWideRules', () => {
  it.each<[Direction, string, string, string]>([
    ['egress', 'policyTypes: [Egress], egress: [{}]', 'No Connections', 'everybody, everything'],
    [
      'egress',
      'policyTypes: [Egress], egress: [{ports: [{port: 53}]}]',
      'No Connections',
      'everybody on a port',
    ],
    [
      'egress',
      'policyTypes: [Egress], egress: [{to: [{namespaceSelector: {}}]}]',
      'No Connections',
      'all pods of all namespaces',
    ],
    [
      'egress',
      'policyTypes: [Egress], egress: [{to: [{podSelector: {}}, {podSelector: {matchLabels: {app: db}}}]}]',
      'All Connections',
      'one of its peers names the other end',
    ],
    ['ingress', 'ingress: [{}]', 'No Connections', 'everybody, everything'],
    ['ingress', 'ingress: [{ports: [{port: 80}]}]', 'TCP 80', 'everybody, but it says that 80 is served'],
    [
      'ingress',
      'ingress: [{from: [{podSelector: {matchLabels: {app: db}}}]}]',
      'All Connections',
      'it names db',
    ],
  ])('%s of %s keeps %s: %s', (direction, spec, expected) => {
    const index = withoutWideRules(indexOf(spec))
    const [subject, peer] = [index.positionOf.get(web) ?? -1, index.positionOf.get(db) ?? -1]
    expect(formatConnections(side(index, direction, subject, peer) ?? noConnections)).toBe(expected)
  })
})
