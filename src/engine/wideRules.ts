/** Rules so wide that they say nothing about who is meant to talk to whom. Verdicts don't care; pictures of intent do. */
import type { Direction, NetworkPolicy, Peer, Rule } from '../model/policy'
import type { PolicyIndex } from './compile'
import { isolatingPolicies } from './reach'
import { indexSide } from './sideIndex'

/**
 * Whether nothing is held back at an endpoint in one direction: no policy isolates it, or one of the rules that do allows every
 * peer on every port (SEMANTICS 3: `ingress: [{}]`). Total; linear in the rules of its policies.
 */
export function letsEverythingThrough(index: PolicyIndex, direction: Direction, endpoint: number): boolean {
  const policies = isolatingPolicies(index, direction, endpoint)
  return (
    policies.length === 0 ||
    policies.some((policy) =>
      policy[direction].some(({ peers, ports }) => peers === 'any' && ports === 'any'),
    )
  )
}

/**
 * The same index with only the rules that name somebody: an egress rule to everybody ("DNS anywhere") names no one, an ingress
 * rule for everybody does where it names ports ("80 is served"). Same endpoints, same isolation. Total; as dear as one direction
 * of `compile`, twice.
 */
export function withoutWideRules(index: PolicyIndex): PolicyIndex {
  const side = (direction: Direction) =>
    indexSide(
      direction,
      index.cluster.policies.map((policy) => withoutWide(policy, direction)),
      index.peers,
      index.connections,
      index.classes.count,
    )
  return { ...index, ingress: side('ingress'), egress: side('egress') }
}

function withoutWide(policy: NetworkPolicy, direction: Direction): NetworkPolicy {
  return { ...policy, [direction]: policy[direction].flatMap((rule) => namingPart(rule, direction)) }
}

function namingPart(rule: Rule, direction: Direction): readonly Rule[] {
  if (direction === 'ingress' && rule.ports !== 'any') return [rule]
  if (rule.peers === 'any') return []
  const [first, ...others] = rule.peers.filter((peer) => !isEverybody(peer))
  return first === undefined ? [] : [{ ...rule, peers: [first, ...others] }]
}

/** All pods of all namespaces, all of the own one, or all addresses. */
function isEverybody(peer: Peer): boolean {
  if (peer.kind === 'ipBlock') return /\/0$/.test(peer.cidr)
  const isAnyNamespace = peer.namespaces === 'own' || peer.namespaces.requirements.length === 0
  return isAnyNamespace && peer.podSelector.requirements.length === 0
}
