/** Random clusters for laws: few names, labels, ports and addresses, so that everything often meets. */
import fc from 'fast-check'
import type { Cluster, Workload } from '../model/cluster'
import type { Direction, NetworkPolicy, Peer, Rule } from '../model/policy'
import type { ScenarioOptions } from '../model/workspace'
import { clusterOf, ipBlock, pods, policy, rule, workload } from './smallClusters'

const labelText = fc
  .tuple(fc.constantFrom('', 'app=a', 'app=b'), fc.constantFrom('', 'tier=x', 'tier=y'))
  .map((parts) => parts.join(' '))
const selectorText = fc.constantFrom('', '', 'app=a', 'app=a,b', 'app!=a', 'tier', '!tier', 'app=b tier=x')
const namespaceText = fc.constantFrom('', 'team=red', 'team!=red', 'kubernetes.io/metadata.name=n1', '!team')
const rulePorts = fc.constantFrom(
  'TCP',
  'TCP 1',
  'TCP 1-3',
  'TCP 2-4',
  'UDP 2',
  'SCTP 1-65535',
  'TCP web',
  'UDP web',
)

/** Every address that the CIDRs below tell apart, and some that they don't. */
export const addresses = [
  '10.0.0.0',
  '10.0.0.1',
  '10.0.0.2',
  '10.0.0.3',
  '10.0.0.4',
  '9.9.9.9',
  'fd00::1',
  '::1',
]
const cidrs = [
  '10.0.0.0/30',
  '10.0.0.0/31',
  '10.0.0.2/31',
  '10.0.0.1/32',
  '10.0.0.3/30',
  '0.0.0.0/0',
  'fd00::/8',
]
const cidr = fc.constantFrom(...cidrs)

const peer: fc.Arbitrary<Peer> = fc.oneof(
  selectorText.map((it) => pods(it)),
  fc.tuple(selectorText, namespaceText).map(([it, namespaces]) => pods(it, namespaces)),
  fc.tuple(cidr, fc.array(cidr, { maxLength: 2 })).map(([it, except]) => ipBlock(it, ...except)),
)
const someRule: fc.Arbitrary<Rule> = fc
  .tuple(fc.array(peer, { maxLength: 2 }), fc.array(rulePorts, { maxLength: 2 }))
  .map(([peers, ports]) => rule(peers, ports))
const types = fc.constantFrom<readonly Direction[]>(['ingress'], ['egress'], ['ingress', 'egress'])
const namespace = fc.constantFrom('n1', 'n2', 'n3')

export const networkPolicies: fc.Arbitrary<readonly NetworkPolicy[]> = fc
  .array(
    fc.record({
      namespace,
      podSelector: selectorText,
      types,
      ingress: fc.array(someRule, { maxLength: 2 }),
      egress: fc.array(someRule, { maxLength: 2 }),
    }),
    { maxLength: 6 },
  )
  .map((list) => list.map((it, i) => policy(`${it.namespace}/p${i}`, it.podSelector, it)))

const workloads: fc.Arbitrary<readonly Workload[]> = fc
  .array(
    fc.record({
      namespace,
      labelText,
      portText: fc.constantFrom('', 'web:1', 'web:1 web:3/UDP', 'web:2 web:4 :3'),
      ips: fc.uniqueArray(fc.constantFrom(...addresses), { maxLength: 2 }),
      hostIps: fc.uniqueArray(fc.constantFrom(...addresses), { maxLength: 1 }),
      hostNetwork: fc.integer({ min: 0, max: 5 }).map((it) => it === 0),
      workloadKind: fc.constantFrom('Pod', 'Deployment'),
      replicas: fc.integer({ min: 0, max: 2 }),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((list) =>
    list.map(({ namespace: home, labelText: labels, portText: ports, ...rest }, i) =>
      workload(`${home}/w${i}`, labels, ports, rest),
    ),
  )

/** Namespace n3 is never declared. */
export const clusters: fc.Arbitrary<Cluster> = fc
  .tuple(
    fc.constantFrom('', 'team=red'),
    fc.constantFrom('team=red', 'team=blue'),
    workloads,
    networkPolicies,
  )
  .map(([n1, n2, some, policies]) => clusterOf({ n1, n2 }, some, policies))

export const scenarioOptions: fc.Arbitrary<ScenarioOptions> = fc.record({
  ipBlockMatchesPods: fc.constantFrom('knownIp', 'never'),
  hostNetworkPods: fc.constantFrom('outsidePolicies', 'ordinary'),
  defaultNamespace: fc.constant('default'),
  onlyNewPolicies: fc.constant(false),
})
