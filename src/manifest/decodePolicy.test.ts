import { describe, expect, it } from 'vitest'
import { fileId } from '../model/ids'
import type { NetworkPolicy } from '../model/policy'
import { defaultOptions } from '../model/workspace'
import { type Reading, read } from './read'

const file = fileId('f')

function readText(text: string): Reading {
  return read([{ id: file, name: 'f.yaml', text }], defaultOptions)
}

/** A policy with this spec, in flow or block style. */
function policyText(spec: string): string {
  const block = spec.includes('\n') ? `\n${spec}` : ` ${spec}`
  return `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: p, namespace: x}\nspec:${block}\n`
}

function policyWith(spec: string): NetworkPolicy {
  const { cluster, diagnostics } = readText(policyText(spec))
  const [policy] = cluster.policies
  if (!policy) throw new Error(diagnostics[0]?.message ?? 'no policy')
  return policy
}

const everyone = { requirements: [] }

describe('defaults', () => {
  it.each([
    ['{}', ['ingress'], 'no types, no rules (SEMANTICS 2)'],
    ['{egress: []}', ['ingress'], 'an empty egress list isolates nothing'],
    ['{egress: null}', ['ingress'], 'null is missing'],
    ['{egress: [{}]}', ['ingress', 'egress'], 'one egress rule is enough'],
    ['{egress: [null]}', ['ingress', 'egress'], 'a null rule is an empty rule'],
    ['{policyTypes: [], egress: [{}]}', ['ingress', 'egress'], 'no types listed is as none given'],
    ['{policyTypes: [Egress]}', ['egress'], 'a type needs no rule'],
    ['{policyTypes: [Egress], ingress: [{}]}', ['egress'], 'rules of another direction add no type'],
    ['{policyTypes: [Egress, Ingress]}', ['ingress', 'egress'], 'their order means nothing'],
    ['{policyTypes: [Ingress, Ingress]}', ['ingress'], 'twice is once'],
  ])('policy types of %s are %j: %s', (spec, expected) => {
    expect(policyWith(spec).policyTypes).toEqual(expected)
  })

  it.each<[string, unknown, string]>([
    ['', 'any', 'missing'],
    ['from: null', 'any', 'null'],
    ['from: []', 'any', 'empty (SEMANTICS 4)'],
    [
      'from: [{podSelector: {}}]',
      [{ kind: 'pods', podSelector: everyone, namespaces: 'own' }],
      'own namespace alone (6)',
    ],
    [
      'from: [{namespaceSelector: {}}]',
      [{ kind: 'pods', podSelector: everyone, namespaces: everyone }],
      'all pods of all namespaces',
    ],
    [
      'from: [{namespaceSelector: {}, podSelector: null}]',
      [{ kind: 'pods', podSelector: everyone, namespaces: everyone }],
      'null is missing',
    ],
    [
      'from: [{ipBlock: {cidr: 010.0.0.0/8, except: [10.1.0.0/16]}}]',
      [{ kind: 'ipBlock', cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] }],
      'leading zeros are dropped',
    ],
  ])('peers of {%s} are %j: %s', (rule, expected) => {
    const [{ peers } = { peers: null }] = policyWith(`{ingress: [{${rule}}]}`).ingress
    if (typeof expected === 'string') expect(peers).toBe(expected)
    else expect(peers).toMatchObject(expected as object)
  })

  it.each<[string, unknown, string]>([
    ['', 'any', 'missing'],
    ['ports: null', 'any', 'null'],
    ['ports: []', 'any', 'empty (SEMANTICS 4)'],
    ['ports: [{}]', [{ kind: 'range', protocol: 'TCP', first: 1, last: 65535 }], 'all TCP and only TCP (8)'],
    [
      'ports: [null]',
      [{ kind: 'range', protocol: 'TCP', first: 1, last: 65535 }],
      'a null entry is an empty one',
    ],
    ['ports: [{port: 80}]', [{ kind: 'range', protocol: 'TCP', first: 80, last: 80 }], 'TCP by default'],
    [
      'ports: [{port: 010, protocol: UDP}]',
      [{ kind: 'range', protocol: 'UDP', first: 8, last: 8 }],
      'octal (25)',
    ],
    ['ports: [{port: 80, endPort: 90}]', [{ kind: 'range', first: 80, last: 90 }], 'a closed range'],
    ['ports: [{port: 80, endPort: 80}]', [{ kind: 'range', first: 80, last: 80 }], 'of one port'],
    [
      'ports: [{port: http, protocol: SCTP}]',
      [{ kind: 'named', protocol: 'SCTP', name: 'http' }],
      'a name waits for the pod',
    ],
    [
      'ports: [{protocol: SCTP}]',
      [{ kind: 'range', protocol: 'SCTP', first: 1, last: 65535 }],
      'all ports of the protocol',
    ],
  ])('ports of {%s} are %j: %s', (rule, expected) => {
    const [{ ports } = { ports: null }] = policyWith(`{ingress: [{${rule}}]}`).ingress
    if (typeof expected === 'string') expect(ports).toBe(expected)
    else expect(ports).toMatchObject(expected as object)
  })

  it('reads matchLabels as In with one value, beside matchExpressions (7)', () => {
    const spec =
      '{podSelector: {matchLabels: {app: web, empty: }, matchExpressions: [{key: env, operator: NotIn, values: [a, b]}, {key: x, operator: Exists}]}}'
    expect(policyWith(spec).podSelector.requirements).toEqual([
      { key: 'app', operator: 'In', values: ['web'] },
      { key: 'empty', operator: 'In', values: [''] },
      { key: 'env', operator: 'NotIn', values: ['a', 'b'] },
      { key: 'x', operator: 'Exists' },
    ])
  })

  it('keeps where the policy, its rules, peers and ports stand', () => {
    const text = `# first\n---\n${policyText('  ingress:\n  - from:\n    - podSelector: {}\n    - ipBlock: {cidr: 10.0.0.0/8}\n    ports:\n    - port: 80')}`
    const [policy] = readText(text).cluster.policies
    const [rule] = policy?.ingress ?? []
    const parts = [policy, rule, ...(rule?.peers ?? []), ...(rule?.ports ?? [])]
    expect(parts.map((part) => typeof part === 'object' && part.place?.line)).toEqual([3, 8, 9, 10, 12])
    const [, block] = rule?.peers ?? []
    const place = typeof block === 'object' ? block.place : null
    expect(text.slice(place?.from, place?.to)).toBe('ipBlock: {cidr: 10.0.0.0/8}')
  })
})

