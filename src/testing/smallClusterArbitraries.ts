/** Random clusters for laws: few names, labels, ports and addresses, so that everything often meets. */
import fc from 'fast-check'
import type { Cluster, Workload } from '../model/cluster'
import type { Direction, NetworkPolicy, Peer, Rule } from '../model/policy'
import type { ScenarioOptions } from '../model/workspace'
import { parseCidr } from '../sets/addresses'
import { clusterOf, ipBlock, pods, policy, rule, workload } from './smallClusters'

/** Mostly plain ones, so that several pods often carry the same. An empty value is a value, and keys are told apart by case. */
const labelText = fc
  .tuple(
    fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom('', 'app=a', 'app=b') },
      { weight: 1, arbitrary: fc.constantFrom('app=', 'App=a', 'app=a App=a') },
    ),
    fc.constantFrom('', 'tier=x', 'tier=y'),
  )
  .map((parts) => parts.join(' '))
const selectorText = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom('', '', 'app=a', 'app=a,b', 'app!=a', 'tier', '!tier', 'app=b tier=x'),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('app=', 'App=a', 'app=b,a tier', 'app!=,b tier', 'app', '!app', '!App'),
  },
)
const namespaceText = fc.constantFrom('', 'team=red', 'team!=red', 'kubernetes.io/metadata.name=n1', '!team')
const rulePorts = fc.constantFrom(
  'TCP',
  'TCP 1',
  'TCP 1-3',
  'TCP 2-4',
  'TCP 4-65535',
  'UDP 2',
  'SCTP 1-65535',
  'SCTP 2',
  'TCP web',
  'UDP web',
  'SCTP web',
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
  'fd00::2',
  'fd00::3',
  'fd00::4',
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
  'fd00::2/127',
  'fd00::3/128',
  '::/0',
]
const cidr = fc.constantFrom(...cidrs)

/** An ipBlock with exceptions that may lie within each other, but never outside it: the API server refuses that. */
const addressPeer: fc.Arbitrary<Peer> = cidr.chain((it) =>
  fc
    .shuffledSubarray(cidrs.filter((inner) => isWithin(inner, it)))
    .map((except) => ipBlock(it, ...except.slice(0, 2))),
)

function isWithin(inner: string, outer: string): boolean {
  const [a, b] = [parseCidr(inner)?.interval, parseCidr(outer)?.interval]
  if (a === undefined || b === undefined || a.version !== b.version) return false
  return a.first >= b.first && a.last <= b.last && a.last - a.first < b.last - b.first
}

const peer: fc.Arbitrary<Peer> = fc.oneof(
  selectorText.map((it) => pods(it)),
  fc.tuple(selectorText, namespaceText).map(([it, namespaces]) => pods(it, namespaces)),
  addressPeer,
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
  .map((list) => list.map((it, i) => policy(`${it.namespace}/p${i}`, it.podSelector, it)).toSorted(byId))

const workloads: fc.Arbitrary<readonly Workload[]> = fc
  .array(
    fc.record({
      namespace,
      labelText,
      portText: fc.constantFrom('', 'web:1', 'web:1 web:3/UDP', 'web:2 web:4 :3', 'web:2/SCTP web:5'),
      ips: fc.oneof(
        fc.uniqueArray(fc.constantFrom(...addresses), { maxLength: 2 }),
        fc.constantFrom(['10.0.0.1', 'fd00::2'], ['10.0.0.2', 'fd00::3']),
      ),
      hostIps: fc.uniqueArray(fc.constantFrom(...addresses), { maxLength: 1 }),
      hostNetwork: fc.integer({ min: 0, max: 5 }).map((it) => it === 0),
      workloadKind: fc.constantFrom('Pod', 'Deployment'),
      replicas: fc.integer({ min: 0, max: 2 }),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((list) =>
    list
      .map(({ namespace: home, labelText: labels, portText: ports, ...rest }, i) =>
        workload(`${home}/w${i}`, labels, ports, rest),
      )
      .toSorted(byId),
  )

/** As the reader sorts them. */
function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1
}

/** Namespace n3 is only implied by what is in it. */
export const clusters: fc.Arbitrary<Cluster> = fc
  .tuple(
    fc.constantFrom('', 'team=red'),
    fc.constantFrom('team=red', 'team=blue'),
    workloads,
    networkPolicies,
  )
  .map(([n1, n2, some, policies]) => {
    const isImplied = [...some, ...policies].some((it) => it.namespace === 'n3')
    return clusterOf(isImplied ? { n1, n2, n3: '' } : { n1, n2 }, some, policies)
  })

export const scenarioOptions: fc.Arbitrary<ScenarioOptions> = fc.record({
  ipBlockMatchesPods: fc.constantFrom('knownIp', 'never'),
  hostNetworkPods: fc.constantFrom('outsidePolicies', 'ordinary'),
  defaultNamespace: fc.constant('default'),
  onlyNewPolicies: fc.constant(false),
})
