import { describe, expect, it } from 'vitest'
import { defaultOptions } from '../model/workspace'
import { formatConnections } from '../sets/connections'
import { cluster } from '../testing/build'
import { compile } from './compile'
import { type Exposure, exposure } from './exposure'

const pod = `
kind: Pod
metadata: {name: web, labels: {app: web}}
spec: {containers: [{name: c, image: i, ports: [{name: http, containerPort: 8080}]}]}
`

function exposureOf(yaml: string): Exposure {
  const index = compile(cluster(yaml), defaultOptions)
  const found = exposure(index, 0)
  if (found === null) throw new Error('nothing to say')
  return found
}

function outside(yaml: string, direction: 'ingress' | 'egress'): readonly string[] {
  return exposureOf(yaml)[direction].outside.map(
    ({ ranges, isEverything, connections }) =>
      `${isEverything ? 'everything' : ranges.map(({ first, last }) => `${first}-${last}`).join()}: ${formatConnections(connections)}`,
  )
}

const from = (rules: string) => `${pod}---
kind: NetworkPolicy
metadata: {name: web}
spec:
  podSelector: {matchLabels: {app: web}}
  ingress: [${rules}]
`

describe('exposure to addresses outside', () => {
  // biome-ignore format: a table
  it.each([
    [pod, ['everything: All Connections'], 'nothing isolates it'],
    [from(''), [], 'nothing is let in'],
    [from('{}'), ['everything: All Connections'], 'a rule for everybody'],
    [from('{from: [{namespaceSelector: {}}]}'), [], 'a selector never means the outside'],
    [from('{from: [{ipBlock: {cidr: 10.0.0.0/9}}]}, {from: [{ipBlock: {cidr: 10.128.0.0/9}}]}'), ['10.0.0.0-10.255.255.255: All Connections'], 'neighbours are merged'],
    [from('{from: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}}]}, {from: [{ipBlock: {cidr: 10.1.0.0/16}}], ports: [{port: 80}]}'),
      ['10.0.0.0-10.0.255.255,10.2.0.0-10.255.255.255: All Connections', '10.1.0.0-10.1.255.255: TCP 80'], 'other connections, another line'],
    [from('{from: [{ipBlock: {cidr: 0.0.0.0/0}}, {ipBlock: {cidr: "::/0"}}], ports: [{port: http}]}'), ['everything: TCP 8080'], 'both versions are everything'],
    [from('{from: [{ipBlock: {cidr: 0.0.0.0/0}}]}'), ['0.0.0.0-255.255.255.255: All Connections'], 'IPv6 is left out'],
  ])('%#: %s', (yaml, expected, _why) => {
    expect(outside(yaml, 'ingress')).toEqual(expected)
    expect(outside(yaml, 'egress')).toEqual(['everything: All Connections'])
  })

  it('says who is isolated, and keeps the sides apart', () => {
    const { ingress, egress } = exposureOf(from(''))
    expect([ingress.isIsolated, egress.isIsolated]).toEqual([true, false])
    expect([ingress.future.length, egress.future.length]).toEqual([0, 1])
  })

  it('is not asked of addresses outside, nor of positions that there are not', () => {
    const index = compile(cluster(pod), defaultOptions)
    expect([exposure(index, 1), exposure(index, 2)]).toEqual([null, null])
  })
})

describe('Services that lead in', () => {
  const service = (rest: string) => `${pod}---
kind: Service
metadata: {name: front}
spec: {selector: {app: web}, ${rest}}
`
  // biome-ignore format: a table
  it.each([
    ['type: LoadBalancer, ports: [{port: 80, targetPort: http}]', ['front: TCP 8080'], 'the pod\'s port, not the Service\'s'],
    ['type: NodePort, ports: [{port: 80}]', ['front: TCP 80'], 'a node\'s port too'],
    ['ports: [{port: 80}]', [], 'a ClusterIP is inside'],
    ['type: LoadBalancer, ports: [{port: 80, targetPort: nothing}]', [], 'a name that the pod does not have leads nowhere'],
  ])('%s', (rest, expected, _why) => {
    const { entrances } = exposureOf(service(rest))
    expect(entrances.map((it) => `${it.service.name}: ${formatConnections(it.connections)}`)).toEqual(expected)
  })
})
