/** Policies as plain objects, in every form that the API allows: few names and numbers, so that everything often meets. */
import fc from 'fast-check'
import ipaddr from 'ipaddr.js'
import type {
  PlainEgressRule,
  PlainExpression,
  PlainIngressRule,
  PlainLabels,
  PlainPeer,
  PlainPolicy,
  PlainPort,
  PlainSelector,
} from './kubernetes'

export const namespaceNames = ['n1', 'n2', 'n3', 'n4']

/** Cut each other in every way: nested, touching, equal but for host bits, one address, everything. */
const cidrs = [
  '0.0.0.0/0',
  '10.0.0.0/8',
  '10.0.0.0/30',
  '10.0.0.3/30',
  '10.0.0.0/31',
  '10.0.0.2/31',
  '10.0.0.1/32',
  '::/0',
  'fd00::/8',
  'fd00::/126',
  'fd00::2/127',
  'fd00::1/128',
]

/** The first and last address of each CIDR above with their neighbours, and one far away from all. */
export const sampleAddresses = [
  ...['0.0.0.0', '9.255.255.255', '10.0.0.0', '10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4'],
  ...['10.255.255.255', '11.0.0.0', '255.255.255.255'],
  ...['::', 'fcff:ffff::', 'fd00::', 'fd00::1', 'fd00::2', 'fd00::3', 'fd00::4', 'fe00::', 'ffff::'],
]

const key = often(['app', 'tier'], 'pod-template-hash', 'constructor', 'app.kubernetes.io/name')
const value = often(['a', '', 'b'], 'A')

/** Each of `most` is as likely as all of `others` together. */
function often(most: readonly string[], ...others: readonly string[]): fc.Arbitrary<string> {
  return fc.oneof(...most.map((it) => fc.constant(it)), fc.constantFrom(...others))
}

export const labelMap: fc.Arbitrary<PlainLabels> = fc.dictionary(key, value, { maxKeys: 3 })
export const missing = fc.constantFrom(null, undefined)

/** Null or missing now and then, where the API allows it. */
function optional<T>(arbitrary: fc.Arbitrary<T>, weight = 3): fc.Arbitrary<T | null | undefined> {
  return fc.oneof({ weight, arbitrary }, { weight: 1, arbitrary: missing })
}

/** Missing, null and empty often mean "any", which hides what everything else says: so they are rare. */
function listOf<T>(arbitrary: fc.Arbitrary<T>, maxLength: number) {
  return fc.oneof(
    { weight: 8, arbitrary: fc.array(arbitrary, { minLength: 1, maxLength }) },
    { weight: 1, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: missing },
  )
}

function selectorOn(expressionKey: fc.Arbitrary<string>, someLabels: fc.Arbitrary<PlainLabels>) {
  const expression: fc.Arbitrary<PlainExpression> = fc.oneof(
    fc.record({
      key: expressionKey,
      operator: fc.constantFrom('In' as const, 'NotIn' as const),
      values: fc.uniqueArray(fc.oneof(value, fc.constantFrom(...namespaceNames)), {
        minLength: 1,
        maxLength: 3,
      }),
    }),
    fc.record({
      key: expressionKey,
      operator: fc.constantFrom('Exists' as const, 'DoesNotExist' as const),
      values: fc.constantFrom(null, undefined, []),
    }),
  )
  return fc.oneof(
    { weight: 1, arbitrary: fc.constant<PlainSelector>({}) },
    { weight: 2, arbitrary: fc.record({ matchLabels: someLabels }) },
    { weight: 2, arbitrary: fc.record({ matchExpressions: fc.array(expression, { maxLength: 2 }) }) },
    {
      weight: 2,
      arbitrary: fc.record<PlainSelector>({
        matchLabels: optional(someLabels),
        matchExpressions: listOf(expression, 2),
      }),
    },
  )
}

const podSelector = selectorOn(key, fc.dictionary(key, value, { maxKeys: 2 }))
const nameKey = 'kubernetes.io/metadata.name'
const namespaceSelector = selectorOn(
  fc.constantFrom('team', 'team', 'app', nameKey),
  fc.oneof(
    fc.dictionary(fc.constantFrom('team', 'app'), value, { maxKeys: 2 }),
    fc.constantFrom(...namespaceNames).map((name) => ({ [nameKey]: name })),
  ),
)

const ipBlock = fc.constantFrom(...cidrs).chain((cidr) =>
  fc.record({
    cidr: fc.constant(cidr),
    except: optional(fc.subarray(cidrs.filter((inner) => isWithin(inner, cidr)))),
  }),
)

/** As the API server wants it of an except: smaller, and inside. */
function isWithin(inner: string, outer: string): boolean {
  const [[address, length], [base, outerLength]] = [ipaddr.parseCIDR(inner), ipaddr.parseCIDR(outer)]
  return address.kind() === base.kind() && length > outerLength && address.match(base, outerLength)
}

const peer: fc.Arbitrary<PlainPeer> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record<PlainPeer>({ podSelector, namespaceSelector: missing, ipBlock: missing }),
  },
  { weight: 2, arbitrary: fc.record<PlainPeer>({ podSelector: missing, namespaceSelector }) },
  { weight: 2, arbitrary: fc.record<PlainPeer>({ podSelector, namespaceSelector }) },
  { weight: 3, arbitrary: fc.record<PlainPeer>({ ipBlock, podSelector: missing }) },
)

export const portNames = ['http', 'http', 'http', 'web', 'dns']
export const portNumbers = [1, 53, 80, 81, 8080, 65535]
export const protocol = fc.constantFrom(...(['TCP', 'TCP', 'UDP', 'SCTP'] as const))
const someProtocol = optional(protocol, 2)

const port: fc.Arbitrary<PlainPort> = fc.oneof(
  fc.record<PlainPort>({ protocol: someProtocol, port: missing, endPort: missing }),
  fc.record<PlainPort>({ protocol: someProtocol, port: fc.constantFrom(...portNumbers) }),
  fc.record<PlainPort>({ protocol: someProtocol, port: fc.constantFrom(...portNames) }),
  fc
    .tuple(someProtocol, fc.constantFrom(...portNumbers), fc.constantFrom(...portNumbers))
    .map(([name, a, b]) => ({ protocol: name, port: Math.min(a, b), endPort: Math.max(a, b) })),
)

const ports = listOf(port, 3)
const ingressRule: fc.Arbitrary<PlainIngressRule> = fc.record({ from: listOf(peer, 3), ports })
const egressRule: fc.Arbitrary<PlainEgressRule> = fc.record({ to: listOf(peer, 3), ports })
const policyTypes: fc.Arbitrary<PlainPolicy['spec']['policyTypes']> = fc.oneof(
  missing,
  fc.uniqueArray(fc.constantFrom('Ingress' as const, 'Egress' as const)),
)

/** Names repeat, within a namespace (the later object counts) and across namespaces (two policies). */
export const policy: fc.Arbitrary<PlainPolicy> = fc.record({
  apiVersion: fc.constant('networking.k8s.io/v1'),
  kind: fc.constant('NetworkPolicy' as const),
  metadata: fc.record({
    name: fc.constantFrom('p1', 'p2', 'p3', 'p4', 'p5'),
    namespace: fc.constantFrom('n1', 'n1', 'n1', 'n2', 'n2', null, undefined),
  }),
  spec: fc.record<PlainPolicy['spec']>({
    podSelector: optional(podSelector, 5),
    policyTypes,
    ingress: listOf(ingressRule, 2),
    egress: listOf(egressRule, 2),
  }),
})
