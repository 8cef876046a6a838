import type { ConnectionSet } from '../model/connections'
import type { Direction, NetworkPolicy, Rule } from '../model/policy'
import { type BitSet, forEachBit } from '../sets/bitSet'
import { allConnections, connectionsOf, unionAll } from '../sets/connections'
import { type ConnectionId, type ConnectionTable, noneId } from '../sets/connectionTable'
import { createPartition } from '../sets/partition'
import { rememberedOf } from '../sets/remembered'
import { type NamedPortKey, namedPortKey } from './namedPorts'
import type { PeerIndex } from './peers'

/** One direction of a cluster: the policies that isolate each class in it, and what they allow. */
export interface SideIndex {
  /** For each class the position of its group; -1 for one that no policy isolates. */
  readonly groupOf: Int32Array
  readonly groups: readonly PolicyGroup[]
  /** The group of some policies of this direction. A rule is compiled once, however many groups it is in. */
  readonly groupOfPolicies: (policies: readonly NetworkPolicy[]) => PolicyGroup
}

/** The classes that the same policies isolate. */
export interface PolicyGroup {
  /** In cluster order; never empty. */
  readonly policies: readonly NetworkPolicy[]
  /** What the rules of all these policies allow, whoever the subject is, gathered by connections; worked out when first asked for. */
  readonly row: Row
}

/** Peers with what they are allowed, as they stand in the rules: a class in several sets is allowed the union, one in none nothing. */
export interface Row {
  readonly plain: readonly PlainEntry[]
  /** By port name: what it means depends on the destination. */
  readonly named: readonly NamedEntry[]
}

export interface PlainEntry {
  readonly connections: ConnectionId
  readonly peers: readonly BitSet[]
}

export interface NamedEntry {
  readonly port: NamedPortKey
  readonly peers: readonly BitSet[]
}

/**
 * Gathers the policies of one direction for `size` classes. A policy isolates the pods that it selects in each direction of its
 * types, whether or not it has rules (SEMANTICS 2, 3). Total; linear in the classes that each policy selects. A rule is compiled once,
 * when a row that it is in is first asked for.
 */
export function indexSide(
  direction: Direction,
  policies: readonly NetworkPolicy[],
  peers: PeerIndex,
  connections: ConnectionTable,
  size: number,
): SideIndex {
  const active = policies.filter(({ policyTypes }) => policyTypes.includes(direction))
  const selected = active.map(({ namespace, podSelector }) => peers.selected(namespace, podSelector))
  const partition = createPartition(size)
  const groupOf = new Int32Array(size).fill(-1)
  for (const subjects of selected) partition.split((visit) => forEachBit(subjects, visit))

  const isolating = firstOfEach(partition.blockOf, selected, groupOf)
  for (const [position, subjects] of selected.entries())
    forEachBit(subjects, (subject) => {
      const group = isolating[groupOf[subject] ?? 0]
      const policy = active[position]
      if (group?.first === subject && policy !== undefined) group.policies.push(policy)
    })
  const rulesOf = rememberedOf((policy: NetworkPolicy) =>
    policy[direction].map((rule) => compileRule(rule, direction, policy.namespace, peers, connections)),
  )
  const groupOfPolicies = (those: readonly NetworkPolicy[]) => createGroup(those, rulesOf)
  return { groupOf, groups: isolating.map((group) => groupOfPolicies(group.policies)), groupOfPolicies }
}

interface Gathering {
  /** The class that stands for its group. */
  readonly first: number
  readonly policies: NetworkPolicy[]
}

/** Numbers the groups of the classes that something selects, in the order of their first classes, into `groupOf`. */
function firstOfEach(
  blockOf: Readonly<Int32Array>,
  selected: readonly BitSet[],
  groupOf: Int32Array,
): readonly Gathering[] {
  const isSelected = new Uint8Array(groupOf.length)
  for (const subjects of selected)
    forEachBit(subjects, (subject) => {
      isSelected[subject] = 1
    })
  const groups: Gathering[] = []
  const known = new Map<number, number>()
  for (const [subject, block] of blockOf.entries()) {
    if (isSelected[subject] !== 1) continue
    const group = known.get(block) ?? groups.push({ first: subject, policies: [] }) - 1
    known.set(block, group)
    groupOf[subject] = group
  }
  return groups
}

interface CompiledRule {
  readonly peers: readonly BitSet[]
  /** Those of the peers towards whom a port name means something. */
  readonly namePeers: readonly BitSet[]
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
    rule.peers === 'any' ? [peers.everyone] : rule.peers.map((peer) => peers.matching(peer, namespace))
  const { plain, named } = portsOf(rule)
  const isNameForAll = direction === 'ingress' || named.length === 0
  return {
    peers: matching,
    namePeers: isNameForAll ? matching : egressNamePeers(rule, namespace, peers),
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
function egressNamePeers(rule: Rule, namespace: string, peers: PeerIndex): readonly BitSet[] {
  if (rule.peers === 'any') return [peers.everyPod]
  return rule.peers.flatMap((peer) => (peer.kind === 'pods' ? peers.matching(peer, namespace) : []))
}

function createGroup(
  policies: readonly NetworkPolicy[],
  rulesOf: (policy: NetworkPolicy) => readonly CompiledRule[],
): PolicyGroup {
  let row: Row | null = null
  return {
    policies,
    get row() {
      row ??= gatherRow(policies.flatMap(rulesOf))
      return row
    },
  }
}

function gatherRow(rules: readonly CompiledRule[]): Row {
  const plain = new Map<ConnectionId, Set<BitSet>>()
  const named = new Map<NamedPortKey, Set<BitSet>>()
  for (const rule of rules) {
    if (rule.plain !== noneId) gather(plain, rule.plain, rule.peers)
    for (const port of rule.named) gather(named, port, rule.namePeers)
  }
  return {
    plain: [...plain].map(([connections, peers]) => ({ connections, peers: [...peers] })),
    named: [...named].map(([port, peers]) => ({ port, peers: [...peers] })),
  }
}

/** Equal questions were given the same set, so that ten thousand policies with one peer are one entry. */
function gather<Key>(sets: Map<Key, Set<BitSet>>, key: Key, peers: readonly BitSet[]): void {
  const gathered = sets.get(key) ?? new Set<BitSet>()
  sets.set(key, gathered)
  for (const bits of peers) if (bits.words.length > 0) gathered.add(bits)
}
