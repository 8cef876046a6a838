import type { Endpoint, Workload } from '../model/cluster'
import type { ConnectionSet } from '../model/connections'
import type { Direction, NetworkPolicy, Peer, PortMatch, Rule } from '../model/policy'
import type { VerdictNote } from '../model/verdict'
import {
  allConnections,
  intersect,
  isEmpty,
  noConnections,
  subtract,
  union,
  unionAll,
} from '../sets/connections'
import type { IpBlock } from './addressSpace'
import { mayHoldNode, podAddressIn } from './clusterAddresses'
import type { PolicyIndex } from './compile'
import { sentBy, servicesHidingClients, tellsClientsApart, withClients } from './hiddenClients'
import { isolatingPolicies, side } from './reach'
import { isOutsidePolicies } from './selects'
import { type Supposition, supposedSide } from './supposedSide'

/** One direction of a pair whose subject is a workload: what is allowed, by which policies. */
interface Side {
  readonly direction: Direction
  readonly subject: Workload
  readonly peer: Endpoint
  /** Those that isolate the subject; none where it is not isolated. */
  readonly policies: readonly NetworkPolicy[]
  readonly allowed: ConnectionSet
  /** By position, for questions about the peer's addresses. */
  readonly peerPosition: number
}

/** The connections of a side about which a plugin may decide otherwise. */
type Doubt = (index: PolicyIndex, side: Side) => ConnectionSet

const doubts: readonly (readonly [VerdictNote['kind'], Doubt])[] = [
  ['hostNetwork', hostNetworkDoubt],
  ['ipBlockOnPodIp', podIpDoubt],
  ['podIpUnknown', unknownIpDoubt],
  ['namedPortToOutside', outsideNameDoubt],
  ['nodeTraffic', nodeDoubt],
  ['endPort', endPortDoubt],
  ['snat', snatDoubt],
]

/**
 * What Kubernetes leaves to the network plugin and this pair's verdict rests on (SEMANTICS 8, 15, 16, 17, 21): each with the
 * connections that one of the sides would decide otherwise if the plugin did. Total; linear in the rules of the policies that
 * isolate either end, and where one is on the host network, in those of their namespaces.
 */
export function notesOn(index: PolicyIndex, sender: number, receiver: number): readonly VerdictNote[] {
  const sides = [...sideOf(index, 'egress', sender, receiver), ...sideOf(index, 'ingress', receiver, sender)]
  return doubts.flatMap(([kind, doubt]) => {
    const connections = unionAll(sides.map((it) => doubt(index, it)))
    return isEmpty(connections) ? [] : [{ kind, connections }]
  })
}

function sideOf(index: PolicyIndex, direction: Direction, subject: number, peer: number): readonly Side[] {
  const [own, other] = [index.endpoints[subject], index.endpoints[peer]]
  if (own?.kind !== 'workload' || other === undefined) return []
  const policies = isolatingPolicies(index, direction, subject)
  const allowed = side(index, direction, subject, peer) ?? allConnections
  return [{ direction, subject: own, peer: other, policies, allowed, peerPosition: peer }]
}

/** What is allowed now or under the supposition, and not in both. */
function differenceIf(index: PolicyIndex, side: Side, change: Partial<Supposition>): ConnectionSet {
  const supposed = supposedSide(index, { ...side, options: index.options, ...change })
  return union(subtract(side.allowed, supposed), subtract(supposed, side.allowed))
}

/** On the host network, policies may apply or not (SEMANTICS 15). */
function hostNetworkDoubt(index: PolicyIndex, side: Side): ConnectionSet {
  const { subject, peer, direction } = side
  if (!subject.hostNetwork && !isOnHostNetwork(peer)) return noConnections
  const { cluster, options } = index
  const policies = cluster.policies.filter(
    ({ namespace, policyTypes }) => namespace === subject.namespace && policyTypes.includes(direction),
  )
  const hostNetworkPods = options.hostNetworkPods === 'ordinary' ? 'outsidePolicies' : 'ordinary'
  return differenceIf(index, side, { policies, options: { ...options, hostNetworkPods } })
}

/** An ipBlock may count for the pods in it or not (SEMANTICS 17). */
function podIpDoubt(index: PolicyIndex, side: Side): ConnectionSet {
  const holdsPeer = (it: Peer) => it.kind === 'ipBlock' && index.peers.hasAddressIn(side.peerPosition, it)
  if (!someRule(side, ({ peers }) => peers !== 'any' && peers.some(holdsPeer))) return noConnections
  const { options } = index
  const ipBlockMatchesPods = options.ipBlockMatchesPods === 'never' ? 'knownIp' : 'never'
  return differenceIf(index, side, { options: { ...options, ipBlockMatchesPods } })
}

