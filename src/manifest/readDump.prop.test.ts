import fc from 'fast-check'
import { dump } from 'js-yaml'
import { describe, expect, it } from 'vitest'
import { fileId } from '../model/ids'
import { defaultOptions } from '../model/workspace'
import { read } from './read'
import { readDump } from './readDump'

const settings = { seed: 20_261_121, numRuns: 600 }

/** What the API server mostly refuses in the place of what is wanted. */
const wrong = fc.constantFrom<unknown>(
  5,
  null,
  true,
  'X y',
  [],
  {},
  [5],
  [null],
  { a: 1 },
  { a: { b: 'c' } },
  JSON.parse('{"__proto__": "a"}'),
)

function mostly(wanted: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 80, arbitrary: wanted }, { weight: 1, arbitrary: wrong })
}

const name = mostly(fc.constantFrom('a', 'b', 'web'))
const labels = mostly(
  fc.dictionary(fc.constantFrom('app', 'tier', 'pod-template-hash'), mostly(fc.constantFrom('a', 'b', ''))),
)
const owners = mostly(
  fc.array(fc.record({ kind: fc.constant('ReplicaSet'), name, controller: fc.boolean() }), { maxLength: 2 }),
)
const metadata = mostly(
  fc.record(
    { name, namespace: name, labels, ownerReferences: owners, annotations: wrong },
    { requiredKeys: ['name'] },
  ),
)
const port = fc.record(
  {
    containerPort: mostly(fc.constantFrom(80, 443)),
    name: mostly(fc.constantFrom('http', 'x')),
    hostPort: wrong,
  },
  { requiredKeys: ['containerPort'] },
)
const containers = mostly(
  fc.array(
    mostly(
      fc.record(
        {
          ports: mostly(fc.array(mostly(port), { maxLength: 2 })),
          env: wrong,
          restartPolicy: fc.constant('Always'),
        },
        { requiredKeys: [] },
      ),
    ),
    { maxLength: 2 },
  ),
)
const podSpec = mostly(
  fc.record(
    { containers, initContainers: containers, hostNetwork: mostly(fc.boolean()), volumes: wrong },
    { requiredKeys: [] },
  ),
)
const status = mostly(
  fc.record(
    {
      phase: mostly(fc.constantFrom('Running', 'Failed')),
      podIP: fc.constant('10.0.0.1'),
      podIPs: mostly(fc.array(fc.record({ ip: fc.constant('10.0.0.2') }))),
    },
    { requiredKeys: [] },
  ),
)
const template = mostly(fc.record({ metadata: fc.record({ labels }), spec: podSpec }))
const selector = mostly(fc.record({ matchLabels: labels, matchExpressions: wrong }, { requiredKeys: [] }))

const object = fc.oneof(
  fc.record({ apiVersion: fc.constant('v1'), kind: fc.constant('Pod'), metadata, spec: podSpec, status }),
  fc.record({
    apiVersion: fc.constant('apps/v1'),
    kind: fc.constantFrom('Deployment', 'StatefulSet'),
    metadata,
    spec: mostly(fc.record({ replicas: mostly(fc.nat(3)), selector, template })),
  }),
  fc.record({ kind: fc.constant('Namespace'), apiVersion: fc.constant('v1'), metadata }),
  fc.record({
    metadata,
    spec: mostly(
      fc.record({
        selector: labels,
        ports: mostly(fc.array(fc.record({ port: mostly(fc.constant(80)), nodePort: wrong }))),
      }),
    ),
    kind: fc.constantFrom('Service', 'Secret'),
    apiVersion: fc.constant('v1'),
  }),
  fc.record({
    apiVersion: fc.constant('networking.k8s.io/v1'),
    kind: fc.constant('NetworkPolicy'),
    metadata,
    spec: mostly(
      fc.record(
        { podSelector: selector, ingress: mostly(fc.constant([{ ports: [{ port: 80 }] }])), x: wrong },
        { requiredKeys: ['podSelector'] },
      ),
    ),
  }),
)

/** Without places, which are others in a dump. */
function clusterOf(text: string): unknown {
  const { cluster } = read([{ id: fileId('f'), name: 'f', text }], defaultOptions)
  return JSON.parse(JSON.stringify(cluster, (key, value: unknown) => (key === 'place' ? undefined : value)))
}

describe('readDump, beside reading the file as it is', () => {
  it.each([
    ['JSON', (list: object) => JSON.stringify(list)],
    ['JSON on many lines', (list: object) => JSON.stringify(list, null, 4)],
    ['YAML', (list: object) => dump(list, { seqNoIndent: true, noRefs: true })],
    ['YAML on short lines', (list: object) => dump(list, { seqNoIndent: true, lineWidth: 12, noRefs: true })],
  ])('gives the same cluster for %s, whatever is wrong in it', (_name, textOf) => {
    const met = new Set<string>()
    fc.assert(
      fc.property(fc.array(object, { minLength: 1, maxLength: 6 }), (items) => {
        const text = textOf({ apiVersion: 'v1', items, kind: 'List' })
        const cluster = clusterOf(text)
        expect(clusterOf(readDump('f', new TextEncoder().encode(text)).text)).toEqual(cluster)
        met.add(JSON.stringify(cluster))
      }),
      settings,
    )
    expect(met.size).toBeGreaterThan(settings.numRuns / 3)
  })
})
