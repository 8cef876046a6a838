import { describe, expect, it } from 'vitest'
import { fileId } from '../model/ids'
import type { Diagnostic } from '../model/text'
import { defaultOptions } from '../model/workspace'
import { createReadMemo, type Reading, read } from './read'

function readTexts(...texts: readonly string[]): Reading {
  const files = texts.map((text, i) => ({ id: fileId(`f${i}`), name: `${i}.yaml`, text }))
  return read(files, defaultOptions)
}

function brief({ severity, code, place }: Diagnostic): unknown {
  return [severity, code, place?.file, place?.line]
}

const namespace = (name: string, labels = '') =>
  `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: ${name}\n  labels: {${labels}}\n`
const policy = (name: string, spec = '{}') =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: ${name}, namespace: x}\nspec: ${spec}\n`
const pod = (metadata: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata: {${metadata}}\nspec: {containers: []}\n`

describe('read', () => {
  it.each(['', '\n\n', '# nothing\n---\n# here\n', '---\n...\n', 'null\n'])(
    '%j is an empty cluster',
    (text) => {
      const empty = { namespaces: [], workloads: [], services: [], policies: [] }
      expect(readTexts(text)).toMatchObject({ cluster: empty, diagnostics: [], skipped: [] })
    },
  )

  it.each([
    ['hello world', 'no-object', 1],
    ['- a\n- b', 'no-object', 1],
    ['this is\nno: yaml', 'not-yaml', 2],
    ['replicas: 1\nimage: x', 'no-kind', 1],
    ['kind: Pod\nmetadata: {name: a}', 'no-kind', 1],
    ['apiVersion: v1\nmetadata: {name: a}', 'no-kind', 1],
    ['apiVersion: v1\nkind: 1', 'not-a-string', 2],
  ])('%j is one clear error: %s in line %d', (text, code, line) => {
    expect(readTexts(text).diagnostics.map((it) => [it.severity, it.code, it.place?.line])).toEqual([
      ['error', code, line],
    ])
  })

  it('reads around a bad document', () => {
    const { cluster, diagnostics, documents } = readTexts(`${policy('a')}---\na: [\n---\n${policy('b')}`)
    expect(cluster.policies.map(({ name }) => name)).toEqual(['a', 'b'])
    expect(diagnostics.map(brief)).toEqual([['error', 'not-yaml', 'f0', 6]])
    expect(documents).toBe(3)
  })

  it('leaves out the refused object alone', () => {
    const { cluster } = readTexts(
      `${policy('a', '{podselector: {}}')}---\n${policy('b')}---\n${pod('name: p, namespace: z')}`,
    )
    expect(cluster.policies.map(({ id }) => id)).toEqual(['x/b'])
    expect(cluster.workloads).toHaveLength(1)
  })

  it('opens lists, also typed ones whose items leave out kind and apiVersion', () => {
    const list = `apiVersion: v1\nkind: List\nitems:\n- ${policy('a').replaceAll('\n', '\n  ')}\n- {apiVersion: v1, kind: PodList, items: [{metadata: {name: p, namespace: x}}]}\n`
    const { cluster, diagnostics } = readTexts(list)
    expect(diagnostics).toEqual([])
    expect(cluster.policies[0]?.place).toMatchObject({ document: 0, line: 4, column: 3 })
    expect(cluster.workloads[0]?.place).toMatchObject({ line: 9 })
  })

  it('places problems of a list’s items by their way within the item', () => {
    const item =
      '{"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name":"p"},"spec":{"ingress":[{"from":[{}]}]}}'
    const { diagnostics } = readTexts(`{"apiVersion":"v1","kind":"List","items":[\n${item}]}`)
    expect(diagnostics).toMatchObject([
      {
        message: 'NetworkPolicy p: spec.ingress[0].from[0] is a peer with nothing in it.',
        place: { line: 2 },
      },
    ])
  })

  it('leaves out the refused item of a list alone', () => {
    const items = '[{metadata: {name: a, namespace: x, labels: {a: 1}}}, {metadata: {name: b, namespace: x}}]'
    const { cluster, diagnostics } = readTexts(`{apiVersion: v1, kind: PodList, items: ${items}}`)
    expect(cluster.workloads.map(({ name }) => name)).toEqual(['b'])
    expect(diagnostics).toHaveLength(1)
  })

  it('places problems in JSON objects that share a line', () => {
    const object = (name: string) =>
      `{"apiVersion":"v1","kind":"Pod","metadata":{"name":${name},"namespace":"x"}}`
    const text = `${object('"a"')} ${object('1')}`
    const place = readTexts(text).diagnostics[0]?.place
    expect(place).toMatchObject({
      document: 1,
      line: 1,
      column: text.indexOf('1,') + 1,
      from: text.indexOf('1,'),
    })
  })

  it('gives diagnostics by file and place, whoever finds them', () => {
    const texts = [`${pod('name: a')}---\n${pod('name: b, labels: {a: 1}')}`, pod('name: 1, namespace: x')]
    expect(readTexts(...texts).diagnostics.map(brief)).toEqual([
      ['info', 'default-namespace', 'f0', 1],
      ['error', 'not-a-string', 'f0', 8],
      ['error', 'not-a-string', 'f1', 3],
    ])
  })

  it('skips other kinds with a count, and quotes nothing of them', () => {
    const secret = 'apiVersion: v1\nkind: Secret\nmetadata: {name: [bad]}\ndata: {password: aHVudGVyMg==}\n'
    const { skipped, diagnostics } = readTexts(
      `${secret}---\n${secret}---\napiVersion: v1\nkind: ConfigMap\n`,
    )
    expect(skipped).toEqual([
      { kind: 'ConfigMap', count: 1 },
      { kind: 'Secret', count: 2 },
    ])
    expect(diagnostics).toEqual([])
  })

  it.each([
    ['projectcalico.org/v3', 'NetworkPolicy', 'NetworkPolicy (projectcalico.org/v3)'],
    ['policy.networking.k8s.io/v1alpha1', 'AdminNetworkPolicy', 'AdminNetworkPolicy'],
    ['cilium.io/v2', 'CiliumNetworkPolicy', 'CiliumNetworkPolicy'],
  ])('%s %s is not evaluated, and says so (SEMANTICS 11)', (apiVersion, kind, name) => {
    const { cluster, skipped, diagnostics } = readTexts(
      `apiVersion: ${apiVersion}\nkind: ${kind}\nspec: {anything: 1}`,
    )
    expect(cluster.policies).toEqual([])
    expect(skipped).toEqual([{ kind: name, count: 1 }])
    expect(diagnostics.map(brief)).toEqual([['warning', 'policy-not-evaluated', 'f0', 1]])
  })

  it.each([
    [
      'extensions/v1beta1',
      'NetworkPolicy',
      'wrong-api-version',
      'Change apiVersion to networking.k8s.io/v1.',
    ],
    ['networking.k8s.io', 'NetworkPolicy', 'wrong-api-version', 'Change apiVersion to networking.k8s.io/v1.'],
    ['v1', 'Deployment', 'wrong-api-version', 'Change apiVersion to apps/v1.'],
    ['networking.k8s.io/v1', 'Networkpolicy', 'unknown-kind', 'Did you mean NetworkPolicy?'],
    ['apps/v1', 'Deploymnet', 'unknown-kind', 'Did you mean Deployment?'],
    ['v1', 'Secret', undefined, undefined],
    ['v1', 'Node', undefined, undefined],
    ['networking.k8s.io/v1', 'Ingress', undefined, undefined],
    ['example.com/v1', 'Deployment', undefined, undefined],
    ['example.com/v1', 'Deploymnet', undefined, undefined],
  ])('%s %s is skipped: %s', (apiVersion, kind, code, fix) => {
    const { skipped, diagnostics } = readTexts(`apiVersion: ${apiVersion}\nkind: ${kind}\n`)
    expect(skipped).toHaveLength(1)
    expect(diagnostics.map((it) => [it.severity, it.code, it.fix])).toEqual(
      code ? [['warning', code, fix]] : [],
    )
  })

  it('takes Deployments of the old API groups, and none of a foreign one', () => {
    const deployment = (apiVersion: string) =>
      `apiVersion: ${apiVersion}\nkind: Deployment\nmetadata: {name: d, namespace: x}\nspec: {template: {}}`
    expect(readTexts(deployment('extensions/v1beta1')).cluster.workloads).toHaveLength(1)
    expect(readTexts(deployment('example.com/v1')).cluster.workloads).toEqual([])
  })
})

