/** The steps of the exhaustive search: every way to supply what a state lacks. */
import { policyId } from '../model/ids'
import type { Direction, NetworkPolicy, Rule } from '../model/policy'
import type { Lack, Search } from './exhaustive'
import type { Host } from './minimalGrants'
import type { PeerChoice, PortChoice, SubjectChoice } from './minimalSpace'

export interface AllowedPeer {
  readonly choice: PeerChoice
  readonly allowed: number
}

/** States of which each supplies the lack, as lists of policies; all others stay as they are. */
export function movesFor(search: Search, hosts: readonly Host[], lack: Lack): readonly (readonly Host[])[] {
  const { subject, flow } = lack
  const existing = hosts.flatMap((host, i): readonly (readonly Host[])[] => {
    const open = host.members.includes(subject) ? typed(search, host, lack) : null
    if (open === null) return []
    const states = flow === null ? [open] : granting(search, open, lack)
    return states.filter((it) => it !== host).map((it) => hosts.with(i, it))
  })
  const taken = new Set(hosts.filter(({ origin }) => origin === null).map(({ members }) => members.join()))
  const fresh = search.subjects
    .filter(({ members }) => members.includes(subject) && !taken.has(members.join()))
    .flatMap((choice): readonly (readonly Host[])[] => {
      const open = typed(search, freshHost(search.namespace, choice, hosts.length), lack)
      if (open === null) return []
      const states = flow === null ? [open] : granting(search, open, lack)
      return states.map((it) => [...hosts, it])
    })
  return [...existing, ...fresh]
}

/**
 * The host with a policy type; null where that would isolate whom it may not. A policy of the user's takes another type only when it
 * has no rules and is to isolate.
 */
function typed({ demand }: Search, host: Host, { direction, flow }: Lack): Host | null {
  const { origin, policy, members } = host
  if (policy.policyTypes.includes(direction)) return host
  const isMine = origin === null || (flow === null && origin.ingress.length + origin.egress.length === 0)
  if (!isMine || !members.every((member) => demand.mayIsolate(direction, member))) return null
  return { ...host, policy: { ...policy, policyTypes: [...policy.policyTypes, direction] } }
}

/** The host with one rule more, or with one rule that says more, so that the flow is granted. */
function granting(search: Search, host: Host, { direction, flow }: Lack): readonly Host[] {
  if (flow === null) return []
  const { peer, atom } = flow
  const peers = allowedPeers(search, host, direction).filter(
    ({ choice, allowed }) => (allowed & atom) !== 0 && choice.members.includes(peer),
  )
  const ports = search.ports.filter(({ mask }) => (mask & atom) !== 0)
  const made = peers.flatMap(({ choice, allowed }) =>
    ports.filter(({ mask }) => (mask & ~allowed) === 0).map((port) => newRule(choice, port)),
  )
  const rules = host.policy[direction]
  const changed = rules.flatMap((rule, i) =>
    amendments(search, host, direction, rule, flow, peers, ports).map((it) => rules.with(i, it)),
  )
  return [...made.map((it) => [...rules, it]), ...changed].map((list) => ({
    ...host,
    policy: { ...host.policy, [direction]: list },
  }))
}

function amendments(
  search: Search,
  host: Host,
  direction: Direction,
  rule: Rule,
  { peer, atom }: { readonly peer: number; readonly atom: number },
  peers: readonly AllowedPeer[],
  ports: readonly PortChoice[],
): readonly Rule[] {
  const { members, mask } = search.meaningOf(rule)
  if (mask === null) return []
  const others = allowedFor(search, host, direction, [...members])
  const wider = ports.filter(({ mask: more }) => (more & ~others) === 0)
  if (members.has(peer)) return rule.ports === 'any' ? [] : wider.flatMap((it) => withPort(rule, it))
  if (rule.peers === 'any') return []
  return peers.flatMap(({ choice, allowed }) => {
    if ((mask & ~allowed) !== 0) return []
    const more = withPeer(rule, choice)
    if ((mask & atom) !== 0) return more
    return wider
      .filter((it) => (it.mask & ~allowed) === 0)
      .flatMap((it) => more.flatMap((both) => withPort(both, it)))
  })
}

/**
 * The peers that a policy's rules may have, with what they may be allowed. Without those that another one stands in for, which has
 * all their members, may be allowed as much and costs no more.
 */
function allowedPeers(search: Search, host: Host, direction: Direction): readonly AllowedPeer[] {
  const key = `${direction} ${host.members.join()}`
  const known = search.allowedPeers.get(key)
  if (known !== undefined) return known
  const all = search.peers
    .map((choice) => ({ choice, allowed: allowedFor(search, host, direction, choice.members) }))
    .filter(({ allowed }) => allowed !== 0)
  const isInferior = (a: AllowedPeer, b: AllowedPeer) =>
    b.choice.weight <= a.choice.weight &&
    b.choice.members.length > a.choice.members.length &&
    (a.allowed & ~b.allowed) === 0 &&
    a.choice.members.every((member) => b.choice.members.includes(member))
  const best = all.filter((a) => !all.some((b) => isInferior(a, b)))
  search.allowedPeers.set(key, best)
  return best
}

/** What every member may exchange with every peer. */
function allowedFor(
  { demand, world }: Search,
  { members }: Host,
  direction: Direction,
  peers: readonly number[],
): number {
  let mask = world.everyAtom
  for (const member of members) for (const peer of peers) mask &= demand.may(direction, member, peer)
  return mask
}

function newRule({ peer }: PeerChoice, { port }: PortChoice): Rule {
  return { peers: peer === null ? 'any' : [peer], ports: port === null ? 'any' : [port], place: null }
}

function withPeer(rule: Rule, { peer }: PeerChoice): readonly Rule[] {
  return peer === null || rule.peers === 'any' ? [] : [{ ...rule, peers: [...rule.peers, peer] }]
}

function withPort(rule: Rule, { port }: PortChoice): readonly Rule[] {
  if (rule.ports === 'any') return []
  return [{ ...rule, ports: port === null ? 'any' : [...rule.ports, port] }]
}

/** A policy that is not there yet. */
function freshHost(namespace: string, { selector, members }: SubjectChoice, number: number): Host {
  const name = `made-${number}`
  const policy: NetworkPolicy = {
    id: policyId(namespace, name),
    namespace,
    name,
    podSelector: selector,
    policyTypes: [],
    ingress: [],
    egress: [],
    place: null,
  }
  return { origin: null, policy, members }
}