const rule = (inner: string) => `{ingress: [{${inner}}]}`
const from = (peer: string) => rule(`from: [{${peer}}]`)
const port = (inner: string) => rule(`ports: [{${inner}}]`)
const select = (inner: string) => `{podSelector: {${inner}}}`

describe('what the API server refuses (SEMANTICS 22, 23)', () => {
  it.each([
    [rule('from: [{}]'), 'empty-peer', '{}', 'a peer with nothing in it'],
    [rule('from: [null]'), 'empty-peer', 'null', 'a null peer is an empty one'],
    [from('podSelector: null'), 'empty-peer', '{podSelector: null}', 'null is missing'],
    [
      from('ipBlock: {cidr: 10.0.0.0/8}, podSelector: {}'),
      'peer-with-both',
      'ipBlock',
      'ipBlock beside a selector',
    ],
    [from('ipBlock: {}'), 'no-cidr', 'ipBlock', 'a block without a cidr'],
    [from('ipBlock: {cidr: 10.0.0.0}'), 'bad-cidr', '10.0.0.0', 'an address is no CIDR'],
    [from('ipBlock: {cidr: ""}'), 'bad-cidr', '""', 'an empty CIDR'],
    [
      from('ipBlock: {cidr: 10.0.0.0/8, except: [11.0.0.0/16]}'),
      'except-outside-cidr',
      '11.0.0.0/16',
      'an except elsewhere',
    ],
    [
      from('ipBlock: {cidr: 10.0.0.0/8, except: [10.0.0.0/8]}'),
      'except-outside-cidr',
      '10.0.0.0/8',
      'an except must be smaller',
    ],
    [
      from('ipBlock: {cidr: 10.0.0.0/8, except: ["::/16"]}'),
      'except-outside-cidr',
      '"::/16"',
      'another family',
    ],
    [
      from('ipBlock: {cidr: 10.0.0.0/8, except: 10.1.0.0/16}'),
      'wrong-type',
      '10.1.0.0/16',
      'except is a list',
    ],
    [port('port: 0'), 'bad-port', '0', 'ports begin at 1'],
    [port('port: 65536'), 'bad-port', '65536', 'ports end at 65535'],
    [port('port: 80.5'), 'wrong-type', '80.5', 'a fraction'],
    [port('port: "80"'), 'quoted-port', '"80"', 'a number in quotes is a name (25)'],
    [port('port: HTTP'), 'bad-port-name', 'HTTP', 'names are lower-case'],
    [
      port('port: averyveryverylongname'),
      'bad-port-name',
      'averyveryverylongname',
      'names have at most 15 characters',
    ],
    [port('endPort: 90'), 'bad-end-port', '90', 'endPort without a port'],
    [port('port: http, endPort: 90'), 'bad-end-port', '90', 'endPort beside a name'],
    [port('port: 90, endPort: 80'), 'bad-end-port', '80', 'endPort below port'],
    [port('port: 90, endPort: 70000'), 'bad-port', '70000', 'endPort is a port'],
    [port('protocol: tcp'), 'bad-protocol', 'tcp', 'protocols are in capitals'],
    [port('protocol: ICMP'), 'bad-protocol', 'ICMP', 'an unknown protocol'],
    ['{policyTypes: [ingress]}', 'bad-policy-type', 'ingress', 'types have a capital'],
    [
      '{policyTypes: [Ingress, Egress, Egress]}',
      'bad-policy-type',
      '[Ingress, Egress, Egress]',
      'three types',
    ],
    ['{policyTypes: Ingress}', 'wrong-type', 'Ingress', 'types are a list'],
    [
      select('matchExpressions: [{key: a, operator: in, values: [b]}]'),
      'bad-operator',
      'in',
      'operators are spelled exactly',
    ],
    [select('matchExpressions: [{key: a}]'), 'bad-operator', '{key: a}', 'an operator is needed'],
    [
      select('matchExpressions: [{operator: Exists}]'),
      'no-label-key',
      '{operator: Exists}',
      'a key is needed',
    ],
    [
      select('matchExpressions: [{key: a, operator: In}]'),
      'no-values',
      '{key: a, operator: In}',
      'In without values',
    ],
    [
      select('matchExpressions: [{key: a, operator: NotIn, values: []}]'),
      'no-values',
      '[]',
      'NotIn without values',
    ],
    [
      select('matchExpressions: [{key: a, operator: Exists, values: [b]}]'),
      'unwanted-values',
      'values',
      'Exists with values',
    ],
    [
      select('matchExpressions: [{key: a, operator: DoesNotExist, values: [b]}]'),
      'unwanted-values',
      'values',
      'DoesNotExist with values',
    ],
    [
      select('matchExpressions: [{key: a, operator: In, values: [1]}]'),
      'not-a-string',
      '1',
      'a number as a value',
    ],
    [select('matchExpressions: {key: a}'), 'wrong-type', '{key: a}', 'expressions are a list'],
    [select('matchLabels: {a b: c}'), 'bad-label-key', 'a b', 'a label key with a space'],
    [select('matchLabels: {a: b/c}'), 'bad-label-value', 'b/c', 'a label value with a slash'],
    [select('matchLabels: {a: yes}'), 'not-a-string', 'yes', 'yes is a boolean (25)'],
    [select('matchLabels: {a: 1}'), 'not-a-string', '1', 'a number as a label value'],
    [select('matchLabels: [a]'), 'wrong-type', '[a]', 'labels are a mapping'],
    ['{podselector: {}}', 'unknown-field', 'podselector', 'fields are spelled exactly'],
    [rule('form: []'), 'unknown-field', 'form', 'a misspelled from'],
    [rule('to: []'), 'unknown-field', 'to', 'to in an ingress rule'],
    [from('podSelector: {}, ports: []'), 'unknown-field', 'ports', 'ports in a peer'],
    [from('podSelector: {matchlabels: {}}'), 'unknown-field', 'matchlabels', 'a field of a selector'],
    [from('ipBlock: {cidr: 10.0.0.0/8, expect: []}'), 'unknown-field', 'expect', 'a field of an ipBlock'],
    [rule('from: {podSelector: {}}'), 'wrong-type', '{podSelector: {}}', 'peers are a list'],
    ['{ingress: {}}', 'wrong-type', '{}', 'rules are a list'],
    ['[]', 'wrong-type', '[]', 'a spec is a mapping'],
    [
      from('podSelector: {matchLabels: {a: "{{ .Values.app }}"}}'),
      'helm-template',
      '"{{ .Values.app }}"',
      'a template in quotes',
    ],
  ])('%s: %s at %j, since %s', (spec, code, marked) => {
    const text = policyText(spec)
    const { cluster, diagnostics } = readText(text)
    const [error, ...more] = diagnostics.filter(({ severity }) => severity === 'error')
    expect(more).toEqual([])
    expect(error).toMatchObject({ code, place: { file, line: 4 } })
    expect(text.slice(error?.place?.from, error?.place?.to)).toBe(marked)
    expect(cluster.policies).toEqual([])
  })

  it.each([
    ['{podselector: {}}', 'Did you mean `podSelector`?'],
    [rule('form: []'), 'Did you mean `from`?'],
    [select('matchLabel: {}'), 'Did you mean `matchLabels`?'],
    [rule('podSelector: {}'), '`podSelector` belongs in a peer: below `from`, as `- podSelector:`.'],
    [port('port: "8080"'), 'Remove the quotes: a quoted number is read as a name. Write 8080.'],
    [select('matchLabels: {a: yes}'), 'Quote it: "yes".'],
    [from('ipBlock: {cidr: 10.0.0.1}'), 'Add a prefix length: 10.0.0.1/32 is this one address.'],
    [port('protocol: udp'), 'Write UDP, in capitals.'],
  ])('%s is told how: %s', (spec, fix) => {
    expect(readText(policyText(spec)).diagnostics.map((it) => it.fix)).toEqual([fix])
  })

  it.each([
    ['apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {namespace: x}\nspec: {}', 'no-name'],
    [
      'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: 1, namespace: x}\nspec: {}',
      'not-a-string',
    ],
    [
      'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: p, namespace: x, lables: {}}',
      'unknown-field',
    ],
    [
      'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: p, namespace: x}\npodSelector: {}',
      'unknown-field',
    ],
  ])('%j: %s', (text, code) => {
    const { cluster, diagnostics } = readText(text)
    expect(diagnostics.filter(({ severity }) => severity === 'error').map((it) => it.code)).toEqual([code])
    expect(cluster.policies).toEqual([])
  })

  it('names the policy and the way to the mistake', () => {
    const [error] = readText(policyText('{ingress: [{}, {from: [{podSelector: {}}, {}]}]}')).diagnostics
    expect(error?.message).toBe('NetworkPolicy p: spec.ingress[1].from[1] is a peer with nothing in it.')
  })
})

describe('what it accepts with a warning', () => {
  it.each([
    [
      '{policyTypes: [Egress], ingress: [{}]}',
      'inert-rules',
      'ingress',
      'ingress rules of an egress policy (SEMANTICS 1)',
    ],
    ['{policyTypes: [Ingress], egress: [{}]}', 'inert-rules', 'egress', 'egress rules of an ingress policy'],
    [from('ipBlock: {cidr: 10.1.2.3/8}'), 'host-bits', '10.1.2.3/8', 'host bits (9)'],
  ])('%s: %s at %j: %s', (spec, code, marked) => {
    const text = policyText(spec)
    const { cluster, diagnostics } = readText(text)
    expect(diagnostics).toMatchObject([{ severity: 'warning', code }])
    const place = diagnostics[0]?.place
    expect(text.slice(place?.from, place?.to)).toBe(marked)
    expect(cluster.policies).toHaveLength(1)
  })
})
