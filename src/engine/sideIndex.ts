import type { ConnectionSet } from '../model/connections'
import type { Direction, NetworkPolicy, Rule } from '../model/policy'
import { addAll, type BitSet, forEachBit } from '../sets/bitSet'
import { allConnections, connectionsOf, unionAll } from '../sets/connections'
import { type ConnectionId, type ConnectionTable, noneId } from '../sets/connectionTable'
import { type NamedPortKey, namedPortKey } from './namedPorts'
import type { PeerIndex } from './peers'

/** One direction of a cluster: the policies that isolate each endpoint in it, and what they allow. */
export interface SideIndex {
  /** For each endpoint the position of its group; -1 for one that no policy isolates. */
  readonly groupOf: Int32Array
  readonly groups: readonly PolicyGroup[]
}

/** The endpoints that the same policies isolate. */
export interface PolicyGroup {
  /** In cluster order; never empty. */
  readonly policies: readonly NetworkPolicy[]
  /** What the rules of all these policies allow, whoever the subject is, gathered by connections; worked out when first asked for. */
  readonly row: Row
}

/** Peers with what they are allowed. A peer in several entries is allowed the union; a peer in none, nothing. */
export interface Row {
  readonly plain: readonly { readonly connections: ConnectionId; readonly peers: BitSet }[]
  /** By port name: what it means depends on the destination. */
  readonly named: readonly { readonly port: NamedPortKey; readonly peers: BitSet }[]
}

/**
 * Gathers the policies of one direction. A policy isolates the pods that it selects in each direction of its types, whether or not
 * it has rules (SEMANTICS 2, 3). Total; a rule is compiled once, when a row that it is in is
 * first asked for.
 */
export function indexSide(
  direction: Direction,
  policies: readonly NetworkPolicy[],
  peers: PeerIndex,
  connections: ConnectionTable,
  size: number,
): SideIndex {
  const active = policies.filter(({ policyTypes }) => policyTypes.includes(direction))
  const policiesOf = Array.from({ length: size }, (): number[] => [])
  for (const [position, policy] of active.entries())
    forEachBit(peers.selected(policy.namespace, policy.podSelector), (pod) => policiesOf[pod]?.push(position))

  const rulesOf = remembered((policy: NetworkPolicy) =>
    policy[direction].map((rule) => compileRule(rule, direction, policy.namespace, peers, connections)),
  )
  const groupOf = new Int32Array(size).fill(-1)
  const groups: PolicyGroup[] = []
  const known = new Map<string, number>()
  for (const [endpoint, positions] of policiesOf.entries()) {
    if (positions.length === 0) continue
    const text = positions.join()
    const group = known.get(text) ?? groups.length
    if (group === groups.length) {
      known.set(text, group)
      const isolating = positions.flatMap((position) => active[position] ?? [])
      groups.push(groupOfPolicies(isolating, rulesOf, peers.everyEndpoint.length))
    }
    groupOf[endpoint] = group
  }
  return { groupOf, groups }
}

interface CompiledRule {
  readonly peers: BitSet
  /** Those of the peers towards whom a port name means something. */
  readonly namePeers: BitSet
  readonly plain: ConnectionId
  readonly named: readonly NamedPortKey[]
}

function compileRule(
  rule: Rule,
  direction: Direction,
  namespace: string,
  peers: PeerIndex,
  connections: ConnectionTable,
): CompiledRule {
  const matching =
    rule.peers === 'any' ? [peers.everyEndpoint] : rule.peers.map((peer) => peers.matching(peer, namespace))
  const everyPeer = unionOf(matching, peers.everyEndpoint.length)
  const { plain, named } = portsOf(rule)
  return {
    peers: everyPeer,
    namePeers:
      direction === 'ingress' || named.length === 0 ? everyPeer : egressNamePeers(rule, namespace, peers),
    plain: connections.idOf(plain),
    named,
  }
}

/** What a rule's ports say without knowing the destination, and the names that only the destination can resolve (SEMANTICS 4, 8). */
export function portsOf(rule: Rule): {
  readonly plain: ConnectionSet
  readonly named: readonly NamedPortKey[]
} {
  if (rule.ports === 'any') return { plain: allConnections, named: [] }
  return {
    plain: unionAll(
      rule.ports.flatMap((port) =>
        port.kind === 'range' ? connectionsOf(port.protocol, port.first, port.last) : [],
      ),
    ),
    named: rule.ports.flatMap((port) => (port.kind === 'named' ? namedPortKey(port) : [])),
  }
}

/** A name towards an ipBlock or the outside allows nothing (SEMANTICS 8): only pods that a selector finds, or any pod, resolve it. */
function egressNamePeers(rule: Rule, namespace: string, peers: PeerIndex): BitSet {
  if (rule.peers === 'any') return peers.everyPod
  const pods = rule.peers.filter(({ kind }) => kind === 'pods')
  return unionOf(
    pods.map((peer) => peers.matching(peer, namespace)),
    peers.everyEndpoint.length,
  )
}

/** Shares the set when there is but one. */
function unionOf(sets: readonly BitSet[], words: number): BitSet {
  const [first, ...others] = sets
  if (first === undefined) return new Uint32Array(words)
  if (others.length === 0) return first
  const bits = first.slice()
  for (const other of others) addAll(bits, other)
  return bits
}

function groupOfPolicies(
  policies: readonly NetworkPolicy[],
  rulesOf: (policy: NetworkPolicy) => readonly CompiledRule[],
  words: number,
): PolicyGroup {
  let row: Row | null = null
  return {
    policies,
    get row() {
      row ??= gatherRow(policies.flatMap(rulesOf), words)
      return row
    },
  }
}

function gatherRow(rules: readonly CompiledRule[], words: number): Row {
  const plain = new Map<ConnectionId, BitSet[]>()
  const named = new Map<NamedPortKey, BitSet[]>()
  for (const rule of rules) {
    if (rule.plain !== noneId) gather(plain, rule.plain, rule.peers)
    for (const port of rule.named) gather(named, port, rule.namePeers)
  }
  return {
    plain: [...plain].map(([connections, peers]) => ({ connections, peers: unionOf(peers, words) })),
    named: [...named].map(([port, peers]) => ({ port, peers: unionOf(peers, words) })),
  }
}

function gather<Key>(sets: Map<Key, BitSet[]>, key: Key, peers: BitSet): void {
  const gathered = sets.get(key)
  if (gathered === undefined) sets.set(key, [peers])
  else gathered.push(peers)
}

function remembered<Key, Answer>(answer: (key: Key) => Answer): (key: Key) => Answer {
  const known = new Map<Key, Answer>()
  return (key) => {
    const before = known.get(key)
    if (before !== undefined) return before
    const now = answer(key)
    known.set(key, now)
    return now
  }
}
