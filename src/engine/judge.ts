import type { Endpoint } from '../model/cluster'
import type { ConnectionSet } from '../model/connections'
import type { EndpointId } from '../model/ids'
import type { Direction, NetworkPolicy, Peer, Rule, RuleRef } from '../model/policy'
import type { Grant, RuleMiss, SideVerdict, Verdict, VerdictNote } from '../model/verdict'
import { allConnections, intersect, isEmpty, union, unionAll } from '../sets/connections'
import type { PolicyIndex } from './compile'
import { isolatingPolicies } from './reach'
import { isOutsidePolicies } from './selects'
import { portsOf } from './sideIndex'

/**
 * Why one endpoint may or may not reach another: both sides with every rule that grants something and every rule that does not.
 * A rule that grants through several of its peers is several grants. The same answer as `reach`, from the rules themselves.
 *
 * Null for an id that the index does not have, and for two external blocks, about which no policy says anything. Total;
 * linear in the rules of the policies that select either end.
 */
export function judge(index: PolicyIndex, from: EndpointId, to: EndpointId): Verdict | null {
  const [sender, receiver] = [index.positionOf.get(from), index.positionOf.get(to)]
  if (sender === undefined || receiver === undefined) return null
  if (index.endpoints[sender]?.kind === 'external' && index.endpoints[receiver]?.kind === 'external')
    return null
  const egress = judgeSide(index, 'egress', sender, receiver)
  const ingress = judgeSide(index, 'ingress', receiver, sender)
  return {
    from,
    to,
    connections: intersect(allowedBy(egress), allowedBy(ingress)),
    egress,
    ingress,
    notes: notesOn(index, sender, receiver),
  }
}

function allowedBy(side: SideVerdict): ConnectionSet {
  return side.kind === 'isolated' ? side.connections : allConnections
}

function judgeSide(index: PolicyIndex, direction: Direction, subject: number, peer: number): SideVerdict {
  const policies = isolatingPolicies(index, direction, subject)
  if (policies.length === 0) return { kind: 'notIsolated', why: whyNotIsolated(index, subject) }

  const grants: Grant[] = []
  const misses: RuleMiss[] = []
  for (const policy of policies) {
    for (const [position, rule] of policy[direction].entries()) {
      const ref: RuleRef = { policy: policy.id, direction, position }
      const matches = matchesOf(index, direction, policy, rule, subject, peer)
      const granting = matches.filter(({ connections }) => !isEmpty(connections))
      for (const match of granting) grants.push({ rule: ref, ...match })
      if (granting.length === 0) misses.push({ rule: ref, why: matches.length === 0 ? 'peer' : 'namedPort' })
    }
  }
  return {
    kind: 'isolated',
    by: policies.map(({ id }) => id),
    grants,
    connections: unionAll(grants.map(({ connections }) => connections)),
    misses,
  }
}

function whyNotIsolated(
  { endpoints, options }: PolicyIndex,
  subject: number,
): 'noPolicy' | 'outside' | 'hostNetwork' {
  const endpoint = endpoints[subject]
  if (endpoint?.kind !== 'workload') return 'outside'
  return isOutsidePolicies(endpoint, options) ? 'hostNetwork' : 'noPolicy'
}

/** The peers of a rule that stand for the endpoint in question, each with what the rule allows through it. */
function matchesOf(
  index: PolicyIndex,
  direction: Direction,
  policy: NetworkPolicy,
  rule: Rule,
  subject: number,
  peer: number,
): readonly Omit<Grant, 'rule'>[] {
  const { plain, named } = portsOf(rule)
  const destination = direction === 'egress' ? peer : subject
  const resolved = unionAll(named.map((port) => index.connections.setOf(index.namedPorts(destination, port))))
  const through = (position: number | null, names: boolean) => ({
    peer: position,
    connections: names ? union(plain, resolved) : plain,
  })
  // A name towards an ipBlock or the outside allows nothing (SEMANTICS 8).
  if (rule.peers === 'any') return [through(null, direction === 'ingress' || index.peers.isPod(peer))]
  return rule.peers.flatMap((it, position) =>
    index.peers.standsFor(it, policy.namespace, peer)
      ? through(position, direction === 'ingress' || it.kind === 'pods')
      : [],
  )
}

/** What Kubernetes leaves to the network plugin and this pair touches (SEMANTICS 8, 15, 17). */
function notesOn(index: PolicyIndex, sender: number, receiver: number): readonly VerdictNote[] {
  const isHostNetwork = (endpoint: Endpoint | undefined) =>
    endpoint?.kind === 'workload' && endpoint.hostNetwork
  const notes: VerdictNote[] = []
  if (isHostNetwork(index.endpoints[sender]) || isHostNetwork(index.endpoints[receiver]))
    notes.push('hostNetwork')
  if (hasPodIpMatch(index, 'egress', sender, receiver) || hasPodIpMatch(index, 'ingress', receiver, sender))
    notes.push('ipBlockOnPodIp')
  if (hasNameToOutside(index, sender, receiver)) notes.push('namedPortToOutside')
  return notes
}

function hasPodIpMatch(index: PolicyIndex, direction: Direction, subject: number, peer: number): boolean {
  const isIpBlockOnPeer = (it: Peer) => it.kind === 'ipBlock' && index.peers.hasAddressIn(peer, it)
  return isolatingPolicies(index, direction, subject).some((policy) =>
    policy[direction].some(({ peers }) => peers !== 'any' && peers.some(isIpBlockOnPeer)),
  )
}

/** An egress rule names a port towards addresses, or towards anything when the receiver is no pod that policies see. */
function hasNameToOutside(index: PolicyIndex, sender: number, receiver: number): boolean {
  return isolatingPolicies(index, 'egress', sender).some((policy) =>
    policy.egress.some((rule) => {
      if (portsOf(rule).named.length === 0) return false
      if (rule.peers === 'any') return !index.peers.isPod(receiver)
      return rule.peers.some(
        (peer) => peer.kind === 'ipBlock' && index.peers.standsFor(peer, policy.namespace, receiver),
      )
    }),
  )
}
