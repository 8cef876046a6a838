import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fileId } from '../model/ids'
import type { ManifestFile, Place } from '../model/text'
import { defaultOptions } from '../model/workspace'
import { createReadMemo, read } from './read'

const settings = { seed: 20_261_121, numRuns: 300 }

const documents = [
  'apiVersion: v1\nkind: Namespace\nmetadata: {name: x, labels: {team: a}}\n',
  `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: p
  namespace: x
spec:
  podSelector: &s
    matchLabels: {app: web}
  ingress:
  - from:
    - podSelector: *s
    - ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}
    ports: [{port: 80, endPort: 90}, {port: http, protocol: UDP}]
  egress: [{}]
`,
  `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: x}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: c, ports: [{containerPort: 80, name: http}]}]}
`,
  '{"apiVersion": "v1", "kind": "PodList", "items": [{"metadata": {"name": "c", "namespace": "z"}, "status": {"podIP": "10.0.0.1"}}]}\n',
  ...['b', 'a'].map(
    (name, i) =>
      `{apiVersion: v1, kind: Pod, metadata: {name: ${name}, namespace: z, ownerReferences: [{kind: Job, name: j}]}, status: {podIP: 10.0.0.${i}}}\n`,
  ),
  'apiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: x}\nspec: {selector: {app: web}, ports: [{port: 80}]}\n',
]

const whole = documents.join('---\n')

/** Pieces that mean something to YAML, to JSON or to the API. */
const fragment = fc.oneof(
  fc.constantFrom(
    '\n',
    '\t',
    ' ',
    '---\n',
    '- ',
    ': ',
    '{',
    '}',
    '[',
    ']',
    '"',
    "'",
    '&s ',
    '*s',
    '<<: ',
    '#',
    '|\n',
    '!!x ',
    'null',
    'yes',
    '{{ .Values.x }}',
    '\r\n',
    '...\n',
    '\u0000',
    '\uFEFF',
    '__proto__: ',
    'kind: List\nitems: ',
    '080',
    '🌉',
  ),
  fc.string({ maxLength: 4 }),
)

/** The manifests with some slices replaced. */
const damaged = fc
  .array(fc.tuple(fc.nat(whole.length), fc.nat(12), fragment), { minLength: 1, maxLength: 4 })
  .map((cuts) =>
    cuts.reduce((text, [at, length, by]) => text.slice(0, at) + by + text.slice(at + length), whole),
  )

function fileWith(text: string, name = 'f'): ManifestFile {
  return { id: fileId(name), name: `${name}.yaml`, text }
}

/** Every place in a value, however deep. */
function placesIn(value: unknown): readonly Place[] {
  if (typeof value !== 'object' || value === null) return []
  if ('file' in value && 'line' in value) return [value as Place]
  return Object.values(value).flatMap(placesIn)
}

describe('read, on damaged manifests', () => {
  it('never throws, and every place is a range of the text with its own line and column', () => {
    expect(placesIn(read([fileWith(whole)], defaultOptions).cluster)).toHaveLength(12)
    fc.assert(
      fc.property(damaged, (text) => {
        for (const { from, to, line, column } of placesIn(read([fileWith(text)], defaultOptions))) {
          expect(from).toBeGreaterThanOrEqual(0)
          expect(to).toBeGreaterThanOrEqual(from)
          expect(to).toBeLessThanOrEqual(text.length)
          const lines = text.slice(0, from).split(/\r\n|\r(?!\n)|\n/)
          expect([line, column]).toEqual([lines.length, (lines.at(-1)?.length ?? 0) + 1])
        }
      }),
      settings,
    )
  })

  it('gives with a memo what it gives from scratch', () => {
    const memo = createReadMemo()
    fc.assert(
      fc.property(damaged, (text) => {
        const files = [fileWith(text), fileWith(whole, 'g')]
        expect(read(files, defaultOptions, memo)).toEqual(read(files, defaultOptions))
      }),
      settings,
    )
  })

  it('says something about every document that it drops', () => {
    fc.assert(
      fc.property(fc.nat(documents.length - 1), fc.nat(200), (which, at) => {
        const broken = documents.map((text, i) =>
          i === which ? `${text.slice(0, at % text.length)}\n  "\n${text.slice(at % text.length)}` : text,
        )
        const reading = read([fileWith(broken.join('---\n'))], defaultOptions)
        const { namespaces, policies, workloads, services } = reading.cluster
        const listed = namespaces.filter(({ place }) => place !== null)
        const pods = workloads.reduce(
          (sum, { place: _, replicas, workloadKind }) => sum + (workloadKind === 'Deployment' ? 1 : replicas),
          0,
        )
        const kept = [listed, policies, services].flat().length + pods
        const isTold =
          reading.skipped.length > 0 || reading.diagnostics.some(({ severity }) => severity !== 'info')
        expect(kept >= documents.length || isTold).toBe(true)
      }),
      settings,
    )
  })
})

describe('read', () => {
  it('gives the same cluster, places apart, whatever the order and the files of the documents', () => {
    const withoutPlaces = (value: unknown) =>
      JSON.stringify(value, (key, part) => (key === 'place' ? undefined : part))
    const expected = withoutPlaces(read([fileWith(whole)], defaultOptions).cluster)
    fc.assert(
      fc.property(
        fc.shuffledSubarray(documents, { minLength: documents.length }),
        fc.nat(documents.length),
        (shuffled, cut) => {
          const files = [
            fileWith(shuffled.slice(0, cut).join('---\n'), 'a'),
            fileWith(shuffled.slice(cut).join('---\n'), 'b'),
          ]
          expect(withoutPlaces(read(files, defaultOptions).cluster)).toBe(expected)
        },
      ),
      settings,
    )
  })
})
