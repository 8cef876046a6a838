import { describe, expect, it } from 'vitest'
import { fileId } from '../model/ids'
import { defaultOptions } from '../model/workspace'
import { read } from './read'
import { readDump } from './readDump'

const bytesOf = (text: string) => new TextEncoder().encode(text)
const dumped = (bytes: Uint8Array) => readDump('dump', bytes).text
const reading = (text: string) => read([{ id: fileId('f1'), name: 'a', text }], defaultOptions)

function clusterOf(text: string): unknown {
  const { cluster } = reading(text)
  return JSON.parse(JSON.stringify(cluster, (key, value: unknown) => (key === 'place' ? undefined : value)))
}

const items = [
  { apiVersion: 'v1', kind: 'Secret', data: { password: 'PLANTED' }, metadata: { name: 's' } },
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web "]}\\', namespace: 'shop' },
    spec: { template: { spec: { containers: [{ env: [{ name: 'A', value: 'PLANTED' }] }] } } },
  },
  {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: 'db',
      namespace: 'shop',
      labels: { app: 'db' },
      annotations: { a: '{"items":[1,2]}\\"' },
    },
    spec: { containers: [{ image: 'PLANTED', ports: [{ containerPort: 5432 }] }] },
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'db', namespace: 'shop' },
    spec: { podSelector: {}, ingress: [{ ports: [{ port: 5432 }] }] },
  },
]
const list = { apiVersion: 'v1', kind: 'List', metadata: { resourceVersion: '' }, items }

// As `kubectl get -o yaml` writes it: dashes at the start of the line, `kind` behind the items.
const yamlList = `apiVersion: v1
items:
- apiVersion: v1
  data:
    password: PLANTED
  kind: Secret
  metadata:
    name: s
- apiVersion: v1
  kind: Pod
  metadata:
    annotations:
      text: |
        items:
        - kind: Pod
    labels:
      app: db
    name: db
    namespace: shop
  spec:
    containers:
    - image: PLANTED
      ports:
      - containerPort: 5432

# about the policy
- apiVersion: networking.k8s.io/v1
  kind: NetworkPolicy
  metadata:
    name: db
    namespace: shop
  spec:
    # only the port
    ingress:
    - ports:
      - port: 5432
    podSelector: {}
kind: List
metadata:
  resourceVersion: ""
`

describe('readDump', () => {
  it.each([
    ['a JSON List', JSON.stringify(list)],
    ['a JSON List laid out by kubectl', JSON.stringify(list, null, 4)],
    ['a JSON List whose kind comes last', JSON.stringify({ items, kind: 'List', apiVersion: 'v1' })],
    ['objects one after the other', items.map((item) => JSON.stringify(item)).join('\n')],
    ['a JSON List behind a byte order mark', `\uFEFF${JSON.stringify(list)}`],
    ['a YAML List', yamlList],
    ['a YAML List with CRLF', yamlList.replaceAll('\n', '\r\n')],
    ['a YAML List behind a separator and a byte order mark', `\uFEFF---\n${yamlList}`],
    [
      'a YAML List and documents',
      `${yamlList}---\napiVersion: v1\nkind: Namespace\nmetadata: {name: x}\n---\n# nothing\n`,
    ],
    [
      'a YAML List whose items stand in',
      yamlList.replace(/^items:\n[\s\S]*(?=^kind: List)/m, (all) =>
        all.replaceAll('\n', '\n  ').replace(/ {2}$/, ''),
      ),
    ],
  ])('reduces %s to what reads as the same cluster, without secrets', (_name, text) => {
    const snapshot = dumped(bytesOf(text))
    expect(clusterOf(snapshot)).toEqual(clusterOf(text.replace(/^\uFEFF/, '')))
    expect(
      reading(snapshot).cluster.workloads.length + reading(snapshot).cluster.policies.length,
    ).toBeGreaterThan(1)
    expect(snapshot).not.toContain('PLANTED')
    expect(snapshot.length).toBeLessThan(text.length + 100)
  })

  it('keeps policies whole, with their comments', () => {
    expect(dumped(bytesOf(yamlList))).toMatch(/^# about the policy\n(?:.*\n)*spec:\n {2}# only the port\n/m)
  })

  it('says how large the file was', () => {
    expect(readDump('dump', bytesOf(yamlList))).toMatchObject({
      name: 'dump',
      snapshot: { bytes: bytesOf(yamlList).length },
    })
  })

  it.each(['utf-16le', 'utf-16be'] as const)('reads %s, as PowerShell writes it', (encoding) => {
    const units = Uint8Array.from(
      [...`\uFEFF${yamlList}`].flatMap((char) => {
        const code = char.charCodeAt(0)
        return encoding === 'utf-16le' ? [code & 255, code >> 8] : [code >> 8, code & 255]
      }),
    )
    expect(clusterOf(dumped(units))).toEqual(clusterOf(yamlList))
  })

  it.each([
    ['is no text', Uint8Array.from([1, 2, 0, 3, 0xff])],
    ['is JSON that was cut off in an item', bytesOf(JSON.stringify(list).slice(0, -60))],
    ['is JSON that was cut off in a string', bytesOf(JSON.stringify(list).slice(0, 40))],
    ['holds an item that is no JSON', bytesOf('{"kind":"List","items":[{"a":tru},{"b":1}]}')],
    ['holds an item that is no object', bytesOf('{"kind":"List","items":[5]}')],
    ['is a JSON text', bytesOf('{"kind":"List","items":[]} trailing')],
    ['holds a broken document', bytesOf('a: [\n---\nb: 1\n')],
    ['is one word', bytesOf('hello')],
    ['is not UTF-8', Uint8Array.from([0x61, 0x3a, 0x20, 0xc3, 0x28])],
  ])('reports a file that %s, and never throws', (_why, bytes) => {
    expect(reading(dumped(bytes)).diagnostics.some(({ severity }) => severity === 'error')).toBe(true)
  })

  it('keeps nothing of what it could not read, for that may be a Secret', () => {
    const broken = '{"kind":"List","items":[{"kind":"Secret","data":{"password":"PLANTED" "x"}}]}'
    expect(dumped(bytesOf(broken))).not.toContain('PLANTED')
    expect(dumped(bytesOf('kind: Secret\ndata: {password: PLANTED\n'))).not.toContain('PLANTED')
    expect(dumped(bytesOf('kind: Pod\nspec: {password: PLANTED\n'))).not.toContain('PLANTED')
  })

  it('goes on behind a broken item', () => {
    const text = `{"kind":"List","items":[{"a":tru},${JSON.stringify(items[2])}]}`
    expect(reading(dumped(bytesOf(text))).cluster.workloads.map(({ name }) => name)).toEqual(['db'])
  })
})
