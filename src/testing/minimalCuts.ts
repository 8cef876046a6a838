/** The steps of the exhaustive search that take away: every way in which the policies of the baseline stop granting what they may not. */
import type { NetworkPolicy, OneOrMore, Rule } from '../model/policy'
import { type Host, mayOf, type Search, type State } from './minimalSearch'
import { type DirectionNumber, directions } from './minimalWorld'

/**
 * The states to begin with. A rule that grants too much is dropped or keeps some of its peers and ports; or its policy selects
 * fewer, loses the direction, or is deleted. What that loses of what must stay is then supplied as any other lack.
 */
export function startsOf(search: Search, baseline: readonly NetworkPolicy[]): readonly State[] {
  return baseline.reduce<readonly State[]>(
    (states, policy) => {
      const ways = waysOf(search, hostOf(search, policy))
      return states.flatMap((state) => ways.map((way) => (way === null ? state : [...state, way])))
    },
    [[]],
  )
}

function hostOf({ selectedBy }: Search, policy: NetworkPolicy): Host {
  return { origin: policy, policy, members: selectedBy(policy.podSelector), isCut: false }
}

/** What may become of a policy; null: it is deleted. */
function waysOf(search: Search, host: Host): readonly (Host | null)[] {
  const tooMuch = excessOf(search, host)
  if (tooMuch.length === 0) return [host]
  if (!search.mayAmend) return []
  const { policy, members } = host
  const narrower = search.subjects
    .filter(
      (it) =>
        it.members.length < members.length &&
        it.members.some((member) => search.grid.isListed[member]) &&
        it.members.every((member) => members.includes(member)) &&
        !tooMuch.every((member) => it.members.includes(member)),
    )
    .map((it): Host => ({ ...host, policy: { ...policy, podSelector: it.selector }, members: it.members }))
  const untyped = policy.policyTypes.length < 2 ? [] : directions.map((direction) => without(host, direction))
  const changed = [host, ...narrower, ...untyped].flatMap((it) => cutHosts(search, it))
  return [...changed.map((it) => ({ ...it, isCut: true })), null]
}

/** The subjects that a policy grants what they may not have. */
function excessOf(search: Search, host: Host): readonly number[] {
  return host.members.filter((member) =>
    host.policy.policyTypes.some((type) =>
      host.policy[type].some((rule) => !isFit(search, { ...host, members: [member] }, numberOf(type), rule)),
    ),
  )
}

/** A policy that no longer isolates in a direction, and has no rules for it. */
function without(host: Host, direction: 'ingress' | 'egress'): Host {
  const policyTypes = host.policy.policyTypes.filter((it) => it !== direction)
  return { ...host, policy: { ...host.policy, policyTypes, [direction]: [] } }
}

function cutHosts(search: Search, host: Host): readonly Host[] {
  return host.policy.policyTypes.reduce<readonly Host[]>(
    (hosts, type) => {
      const lists = host.policy[type].reduce<readonly (readonly Rule[])[]>(
        (sums, rule) => {
          const parts = isFit(search, host, numberOf(type), rule)
            ? [rule]
            : [null, ...partsOf(rule).filter((it) => isFit(search, host, numberOf(type), it))]
          return sums.flatMap((sum) => parts.map((part) => (part === null ? sum : [...sum, part])))
        },
        [[]],
      )
      return hosts.flatMap((it) => lists.map((list) => ({ ...it, policy: { ...it.policy, [type]: list } })))
    },
    [host],
  )
}

/** A rule with some of its peers and some of its ports. */
function partsOf(rule: Rule): readonly Rule[] {
  return partsOfList(rule.peers).flatMap((peers) =>
    partsOfList(rule.ports).map((ports) => ({ ...rule, peers, ports })),
  )
}

function partsOfList<T>(list: OneOrMore<T> | 'any'): readonly (OneOrMore<T> | 'any')[] {
  if (list === 'any') return ['any']
  const parts = list.reduce<readonly (readonly T[])[]>(
    (sums, it) => sums.flatMap((sum) => [[...sum, it], sum]),
    [[]],
  )
  return parts.flatMap(([first, ...others]) => (first === undefined ? [] : [[first, ...others] as const]))
}

/** Whether a rule grants all whom its policy selects nothing that they may not have. */
function isFit(
  { grid, meaningOf }: Search,
  { members }: Host,
  direction: DirectionNumber,
  rule: Rule,
): boolean {
  const { members: peers, mask, maskFor } = meaningOf(rule)
  return members.every((subject) =>
    peers.every(
      (peer) => ((mask ?? maskFor(direction, subject, peer)) & ~mayOf(grid, direction, subject, peer)) === 0,
    ),
  )
}

function numberOf(type: 'ingress' | 'egress'): DirectionNumber {
  return type === 'ingress' ? 0 : 1
}
