import type { Endpoint, Workload } from '../model/cluster'
import type { ConnectionSet } from '../model/connections'
import type { Direction, NetworkPolicy, OneOrMore, Peer, Rule } from '../model/policy'
import { type LabelSelector, type Labels, labelValue, type Requirement } from '../model/selector'
import type { Difference, PortName } from '../model/verdict'
import { type AddressInterval, parseCidr } from '../sets/addresses'
import { intervalsOf } from '../sets/cidrs'
import { connectionsOf, intersect, isEmpty, union, unionAll } from '../sets/connections'
import type { IpBlock } from './addressSpace'
import type { PolicyIndex } from './compile'
import { meantLabel } from './meantLabel'
import { isOutsidePolicies, meets } from './selects'
import { portsOf } from './sideIndex'

/** One side of a pair and the connections that are asked for; ends by position too. */
export interface SideQuestion {
  readonly index: PolicyIndex
  readonly direction: Direction
  readonly subject: { readonly position: number; readonly end: Workload }
  readonly peer: { readonly position: number; readonly end: Endpoint; readonly namespaceLabels: Labels }
  readonly asked: ConnectionSet
}

/**
 * What keeps a rule from granting something of what is asked for through one of its peers (`null`: the rule has none, so any peer);
 * empty when it does grant. Peer first, then ports. As `judge`: the differences are none exactly where it has a grant with an asked
 * port. Total; linear in the selectors' requirements and the rule's ports.
 */
export function differencesOf(
  question: SideQuestion,
  policy: NetworkPolicy,
  rule: Rule,
  peer: Peer | null,
): readonly Difference[] {
  const ports = portDifference(question, rule, peer)
  const others = peer === null ? [] : peerDifferences(question, policy, peer)
  return ports === null ? others : [...others, ports]
}

/** Whether a rule grants something of what is asked for through one of its peers: no differences, found without naming them. Total. */
export function grantsThrough(
  question: SideQuestion,
  policy: NetworkPolicy,
  rule: Rule,
  peer: Peer | null,
): boolean {
  const { index, peer: other } = question
  const isMeant = peer === null || index.peers.standsFor(peer, policy.namespace, other.position)
  return isMeant && portDifference(question, rule, peer) === null
}

/** The requirements of a selector that labels don't meet, each a difference of its own (SEMANTICS 7). Total. */
export function labelDifferences(
  index: PolicyIndex,
  of: Extract<Difference, { readonly kind: 'label' }>['of'],
  { requirements }: LabelSelector,
  labels: Labels,
  namespace: string,
): readonly Difference[] {
  const difference = (requirement: Requirement): Difference[] => {
    const actual = labelValue(labels, requirement.key)
    if (meets(requirement, actual)) return []
    const meant = meantLabel(index, of, requirement, labels, namespace)
    return [{ kind: 'label', of, requirement, actual: actual ?? null, meant }]
  }
  return requirements.flatMap(difference)
}

function peerDifferences(question: SideQuestion, policy: NetworkPolicy, peer: Peer): readonly Difference[] {
  const { index, peer: other } = question
  if (index.peers.standsFor(peer, policy.namespace, other.position)) return []
  if (peer.kind === 'ipBlock') return [addressDifference(index, other.end, peer)]
  const { end } = other
  if (end.kind === 'external') return [{ kind: 'selectorOnAddress' }]
  const scope: readonly Difference[] =
    peer.namespaces !== 'own'
      ? labelDifferences(index, 'namespace', peer.namespaces, other.namespaceLabels, end.namespace)
      : end.namespace === policy.namespace
        ? []
        : [{ kind: 'otherNamespace', wanted: policy.namespace, actual: end.namespace }]
  return [
    ...scope,
    ...labelDifferences(index, 'peer', peer.podSelector, end.labels, end.namespace),
    ...(isOutsidePolicies(end, index.options) ? ([{ kind: 'hostNetwork' }] as const) : []),
  ]
}