describe('namespaces', () => {
  it('are implied by their objects, and always carry their name (10)', () => {
    const { cluster, diagnostics } = readTexts(
      `${namespace('b', 'team: t, kubernetes.io/metadata.name: forged')}---\n${policy('p')}---\n${pod('name: p, namespace: a')}`,
    )
    expect(cluster.namespaces.map(({ name, labels, place }) => [name, labels, place?.line])).toEqual([
      ['a', { 'kubernetes.io/metadata.name': 'a' }, undefined],
      ['b', { team: 't', 'kubernetes.io/metadata.name': 'b' }, 1],
      ['x', { 'kubernetes.io/metadata.name': 'x' }, undefined],
    ])
    expect(diagnostics.map(brief)).toEqual([['warning', 'forced-name-label', 'f0', 5]])
  })

  it('are the default one where an object names none, said once for each file (1)', () => {
    const { cluster, diagnostics } = readTexts(
      `${pod('name: a')}---\n${pod('name: b')}`,
      pod('name: c, namespace: null'),
    )
    expect(cluster.workloads.map(({ id }) => id)).toEqual(['default/Pod/a', 'default/Pod/b', 'default/Pod/c'])
    expect(diagnostics.map(brief)).toEqual([
      ['info', 'default-namespace', 'f0', 1],
      ['info', 'default-namespace', 'f1', 1],
    ])
    expect(diagnostics[0]?.message).toContain('2 objects')
  })

  it('are the scenario’s default', () => {
    const files = [{ id: fileId('f'), name: 'f', text: pod('name: a') }]
    const { cluster } = read(files, { ...defaultOptions, defaultNamespace: 'prod' })
    expect(cluster.workloads[0]?.id).toBe('prod/Pod/a')
  })
})

