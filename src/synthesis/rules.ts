import type { ConnectionSet } from '../model/connections'
import type { Direction, NetworkPolicy, OneOrMore, Peer, Rule } from '../model/policy'
import { formatConnections, includes, noConnections, union, unionAll } from '../sets/connections'
import { groupBy } from '../sets/groupBy'
import { type Admission, everybody } from './admission'
import { compareSizes, portKey, rulesDifference } from './cost'
import { cheaperRules } from './cover'
import { distinct } from './peers'
import { connectionsOfPorts, namesPorts, portsOf, withConnections } from './ports'
import { peerKey } from './selectors'

interface RuleDraft {
  readonly peers: OneOrMore<Peer>
  readonly connections: ConnectionSet
}

/**
 * A policy that also admits these peers, with as few rules, then as few entries, as it takes: into a rule with the same peers go the
 * ports, into one with the same ports the peers, else there is a new rule. Untouched rules stay the same objects. Total.
 */
export function admitting(
  policy: NetworkPolicy,
  direction: Direction,
  admissions: readonly Admission[],
): NetworkPolicy {
  return { ...policy, [direction]: admittingRules(policy.namespace, policy[direction], admissions) }
}

/** `admitting` for the rules of one direction. */
export function admittingRules(
  namespace: string,
  rules: readonly Rule[],
  admissions: readonly Admission[],
): readonly Rule[] {
  const first = draftRules(admissions).reduce(withRule, rules)
  const neat = (list: readonly Rule[]) =>
    withFewestPorts(rules, list).map((rule) => (rules.includes(rule) ? rule : orAnybody(rule, admissions)))
  return neat(cheaperRules(namespace, rules, admissions, neat(first)))
}

/** Ranges that touch or overlap are one, where that costs less: a search that has run out of steps may have left them as they came. */
function withFewestPorts(was: readonly Rule[], is: readonly Rule[]): readonly Rule[] {
  const fewest = is.map((rule): Rule => {
    if (was.includes(rule) || namesPorts(rule)) return rule
    return { ...rule, ports: portsOf(connectionsOfPorts(rule.ports, () => noConnections)) ?? rule.ports }
  })
  return compareSizes(rulesDifference(was, fewest), rulesDifference(was, is)) < 0 ? fewest : is
}

/** A rule for all pods and all addresses is one for anybody, which needs no peers (SEMANTICS 4), also where others grant a part. */
function orAnybody(rule: Rule, admissions: readonly Admission[]): Rule {
  const { peers, ports } = rule
  if (peers === 'any' || namesPorts(rule)) return rule
  const connections = connectionsOfPorts(ports, () => noConnections)
  const own = new Set(peers.map(peerKey))
  const isAdmitted = (key: string) =>
    own.has(key) ||
    includes(
      unionAll(admissions.filter(({ peer }) => peerKey(peer) === key).map((it) => it.connections)),
      connections,
    )
  return everybody.every((peer) => isAdmitted(peerKey(peer))) ? { ...rule, peers: 'any' } : rule
}

/** How many rules, and how many peers and ports, a policy has. */
export function sizeOf({ ingress, egress }: NetworkPolicy): {
  readonly rules: number
  readonly entries: number
} {
  const entries = (list: readonly unknown[] | 'any') => (list === 'any' ? 0 : list.length)
  const rules = [...ingress, ...egress]
  return {
    rules: rules.length,
    entries: rules.reduce((sum, { peers, ports }) => sum + entries(peers) + entries(ports), 0),
  }
}

/** One rule for the peers that are admitted to the same connections; in an order that says nothing about that of the edits. */
function draftRules(admissions: readonly Admission[]): readonly RuleDraft[] {
  const byPeer = new Map<string, Admission>()
  for (const { peer, connections } of admissions) {
    const key = peerKey(peer)
    const before = byPeer.get(key)
    byPeer.set(key, {
      peer,
      connections: before === undefined ? connections : union(before.connections, connections),
    })
  }
  const sorted = [...byPeer].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, admission]) => admission)
  const byPorts = groupBy(sorted, ({ connections }) => formatConnections(connections))
  return [...byPorts.values()].flatMap((group) => {
    const [first, ...others] = group
    return first === undefined
      ? []
      : [
          {
            peers: [first.peer, ...others.map(({ peer }) => peer)] as const,
            connections: first.connections,
          },
        ]
  })
}

function withRule(rules: readonly Rule[], draft: RuleDraft): readonly Rule[] {
  const ports = portsOf(draft.connections)
  if (ports === null) return rules
  const peersText = peersKey(draft.peers)
  const portsText = portsKey(ports)
  const samePeers = rules.findIndex((rule) => rule.peers !== 'any' && peersKey(rule.peers) === peersText)
  const samePorts = rules.findIndex((rule) => rule.peers !== 'any' && portsKey(rule.ports) === portsText)
  const newPorts = ports === 'any' ? 0 : ports.length
  const isPeersCheaper = samePorts !== -1 && (samePeers === -1 || draft.peers.length < newPorts)
  if (isPeersCheaper)
    return rules.map((rule, i) => (i === samePorts ? { ...rule, peers: morePeers(rule, draft.peers) } : rule))
  if (samePeers !== -1)
    return rules.map((rule, i) =>
      i === samePeers ? { ...rule, ports: withConnections(rule.ports, draft.connections) } : rule,
    )
  return [...rules, { peers: draft.peers, ports, place: null }]
}

function morePeers(rule: Rule, added: readonly Peer[]): Rule['peers'] {
  if (rule.peers === 'any') return 'any'
  const [first, ...others] = rule.peers
  return [first, ...distinct([...others, ...added]).filter((peer) => peerKey(peer) !== peerKey(first))]
}

function peersKey(peers: readonly Peer[]): string {
  return JSON.stringify(peers.map(peerKey).toSorted())
}

function portsKey(ports: Rule['ports']): string {
  if (ports === 'any') return 'any'
  return JSON.stringify(ports.map(portKey).toSorted())
}
