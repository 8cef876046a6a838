import { describe, expect, it } from 'vitest'
import { fixture } from '../testing/build'
import { run } from './run'

const manifests = fixture(`
kind: Deployment
metadata: {name: web, namespace: shop}
spec: {replicas: 2, selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: c, ports: [{containerPort: 8080}]}]}}}
---
kind: Pod
metadata: {name: db, namespace: shop, labels: {app: db}}
spec: {containers: [{name: c, ports: [{containerPort: 5432}]}]}
---
kind: NetworkPolicy
metadata: {name: db, namespace: shop}
spec:
  podSelector: {matchLabels: {app: db}}
  policyTypes: [Ingress, Egress]
  ingress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 5432}]}]
---
kind: Service
metadata: {name: front, namespace: shop}
spec: {type: LoadBalancer, selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
`)

async function answer(...args: readonly string[]) {
  const { exitCode, out, errors } = await run(['exposure', ...args, '-'], new TextEncoder().encode(manifests))
  return { exitCode, out: [...out], errors }
}

describe('exposure', () => {
  it('says it in sentences, workload by workload', async () => {
    const { exitCode, out } = await answer()
    expect(exitCode).toBe(0)
    expect(out).toEqual([
      'shop/db[Pod]',
      '  If db is taken over, it ends there: it can reach nothing else.',
      '  db can be reached from 1 workload in one step, and all of the internet in two steps.',
      '  in   low      Exposed to any pod with app: web in its own namespace on TCP 5432.',
      '',
      'shop/web[Deployment]',
      '  If web is taken over: 1 workload in one step, and all of the internet on every port.',
      '  web can be reached from all of the internet on TCP 8080.',
      '  in   high     Exposed to all of the internet on every port, since no policy isolates it for ingress.',
      '  in   high     Exposed to any pod in any namespace on every port, also to pods that do not exist yet.',
      '  in   high     The LoadBalancer Service front leads to it from outside on TCP 8080, and all of the internet may connect there.',
      '  out  high     May connect to all of the internet on every port, since no policy isolates it for egress.',
      '  out  medium   May connect to any pod in any namespace on every port, also to pods that do not exist yet.',
    ])
  })

  it('gives every step and selector of one endpoint as data', async () => {
    const { out } = await answer('--endpoint', 'shop/db', '--format', 'jsonl')
    const [web, db] = [
      { namespace: 'shop', kind: 'Deployment', name: 'web' },
      { namespace: 'shop', kind: 'Pod', name: 'db' },
    ]
    const outside = { cidrRanges: expect.arrayContaining(['0.0.0.0-255.255.255.255']) }
    expect(out.map((line) => JSON.parse(line))).toEqual([
      {
        endpoint: db,
        reaches: [],
        reachedBy: [
          [{ endpoint: web, via: db, connections: { TCP: '5432' } }],
          [{ endpoint: outside, via: web, connections: { TCP: '8080' } }],
        ],
        ingress: {
          isolated: true,
          outside: [],
          futurePods: [
            {
              podSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['web'] }] },
              namespaceSelector: {
                matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['shop'] }],
              },
              connections: { TCP: '5432' },
              portNames: [],
              free: true,
              held: [],
            },
          ],
        },
        egress: { isolated: true, outside: [], futurePods: [] },
        entrances: [],
      },
    ])
  })

  it('answers for addresses outside, without an exposure of theirs', async () => {
    const { out } = await answer('--endpoint', '9.9.9.9', '-f', 'jsonl')
    expect(JSON.parse(out[0] ?? '')).not.toHaveProperty('ingress')
    expect((await answer('--endpoint', '9.9.9.9')).out[1]).toBe(
      '  From the internet: 1 workload in one step, and 2 in two.',
    )
  })

  it('says who it does not know', async () => {
    const { exitCode, out, errors } = await answer('--endpoint', 'shop/nobody')
    expect([exitCode, out]).toEqual([2, []])
    expect(errors.at(-1)).toContain('nobody')
    expect((await answer('--endpoint', '')).exitCode).toBe(2)
  })
})