describe('duplicates (11)', () => {
  it('the later of two counts, also across files', () => {
    const { cluster, diagnostics } = readTexts(
      policy('p', '{policyTypes: [Egress]}'),
      `# later\n${policy('p')}`,
    )
    expect(cluster.policies.map(({ policyTypes }) => policyTypes)).toEqual([['ingress']])
    expect(diagnostics.map(brief)).toEqual([['warning', 'duplicate-object', 'f1', 2]])
    expect(diagnostics[0]?.message).toContain('0.yaml, line 1')
  })

  it('the default namespace and its name are one place; two namespaces are two', () => {
    const text = (namespaceText: string) =>
      `${pod('name: a')}---\n${pod(`name: a, namespace: ${namespaceText}`)}`
    expect(readTexts(text('default')).cluster.workloads).toHaveLength(1)
    expect(readTexts(text('other')).cluster.workloads).toHaveLength(2)
  })
})

describe('labels and names', () => {
  it.each([
    ['name: a, namespace: x, labels: {a: yes}', 'error', 'not-a-string'],
    ['name: a, namespace: x, labels: {a: "b c"}', 'error', 'bad-label-value'],
    ['name: a, namespace: x, labels: {"-a": b}', 'error', 'bad-label-key'],
    ['name: a, namespace: x, lables: {a: b}', 'warning', 'unknown-field'],
    ['name: A_b, namespace: x', 'warning', 'bad-name'],
    ['name: a, namespace: x.y', 'warning', 'bad-name'],
    ['name: "{{ .Release.Name }}", namespace: x', 'error', 'helm-template'],
    ['namespace: x', 'error', 'no-name'],
    ['name: {}, namespace: x', 'error', 'not-a-string'],
  ])('{%s}: %s %s', (metadata, severity, code) => {
    const { cluster, diagnostics } = readTexts(pod(metadata))
    expect(diagnostics.map((it) => [it.severity, it.code])).toEqual([[severity, code]])
    expect(cluster.workloads).toHaveLength(severity === 'error' ? 0 : 1)
  })

  it('a null label is the empty value, and generateName stands in for a name', () => {
    const { cluster, diagnostics } = readTexts(pod('generateName: web-, namespace: x, labels: {a: null}'))
    expect(cluster.workloads).toMatchObject([{ name: 'web-', labels: { a: '' } }])
    expect(diagnostics).toEqual([])
  })
})