/** Why an ipBlock does not stand for an end (SEMANTICS 9, 17). */
function addressDifference({ options }: PolicyIndex, end: Endpoint, { cidr, except }: IpBlock): Difference {
  if (end.kind === 'workload' && options.ipBlockMatchesPods === 'never') return { kind: 'addressIgnored' }
  const addresses = end.kind === 'external' ? intervalsOf(end.ranges) : knownAddresses(end, options)
  if (addresses.length === 0) return { kind: 'addressUnknown' }
  // The addresses of an external block share a verdict, so all of them must be meant; of a pod's addresses one is enough.
  const inCidr = addresses.filter((it) => isIn(it, cidr))
  if (end.kind === 'external' && inCidr.length < addresses.length) return { kind: 'otherAddress' }
  const [first, ...others] = except.filter((it) => inCidr.some((address) => meetsBlock(address, it)))
  return first === undefined ? { kind: 'otherAddress' } : { kind: 'except', cidrs: [first, ...others] }
}

function knownAddresses(workload: Workload, options: PolicyIndex['options']): readonly AddressInterval[] {
  const { ips, hostIps } = workload
  const texts = isOutsidePolicies(workload, options) ? [...ips, ...hostIps] : ips
  return intervalsOf(texts.map((address) => ({ first: address, last: address })))
}

function isIn({ version, first, last }: AddressInterval, cidr: string): boolean {
  const block = parseCidr(cidr)?.interval
  return block !== undefined && block.version === version && block.first <= first && last <= block.last
}

function meetsBlock({ version, first, last }: AddressInterval, cidr: string): boolean {
  const block = parseCidr(cidr)?.interval
  return block !== undefined && block.version === version && block.first <= last && first <= block.last
}

function portDifference(question: SideQuestion, rule: Rule, peer: Peer | null): Difference | null {
  const { index, direction, asked } = question
  if (rule.ports === 'any') return null
  const destination = direction === 'egress' ? question.peer : question.subject
  const resolvesNames =
    direction === 'ingress' ||
    ((peer === null ? index.peers.isPod(destination.position) : peer.kind === 'pods') &&
      destination.end.kind === 'workload')
  const { plain, named } = portsOf(rule)
  const resolved = named.map((key) => index.connections.setOf(index.namedPorts(destination.position, key)))
  const granted = resolvesNames ? union(plain, unionAll(resolved)) : plain
  if (!isEmpty(intersect(granted, asked))) return null

  const [first, ...others] = rule.ports.flatMap((port) =>
    port.kind === 'named' &&
    asked[port.protocol].length > 0 &&
    (!resolvesNames || !has(destination.end, port))
      ? { protocol: port.protocol, name: port.name }
      : [],
  )
  if (first !== undefined) {
    const names: OneOrMore<PortName> = [first, ...others]
    return resolvesNames
      ? { kind: 'portName', names, called: namesOf(destination.end, asked) }
      : { kind: 'portNameToAddress', names }
  }
  const isProtocol = !isEmpty(intersect(granted, inEveryProtocol(asked)))
  return { kind: isProtocol ? 'otherProtocol' : 'otherPort', granted }
}

function has(end: Endpoint, { protocol, name }: PortName): boolean {
  return end.kind === 'workload' && end.ports.some((it) => it.name === name && it.protocol === protocol)
}

function namesOf(end: Endpoint, asked: ConnectionSet): readonly string[] {
  if (end.kind === 'external') return []
  const names = end.ports.flatMap(({ name, protocol, port }) =>
    name === null || isEmpty(intersect(connectionsOf(protocol, port), asked)) ? [] : name,
  )
  return [...new Set(names)]
}

function inEveryProtocol({ TCP, UDP, SCTP }: ConnectionSet): ConnectionSet {
  return unionAll([TCP, UDP, SCTP].map((ranges) => ({ TCP: ranges, UDP: ranges, SCTP: ranges })))
}
