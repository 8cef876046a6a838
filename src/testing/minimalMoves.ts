/** The steps of the exhaustive search that add: every way to supply what a state lacks. */
import { policyId } from '../model/ids'
import type { NetworkPolicy, Rule } from '../model/policy'
import {
  type AllowedPeer,
  allowanceOf,
  commonOf,
  type Host,
  type Lack,
  type PeerChoice,
  type PortChoice,
  type Search,
  type State,
  type SubjectChoice,
} from './minimalSearch'
import { type DirectionNumber, directions } from './minimalWorld'

/** States of which each supplies the lack; all other policies stay as they are. */
export function movesFor(search: Search, state: State, lack: Lack): readonly State[] {
  const supply = (host: Host): readonly Host[] => {
    const open = typed(search, host, lack)
    if (open === null) return []
    return lack.atom === 0 ? [open] : granting(search, open, lack)
  }
  const existing = state.flatMap((host, i) =>
    host.members.includes(lack.subject) && (search.mayAmend || host.origin === null)
      ? supply(host)
          .filter((it) => it !== host)
          .map((it) => state.with(i, it))
      : [],
  )
  const taken = new Set(state.filter(({ origin }) => origin === null).map(({ members }) => members.join()))
  const fresh = search.subjects
    .filter(({ members }) => members.includes(lack.subject) && !taken.has(members.join()))
    .flatMap((choice) => supply(freshHost(search.namespace, choice, state.length)))
    .map((it) => [...state, it])
  return [...existing, ...fresh]
}

/**
 * The host with a policy type; null where that would isolate whom it may not. A policy of the user's takes another type only when it
 * has no rules and is to isolate: to make it one that grants all but what is blocked would turn round what it says.
 */
function typed({ grid }: Search, host: Host, { direction, subject, atom }: Lack): Host | null {
  const { origin, policy, members } = host
  const type = directions[direction]
  if (policy.policyTypes.includes(type)) return host
  const offset = direction * grid.subjects.length
  const isDeny = origin !== null && origin.ingress.length + origin.egress.length === 0
  const isMine = origin === null || (atom === 0 && isDeny && grid.shut[offset + subject] === 1)
  if (!isMine || !members.every((member) => grid.mayIsolate[offset + member] === 1)) return null
  return { ...host, policy: { ...policy, policyTypes: [...policy.policyTypes, type] } }
}

/** The host with one rule more, or with one rule that says more, so that the atom is granted. */
function granting(search: Search, host: Host, { direction, peer, atom }: Lack): readonly Host[] {
  const type = directions[direction]
  const peers = peersFor(search, host, direction).filter(
    ({ choice, allowed }) => (allowed & atom) !== 0 && choice.members.includes(peer),
  )
  const ports = search.ports.filter(({ mask }) => (mask & atom) !== 0)
  const made = peers.flatMap(({ choice, allowed }) =>
    ports.filter(({ mask }) => (mask & ~allowed) === 0).map((port) => newRule(choice, port)),
  )
  const rules = host.policy[type]
  const changed = rules.flatMap((rule, i) =>
    amendments(search, host, direction, rule, { peer, atom }, peers, ports).map((it) => rules.with(i, it)),
  )
  return [...made.map((it) => [...rules, it]), ...changed].map((list) => ({
    ...host,
    policy: { ...host.policy, [type]: list },
  }))
}

function amendments(
  search: Search,
  host: Host,
  direction: DirectionNumber,
  rule: Rule,
  { peer, atom }: Pick<Lack, 'peer' | 'atom'>,
  peers: readonly AllowedPeer[],
  ports: readonly PortChoice[],
): readonly Rule[] {
  const { members, has, mask } = search.meaningOf(rule)
  const others = allowedFor(search, host, direction, members)
  const wider = ports.filter(({ mask: more }) => (more & ~others) === 0)
  if (has[peer] === 1) return rule.ports === 'any' ? [] : wider.flatMap((it) => withPort(rule, it))
  // A named port means another number on each pod, those to come too, so such a rule takes no other peer.
  if (rule.peers === 'any' || mask === null) return []
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
function peersFor(search: Search, host: Host, direction: DirectionNumber): readonly AllowedPeer[] {
  const key = `${direction} ${host.members.join()} ${host.isCut ? host.origin?.id : ''}`
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
  const best = [
    ...all.filter((a) => !all.some((b) => isInferior(a, b))),
    ...lostPeers(search, host, direction),
  ]
  search.allowedPeers.set(key, best)
  return best
}

/** The peers that rules of a cut policy had: they come back for nothing. */
function lostPeers(search: Search, host: Host, direction: DirectionNumber): readonly AllowedPeer[] {
  if (!host.isCut || host.origin === null) return []
  const peers = host.origin[directions[direction]].flatMap((it) => (it.peers === 'any' ? [] : it.peers))
  return peers.flatMap((peer) => {
    const { members } = search.meaningOf({ peers: [peer], ports: 'any', place: null })
    const allowed = allowedFor(search, host, direction, members)
    return allowed === 0 ? [] : [{ choice: { peer, members, weight: 0 }, allowed }]
  })
}

/** What every member may exchange with every peer. */
function allowedFor(
  { grid }: Search,
  { members }: Host,
  direction: DirectionNumber,
  peers: readonly number[],
): number {
  return commonOf(allowanceOf(grid, members, direction), peers, grid.everyAtom)
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
  return { origin: null, policy, members, isCut: false }
}
