/** Policies as plain objects, in every form that the API allows: few names and numbers, so that everything often meets. */
import fc from 'fast-check'
import { ipBlock } from './arbitraryAddresses'
import { listOf, missing, namespaceSelector, optional, podSelector } from './arbitrarySelectors'
import type {
  PlainEgressRule,
  PlainIngressRule,
  PlainPeer,
  PlainPolicy,
  PlainPolicySpec,
  PlainPort,
} from './kubernetes'

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
export const portNumbers = [80, 1, 53, 81, 8080, 65535]
export const protocol = fc.constantFrom(...(['TCP', 'TCP', 'UDP', 'SCTP'] as const))
const someProtocol = optional(protocol, 2)
const portNumber = fc.constantFrom(...portNumbers)

const port: fc.Arbitrary<PlainPort> = fc.oneof(
  fc.record<PlainPort>({ protocol: someProtocol, port: missing, endPort: missing }),
  fc.record<PlainPort>({ protocol: someProtocol, port: portNumber, endPort: missing }),
  fc.record<PlainPort>({ protocol: someProtocol, port: fc.constantFrom(...portNames), endPort: missing }),
  fc
    .tuple(someProtocol, portNumber, portNumber)
    .map(([name, a, b]) => ({ protocol: name, port: Math.min(a, b), endPort: Math.max(a, b) })),
)

const ports = listOf(port, 3)
const ingressRule: fc.Arbitrary<PlainIngressRule> = fc.record({ from: listOf(peer, 3), ports })
const egressRule: fc.Arbitrary<PlainEgressRule> = fc.record({ to: listOf(peer, 3), ports })
const policyTypes: fc.Arbitrary<PlainPolicySpec['policyTypes']> = optional(
  fc.uniqueArray(fc.constantFrom('Ingress' as const, 'Egress' as const)),
)

const spec = fc.record<PlainPolicySpec>({
  podSelector: fc.oneof(
    { withCrossShrink: true },
    { weight: 1, arbitrary: missing },
    { weight: 2, arbitrary: fc.constant({}) },
    { weight: 6, arbitrary: podSelector },
  ),
  policyTypes,
  ingress: listOf(ingressRule, 2),
  egress: listOf(egressRule, 2),
})

/** Names repeat, within a namespace (the later object counts) and across namespaces (two policies). */
export const policy: fc.Arbitrary<PlainPolicy> = fc.record({
  apiVersion: fc.constant('networking.k8s.io/v1'),
  kind: fc.constant('NetworkPolicy' as const),
  metadata: fc.record({
    name: fc.constantFrom('p1', 'p2', 'p3', 'p4', 'p5'),
    namespace: fc.constantFrom('n1', 'n1', 'n1', 'n1', 'n2', 'n2', '', null, undefined),
  }),
  spec: optional(spec, 20),
})
