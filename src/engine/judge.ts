import type { ConnectionSet } from '../model/connections'
import type { EndpointId } from '../model/ids'
import type { Direction, NetworkPolicy, Rule, RuleRef } from '../model/policy'
import type { Grant, RuleMiss, SideVerdict, Verdict } from '../model/verdict'
import { allConnections, intersect, isEmpty, union, unionAll } from '../sets/connections'
import type { PolicyIndex } from './compile'
import { isolatingPolicies } from './reach'
import { isOutsidePolicies } from './selects'
import { portsOf } from './sideIndex'
import { notesOn } from './verdictNotes'

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
      const peers = peersThatStandFor(index, policy, rule, peer)
      const before = grants.length
      if (peers.length > 0) addGrants(grants, index, ref, rule, peers, subject, peer)
      if (grants.length === before) misses.push({ rule: ref, why: peers.length === 0 ? 'peer' : 'namedPort' })
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

const anyPeer = [null] as const

/** The positions of a rule's peers that stand for the endpoint in question; null for a rule that has none. */
function peersThatStandFor(
  index: PolicyIndex,
  { namespace }: NetworkPolicy,
  { peers }: Rule,
  peer: number,
): readonly (number | null)[] {
  if (peers === 'any') return anyPeer
  const found: number[] = []
  for (const [position, it] of peers.entries())
    if (index.peers.standsFor(it, namespace, peer)) found.push(position)
  return found
}

/** What a rule allows through those of its peers. */
function addGrants(
  grants: Grant[],
  index: PolicyIndex,
  ref: RuleRef,
  rule: Rule,
  peers: readonly (number | null)[],
  subject: number,
  peer: number,
): void {
  const { plain, named } = portsOf(rule)
  const destination = ref.direction === 'egress' ? peer : subject
  const resolved = unionAll(named.map((port) => index.connections.setOf(index.namedPorts(destination, port))))
  // A name towards an ipBlock or the outside allows nothing (SEMANTICS 8).
  const resolvesNames = (position: number | null) =>
    ref.direction === 'ingress' ||
    (position === null || rule.peers === 'any'
      ? index.peers.isPod(peer)
      : rule.peers[position]?.kind === 'pods')
  for (const position of peers) {
    const connections = resolvesNames(position) ? union(plain, resolved) : plain
    if (!isEmpty(connections)) grants.push({ rule: ref, peer: position, connections })
  }
}
