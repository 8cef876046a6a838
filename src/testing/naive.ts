/**
 * The naive twin of reader and engine: one question about one pod, peer, protocol and port at a time, answered from the plain
 * Kubernetes objects. It shares no code with what it checks and was written from SEMANTICS alone (the numbers), for clarity and not
 * for speed. It expects valid objects: what the API server refuses is not here to be judged.
 */
import ipaddr from 'ipaddr.js'
import type { Direction, Protocol } from '../model/policy'
import type { PlainExpression, PlainLabels, PlainPeer, PlainPort, PlainSelector } from './kubernetes'
import type { NaiveCluster, NaivePod, NaivePolicy } from './naivePods'

/** A pod, or an address outside the cluster. */
export type NaiveEnd = NaivePod | string

/**
 * One side of a flow: `subject` is the sender for egress, the receiver for ingress. A flow is allowed when both sides allow it. The
 * answer to one protocol and port at a time.
 */
export function naiveSide(
  cluster: NaiveCluster,
  direction: Direction,
  subject: NaiveEnd,
  peer: NaiveEnd,
): (protocol: Protocol, port: number) => boolean {
  if (!naiveIsIsolated(cluster, direction, subject)) return () => true
  const policies = isolatingPolicies(cluster, direction, subject).map((policy) =>
    rulesOf(policy, direction).flatMap(({ peers, ports }) => {
      // A missing, null or empty list means every peer, or every port (4).
      const admitting: readonly (PlainPeer | 'everyone')[] =
        peers.length === 0 ? ['everyone'] : peers.filter((it) => isPeer(cluster, policy.namespace, it, peer))
      return admitting.map((via) => {
        const named = direction === 'ingress' ? subject : namedOn(cluster, peer, via)
        return { ports, named }
      })
    }),
  )
  return (protocol, port) =>
    policies.some((admissions) =>
      admissions.some(
        ({ ports, named }) =>
          ports.length === 0 || ports.some((entry) => isPort(entry, protocol, port, named)),
      ),
    )
}

/** The pod whose port names an egress rule means: none when it is matched as an address (8, 15). */
function namedOn(cluster: NaiveCluster, peer: NaiveEnd, via: PlainPeer | 'everyone'): NaiveEnd | 'nobody' {
  if (typeof peer === 'string' || isOnlyAddress(cluster, peer)) return 'nobody'
  return via !== 'everyone' && via.ipBlock ? 'nobody' : peer
}

/** Whether at least one policy of its namespace selects the pod and has the direction among its types. */
export function naiveIsIsolated(cluster: NaiveCluster, direction: Direction, end: NaiveEnd): boolean {
  return isolatingPolicies(cluster, direction, end).length > 0
}

function isolatingPolicies(cluster: NaiveCluster, direction: Direction, end: NaiveEnd) {
  if (typeof end === 'string' || isOnlyAddress(cluster, end)) return []
  return cluster.policies.filter(
    (policy) =>
      policy.namespace === end.namespace &&
      isSelected(policy.spec.podSelector, end.labels) &&
      typesOf(policy).includes(direction === 'ingress' ? 'Ingress' : 'Egress'),
  )
}

/** Missing or empty: Ingress, and Egress when there is at least one egress rule (2). */
function typesOf({ spec }: NaivePolicy): readonly ('Ingress' | 'Egress')[] {
  if (spec.policyTypes && spec.policyTypes.length > 0) return spec.policyTypes
  return spec.egress && spec.egress.length > 0 ? ['Ingress', 'Egress'] : ['Ingress']
}

function rulesOf({ spec }: NaivePolicy, direction: Direction) {
  return direction === 'ingress'
    ? (spec.ingress ?? []).map(({ from, ports }) => ({ peers: from ?? [], ports: ports ?? [] }))
    : (spec.egress ?? []).map(({ to, ports }) => ({ peers: to ?? [], ports: ports ?? [] }))
}

/** By default a host network pod is an address of its node and nothing else (15). */
function isOnlyAddress({ options }: NaiveCluster, pod: NaivePod): boolean {
  return pod.hostNetwork && options.hostNetworkPods === 'outsidePolicies'
}

function isPeer(cluster: NaiveCluster, home: string, peer: PlainPeer, end: NaiveEnd): boolean {
  if (peer.ipBlock) {
    const { cidr, except } = peer.ipBlock
    return addressesOf(cluster, end).some(
      (address) => isIn(address, cidr) && !(except ?? []).some((hole) => isIn(address, hole)),
    )
  }
  if (typeof end === 'string' || isOnlyAddress(cluster, end)) return false
  // Without a namespaceSelector: pods of the policy's own namespace (6). Both in one item must match (5).
  const isInNamespace = peer.namespaceSelector
    ? isSelected(peer.namespaceSelector, cluster.namespaceLabels(end.namespace))
    : end.namespace === home
  return isInNamespace && isSelected(peer.podSelector, end.labels)
}

/**
 * By which addresses an ipBlock can match (15, 17). A pod without a known one is never matched. Where `never` meets a host network
 * pod the page is silent: never is never here, as with the plugin that the option stands for, which matches no node either.
 */
function addressesOf(cluster: NaiveCluster, end: NaiveEnd): readonly string[] {
  if (typeof end === 'string') return [end]
  if (cluster.options.ipBlockMatchesPods === 'never') return []
  return isOnlyAddress(cluster, end) ? [...end.ips, ...end.hostIps] : end.ips
}

function isIn(address: string, cidr: string): boolean {
  const question = `${address} in ${cidr}`
  const known = answeredBefore.get(question)
  if (known !== undefined) return known
  const [parsed, [base, length]] = [ipaddr.parse(address), ipaddr.parseCIDR(cidr)]
  const answer = parsed.kind() === base.kind() && parsed.match(base, length)
  answeredBefore.set(question, answer)
  return answer
}

// Parsing addresses again for every port would be most of the twin's time.
const answeredBefore = new Map<string, boolean>()

/** All requirements are ANDed; none at all, or no selector, selects everything (3, 7). */
function isSelected(selector: PlainSelector | null | undefined, labels: PlainLabels): boolean {
  return (
    Object.entries(selector?.matchLabels ?? {}).every(([key, value]) => labelIn(labels, key) === value) &&
    (selector?.matchExpressions ?? []).every((expression) => isMet(expression, labels))
  )
}

function isMet({ key, operator, values }: PlainExpression, labels: PlainLabels): boolean {
  const value = labelIn(labels, key)
  if (operator === 'Exists') return value !== undefined
  if (operator === 'DoesNotExist') return value === undefined
  const isListed = value !== undefined && (values ?? []).includes(value)
  return operator === 'In' ? isListed : !isListed
}

function labelIn(labels: PlainLabels, key: string): string | undefined {
  return Object.entries(labels).find(([it]) => it === key)?.[1]
}

/** `named`: the pod on which names are resolved, or nobody (8). */
function isPort(entry: PlainPort, protocol: Protocol, port: number, named: NaiveEnd | 'nobody'): boolean {
  if ((entry.protocol ?? 'TCP') !== protocol) return false
  if (entry.port === null || entry.port === undefined) return true
  if (typeof entry.port === 'number') return entry.port <= port && port <= (entry.endPort ?? entry.port)
  if (typeof named === 'string') return false
  return named.ports.some((it) => it.name === entry.port && it.protocol === protocol && it.number === port)
}