/** A pod whose address nobody knows may be in any ipBlock that holds addresses of pods (SEMANTICS 17). */
function unknownIpDoubt(index: PolicyIndex, side: Side): ConnectionSet {
  const { peer } = side
  if (peer.kind === 'external') return noConnections
  if (peer.ips.length > 0 || (peer.hostNetwork && peer.hostIps.length > 0)) return noConnections
  const ips = ipBlocksOf(side).flatMap((it) => podAddressIn(it) ?? [])
  return ips.length === 0 ? noConnections : differenceIf(index, side, { peer: { ...peer, ips } })
}

/** An egress rule that names a port towards addresses opens nothing there (SEMANTICS 8). */
function outsideNameDoubt(
  index: PolicyIndex,
  { direction, policies, allowed, peerPosition }: Side,
): ConnectionSet {
  if (direction === 'ingress') return noConnections
  const reaches = (policy: NetworkPolicy, { peers }: Rule) =>
    peers === 'any'
      ? !index.peers.isPod(peerPosition)
      : peers.some((it) => it.kind === 'ipBlock' && index.peers.standsFor(it, policy.namespace, peerPosition))
  const isNamed = ({ ports }: Rule) => ports !== 'any' && ports.some(({ kind }) => kind === 'named')
  return policies.some((policy) => policy.egress.some((rule) => isNamed(rule) && reaches(policy, rule)))
    ? subtract(allConnections, allowed)
    : noConnections
}

/** A pod and the node that it runs on always reach each other (SEMANTICS 16). */
function nodeDoubt({ options }: PolicyIndex, { subject, peer, allowed }: Side): ConnectionSet {
  const mayBeNode =
    peer.kind === 'external'
      ? mayHoldNode(peer, subject.hostIps)
      : isOutsidePolicies(peer, options) && mayShareNode(subject, peer)
  return mayBeNode ? subtract(allConnections, allowed) : noConnections
}

function mayShareNode({ hostIps }: Workload, other: Workload): boolean {
  const areKnown = hostIps.length > 0 && other.hostIps.length > 0
  return !areKnown || hostIps.some((ip) => other.hostIps.includes(ip))
}

/** A plugin that does not know endPort opens the first port of the range alone. */
function endPortDoubt(index: PolicyIndex, side: Side): ConnectionSet {
  if (!someRule(side, ({ ports }) => ports !== 'any' && ports.some(isRange))) return noConnections
  const { direction, policies } = side
  const withoutEndPort = (rule: Rule): Rule => {
    if (rule.ports === 'any') return rule
    const [first, ...others] = rule.ports
    return { ...rule, ports: [firstPort(first), ...others.map(firstPort)] }
  }
  return differenceIf(index, side, {
    policies: policies.map((it) => ({ ...it, [direction]: it[direction].map(withoutEndPort) })),
  })
}

/** From 1 to 65535 is what a port entry without `port` means, too. */
function isRange(port: PortMatch): boolean {
  return port.kind === 'range' && port.first < port.last && port.last - port.first < 65534
}

function firstPort(port: PortMatch): PortMatch {
  return port.kind === 'range' && isRange(port) ? { ...port, last: port.first } : port
}

/** What comes through a Service may carry a node's address in place of the client's (SEMANTICS 21). */
function snatDoubt(index: PolicyIndex, side: Side): ConnectionSet {
  const { direction, subject, peer, policies } = side
  if (direction === 'egress' || peer.kind === 'workload') return noConnections
  if (!ipBlocksOf(side).some(tellsClientsApart)) return noConnections
  const services = servicesHidingClients(index.cluster.services, subject)
  if (services.length === 0) return noConnections
  const { options } = index
  const [inEvery, inNone] = (['inEvery', 'inNone'] as const).map((where) =>
    supposedSide(index, { ...side, options, policies: policies.map((it) => withClients(it, where)) }),
  )
  return intersect(subtract(inEvery ?? noConnections, inNone ?? noConnections), sentBy(services, subject))
}

function isOnHostNetwork(endpoint: Endpoint): boolean {
  return endpoint.kind === 'workload' && endpoint.hostNetwork
}

function someRule({ policies, direction }: Side, isMeant: (rule: Rule) => boolean): boolean {
  return policies.some((policy) => policy[direction].some(isMeant))
}

function ipBlocksOf({ policies, direction }: Side): readonly IpBlock[] {
  return policies.flatMap((policy) =>
    policy[direction].flatMap(({ peers }) =>
      peers === 'any' ? [] : peers.filter((peer): peer is IpBlock => peer.kind === 'ipBlock'),
    ),
  )
}