describe('services (20)', () => {
  const service = (spec: string) =>
    `apiVersion: v1\nkind: Service\nmetadata: {name: s, namespace: x}\nspec: ${spec}`

  it.each<[string, unknown, string]>([
    [
      '{selector: {app: web}, ports: [{port: 80}]}',
      {
        type: 'ClusterIP',
        selector: { app: 'web' },
        ports: [{ name: null, port: 80, protocol: 'TCP', targetPort: 80 }],
      },
      'the target is the port',
    ],
    [
      '{ports: [{port: 80, targetPort: http, name: web, protocol: UDP}]}',
      { selector: null, ports: [{ name: 'web', port: 80, protocol: 'UDP', targetPort: 'http' }] },
      'a named target; no selector',
    ],
    [
      '{selector: {}, ports: [{port: 80, targetPort: 8080}]}',
      { selector: null, ports: [{ port: 80, targetPort: 8080 }] },
      'an empty selector is none',
    ],
    ['{type: ExternalName, externalName: a.b}', { type: 'ExternalName', ports: [] }, 'a name for elsewhere'],
    [
      '{type: LoadBalancer, externalTrafficPolicy: Local}',
      { type: 'LoadBalancer', externalTrafficPolicy: 'Local' },
      'the client’s address is kept',
    ],
    [
      '{ports: [{port: 80, name: service-port-tcp-80}]}',
      { ports: [{ name: 'service-port-tcp-80' }] },
      'port names of Services may be long',
    ],
  ])('%s: %j, %s', (spec, expected) => {
    const { cluster, diagnostics } = readTexts(service(spec))
    expect(diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([])
    expect(cluster.services).toMatchObject([expected])
  })

  it.each([
    ['{selector: {app: web}, ports: [{port: 80, targetPort: "80"}]}', 'quoted-port'],
    ['{selector: {app: web}, ports: [{port: 0}]}', 'bad-port'],
    ['{selector: {app: web}, type: Loadbalancer}', 'bad-service-type'],
    ['{ports: [{port: 80}]}', 'no-selector'],
    ['{selector: {}}', 'no-selector'],
    ['{selector: {app: web}, type: ExternalName}', 'external-name'],
  ])('%s: %s', (spec, code) => {
    expect(readTexts(service(spec)).diagnostics.map((it) => it.code)).toEqual([code])
  })
})

describe('a memo', () => {
  it('gives what a reading from scratch gives, at the new places', () => {
    const memo = createReadMemo()
    const before = [
      { id: fileId('f'), name: 'f', text: `${policy('a')}---\n${policy('b', '{ingress: [{}]}')}` },
    ]
    const after = [
      { id: fileId('g'), name: 'g', text: `# one\n\n${policy('a')}---\n${policy('b', '{ingress: [{}]}')}` },
    ]
    read(before, defaultOptions, memo)
    expect(read(after, defaultOptions, memo)).toEqual(read(after, defaultOptions))
  })
})
