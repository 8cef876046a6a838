import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { policyId } from '../model/ids'
import type { NetworkPolicy } from '../model/policy'
import { defaultOptions } from '../model/workspace'
import { parseDocument } from './parse'
import { read } from './read'
import { writePolicy } from './writePolicy'
import { scalarText } from './writeYaml'

const everything: NetworkPolicy = {
  id: policyId('shop', 'api'),
  namespace: 'shop',
  name: 'api',
  podSelector: {
    requirements: [
      { key: 'app', operator: 'In', values: ['api'] },
      { key: 'enabled', operator: 'In', values: ['yes'] },
      { key: 'version', operator: 'NotIn', values: ['1', 'v2'] },
      { key: 'canary', operator: 'DoesNotExist' },
    ],
  },
  policyTypes: ['ingress', 'egress'],
  ingress: [
    {
      peers: [
        {
          kind: 'pods',
          podSelector: { requirements: [{ key: 'app', operator: 'In', values: ['web'] }] },
          namespaces: 'own',
          place: null,
        },
        {
          kind: 'pods',
          podSelector: { requirements: [] },
          namespaces: {
            requirements: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['ops'] }],
          },
          place: null,
        },
      ],
      ports: [
        { kind: 'range', protocol: 'TCP', first: 8080, last: 8080, place: null },
        { kind: 'named', protocol: 'TCP', name: 'metrics', place: null },
      ],
      place: null,
    },
  ],
  egress: [
    {
      peers: [{ kind: 'ipBlock', cidr: 'fd00::/8', except: ['fd00:1::/32'], place: null }],
      ports: [{ kind: 'range', protocol: 'UDP', first: 5000, last: 5010, place: null }],
      place: null,
    },
    {
      peers: 'any',
      ports: [{ kind: 'range', protocol: 'SCTP', first: 1, last: 65535, place: null }],
      place: null,
    },
    { peers: 'any', ports: 'any', place: null },
  ],
  place: null,
}

describe('writePolicy', () => {
  it('writes what a careful engineer would', () => {
    expect(writePolicy(everything)).toBe(`apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: api
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: api
      enabled: "yes"
    matchExpressions:
    - key: version
      operator: NotIn
      values:
      - "1"
      - v2
    - key: canary
      operator: DoesNotExist
  policyTypes:
  - Ingress
  - Egress
  ingress:
  # web and pods in ops may call api with enabled=yes and without version=1 or v2 and without canary on TCP 8080, metrics
  - from:
    - podSelector:
        matchLabels:
          app: web
    - namespaceSelector:
        matchLabels:
          kubernetes.io/metadata.name: ops
    ports:
    - protocol: TCP
      port: 8080
    - protocol: TCP
      port: metrics
  egress:
  # api with enabled=yes and without version=1 or v2 and without canary may call fd00::/8 except fd00:1::/32 on UDP 5000-5010
  - to:
    - ipBlock:
        cidr: "fd00::/8"
        except:
        - "fd00:1::/32"
    ports:
    - protocol: UDP
      port: 5000
      endPort: 5010
  # api with enabled=yes and without version=1 or v2 and without canary may call anything on every SCTP port
  - ports:
    - protocol: SCTP
  # api with enabled=yes and without version=1 or v2 and without canary may call anything on every port
  - {}
`)
  })

  it('is read back as the same policy', () => {
    const text = writePolicy(everything)
    const [policy] = read([{ id: everything.id as never, name: 'a.yaml', text }], defaultOptions).cluster
      .policies
    expect(withoutPlaces(policy)).toEqual(withoutPlaces(everything))
  })

  it('says nothing of a direction that has no rules: its type alone isolates', () => {
    const closed = writePolicy({ ...everything, ingress: [], egress: [] })
    expect(closed).toMatch(/policyTypes:\n {2}- Ingress\n {2}- Egress\n$/)
  })

  it('keeps the second value of a key that two requirements name', () => {
    const requirements = ['a', 'b'].map((value) => ({ key: 'app', operator: 'In' as const, values: [value] }))
    const text = writePolicy({ ...everything, podSelector: { requirements } })
    const [policy] = read([{ id: everything.id as never, name: 'a.yaml', text }], defaultOptions).cluster
      .policies
    expect(policy?.podSelector.requirements).toEqual(requirements)
  })
})

describe('scalarText', () => {
  // Whatever looks like a value of YAML 1.1 or 1.2, and whatever has a character with a meaning.
  const awkward = fc.constantFrom(
    'yes',
    'Off',
    'null',
    '~',
    '',
    ' ',
    '1e3',
    '0x1F',
    '0o7',
    '0b1',
    '1_000',
    '.5',
    '-.inf',
    '.NaN',
    '1:30',
    '2001-01-01',
    '<<',
    '=',
    '#',
    'a #b',
    'a: b',
    '- a',
    '*a',
    '&a',
    '!a',
    '%a',
    '@a',
    '`a',
    '"',
    "'",
    '\\',
    '\n',
    '\u0085',
    '\u2028',
    '\ufeff',
    '\u0007',
    '{a',
    'a]',
    '---',
    '...',
    'é',
    '😀',
  )
  const text = fc.oneof(
    awkward,
    fc.string(),
    fc.string({ unit: 'binary', maxLength: 5 }),
    fc.stringMatching(/^[-+.0-9_xoeabf:]{1,8}$/),
  )

  it('is read as that string by the reader, as a value and as a key', () => {
    fc.assert(
      fc.property(text, (value) => {
        const outcome = parseDocument(`${scalarText(value)}: ${scalarText(value)}\n`)
        expect(outcome.kind === 'parsed' ? Object.entries(outcome.document.value ?? {}) : outcome).toEqual([
          [value, value],
        ])
      }),
      { numRuns: 2000, seed: 3 },
    )
  })

  it.each(['web', 'app.kubernetes.io/name', '10.0.0.0/8', 'v1.2', 'networking.k8s.io/v1', '1.2.3-rc1'])(
    'leaves %s plain',
    (value) => {
      expect(scalarText(value)).toBe(value)
    },
  )
})

function withoutPlaces(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, inner: unknown) => (key === 'place' ? undefined : inner)))
}
