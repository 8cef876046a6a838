import { yaml } from '@codemirror/lang-yaml'
import { EditorState } from '@codemirror/state'
import { describe, expect, it } from 'vitest'
import type { Vocabulary } from '../../model/vocabulary'
import { completionPlace } from './completionPlace'
import { completionsAt } from './completions'

const words: Vocabulary = {
  podLabels: [
    {
      key: 'app',
      count: 5,
      values: [
        { value: 'web', count: 3 },
        { value: 'db', count: 2 },
      ],
    },
    { key: 'tier', count: 3, values: [{ value: '1', count: 3 }] },
  ],
  namespaceLabels: [
    {
      key: 'kubernetes.io/metadata.name',
      count: 2,
      values: [
        { value: 'kube-system', count: 1 },
        { value: 'shop', count: 1 },
      ],
    },
  ],
  namespaces: [
    { name: 'shop', pods: 5 },
    { name: 'kube-system', pods: 1 },
  ],
  ports: [
    { name: 'http', port: 8080, protocol: 'TCP', pods: 3 },
    { name: null, port: 5432, protocol: 'TCP', pods: 2 },
  ],
}

const policy = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: p, namespace: shop}
spec:
`

/** The labels of what is offered at `|`, in the order of the list. */
function offered(text: string): readonly string[] {
  const position = text.indexOf('|')
  const doc = text.replace('|', '')
  const place = completionPlace(EditorState.create({ doc, extensions: [yaml()] }), position)
  const found = place === null ? [] : completionsAt(place, words)
  return found.toSorted((a, b) => (b.boost ?? 0) - (a.boost ?? 0)).map(({ label }) => label)
}

describe('completion', () => {
  it.each([
    ['  podSelector:\n    matchLabels:\n      |', ['app', 'tier'], 'keys of pods'],
    ['  podSelector:\n    matchLabels:\n      a|', ['app', 'tier'], 'a key that has begun'],
    ['  podSelector:\n    matchLabels:\n      app: web\n      |', ['tier'], 'not the keys that are there'],
    ['  podSelector:\n    matchLabels:\n      app: |', ['web', 'db'], 'values of the key, most used first'],
    [
      '  podSelector:\n    matchLabels:\n      app: d|\n  policyTypes: []',
      ['web', 'db'],
      'a value that has begun',
    ],
    [
      '  podSelector:\n    matchLabels:\n      other: |',
      ['web', 'db', '1'],
      'of an unknown key those of all',
    ],
    ['  podSelector: {matchLabels: {|', ['app', 'tier'], 'between braces'],
    ['  podSelector: {matchLabels: {app: |}}', ['web', 'db'], 'a value between braces'],
    ['  podSelector: {matchLabels: {app: web, |}}', ['tier'], 'the next key between braces'],
    ['  podSelector:\n    matchExpressions:\n    - key: |', ['app', 'tier'], 'the key of a requirement'],
    [
      '  podSelector:\n    matchExpressions:\n    - key: app\n      operator: |',
      ['In', 'NotIn', 'Exists', 'DoesNotExist'],
      'its operator',
    ],
    ['  podSelector:\n    matchExpressions:\n    - key: app\n      values: [|', ['web', 'db'], 'its values'],
    [
      '  podSelector:\n    matchExpressions:\n    - {key: tier, operator: In, values: [|]}',
      ['1'],
      'its values between braces',
    ],
    [
      '  podSelector:\n    matchExpressions:\n    - key: app\n      values:\n      - |',
      ['web', 'db'],
      'as a list',
    ],
    [
      '  ingress:\n  - from:\n    - namespaceSelector:\n        matchLabels:\n          |',
      ['kubernetes.io/metadata.name'],
      'keys of namespaces',
    ],
    [
      '  ingress:\n  - from:\n    - namespaceSelector:\n        matchLabels:\n          kubernetes.io/metadata.name: |',
      ['kube-system', 'shop'],
      'values of namespaces',
    ],
    ['  policyTypes: [|', ['Ingress', 'Egress'], 'policy types'],
    ['  policyTypes:\n  - |', ['Ingress', 'Egress'], 'policy types as a list'],
    ['  policyTypes:\n    - In|', ['Ingress', 'Egress'], 'one that has begun'],
    ['  ingress:\n  - ports:\n    - protocol: |', ['TCP', 'UDP', 'SCTP'], 'protocols'],
    ['  ingress:\n  - ports:\n    - port: |', ['http', '8080', '5432'], 'names of ports, then numbers'],
    ['  ingress:\n  - ports: [{port: |}]', ['http', '8080', '5432'], 'ports between braces'],
    ['  |', ['podSelector', 'policyTypes', 'ingress', 'egress'], 'fields of the spec'],
    ['  podSelector: {}\n  |', ['policyTypes', 'ingress', 'egress'], 'the other fields of the spec'],
    ['  ingress:\n  - |', ['from', 'ports'], 'fields of a rule of ingress'],
    ['  egress:\n    - to: []\n      |', ['ports'], 'the other fields of a rule'],
    ['  egress:\n  - to:\n    - |', ['podSelector', 'namespaceSelector', 'ipBlock'], 'fields of a peer'],
    [
      '  egress:\n  - to:\n    - podSelector: {}\n      |',
      ['namespaceSelector', 'ipBlock'],
      'the other fields of a peer',
    ],
    ['  egress:\n  - ports:\n    - port: 80\n      |', ['endPort', 'protocol'], 'fields of a port'],
    ['  podSelector: {|}', ['matchLabels', 'matchExpressions'], 'fields of a selector'],
    ['  podSelector:\n    # a|', [], 'nothing in comments'],
  ])('%j offers %j: %s', (text, expected) => {
    expect(offered(policy + text)).toEqual(expected)
  })

  it.each([
    ['metadata:\n  namespace: |', ['shop', 'kube-system'], 'namespaces, of any kind'],
    ['kind: Pod\nmetadata: {namespace: |}', ['shop', 'kube-system'], 'between braces'],
    ['kind: Service\nspec:\n  selector:\n    |', ['app', 'tier'], 'the selector of a Service'],
    ['kind: Service\nspec:\n  selector:\n    app: |', ['web', 'db'], 'its values'],
    ['kind: Pod\nspec:\n  |', [], 'nothing of other kinds'],
    ['|', ['apiVersion', 'kind', 'metadata', 'spec'], 'a document that begins'],
    ['kind: Pod\n---\n|', ['apiVersion', 'kind', 'metadata', 'spec'], 'the next document'],
    ['kind: Pod\n---\nkind: |', ['NetworkPolicy'], 'its kind'],
    [
      'kind: List\nitems:\n- kind: NetworkPolicy\n  spec:\n    podSelector:\n      matchLabels:\n        |',
      ['app', 'tier'],
      'an item of a List',
    ],
  ])('%j offers %j: %s', (text, expected) => {
    expect(offered(text)).toEqual(expected)
  })

  it('says how many carry a value, and quotes what would be no string', () => {
    const doc = `${policy}  podSelector: {matchLabels: {tier: `
    const place = completionPlace(EditorState.create({ doc, extensions: [yaml()] }), doc.length)
    expect(place && completionsAt(place, words)).toMatchObject([
      { label: '1', detail: '3 pods', apply: '"1"' },
    ])
  })
})
