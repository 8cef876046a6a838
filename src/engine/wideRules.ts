/** Rules so wide that they say nothing about who is meant to talk to whom. Verdicts don't care; pictures of intent do. */
import type { Direction, NetworkPolicy, Peer, Rule } from '../model/policy'
import { rememberedOf } from '../sets/remembered'
import type { PolicyIndex } from './compile'
import { policyExchange, withPolicies } from './policyExchange'
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

/** An index, and what `withoutWideRules` made of it. */
export interface Naming {
  readonly index: PolicyIndex
  readonly naming: PolicyIndex
}

/**
 * The same index with only the rules that name somebody: an egress rule to everybody ("DNS anywhere") names no one, an ingress
 * rule for everybody does where it names ports ("80 is served"). Same endpoints, same isolation. Total; as dear as one direction
 * of `compile`, twice, or as `recompile` where `former` is of the same classes.
 */
export function withoutWideRules(index: PolicyIndex, former: Naming | null = null): PolicyIndex {
  const side = (direction: Direction) => {
    const { peers, connections, classes } = index
    const policies = namingPolicies(index, direction)
    if (former?.index.classes !== classes)
      return indexSide(direction, policies, peers, connections, classes.count)
    const exchange = policyExchange(namingPolicies(former.index, direction), policies)
    return withPolicies(direction, former.naming[direction], peers, exchange)
  }
  return { ...index, ingress: side('ingress'), egress: side('egress') }
}

function namingPolicies({ cluster }: PolicyIndex, direction: Direction): readonly NetworkPolicy[] {
  return cluster.policies.map(direction === 'ingress' ? namingIngress : namingEgress)
}

const namingIngress = rememberedOf((policy: NetworkPolicy) => withoutWide(policy, 'ingress'))
const namingEgress = rememberedOf((policy: NetworkPolicy) => withoutWide(policy, 'egress'))

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
