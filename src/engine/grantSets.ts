import { type BitSet, bitsOf, forEachBit } from '../sets/bitSet'
import { type ConnectionId, noneId } from '../sets/connectionTable'
import { addTo } from '../sets/groupBy'
import type { PolicyIndex } from './compile'
import type { NamedPortKey } from './namedPorts'
import type { NamedEntry, Row } from './sideIndex'

/** What the rules of a direction grant, port names resolved: `connections` to each class of `peers`. */
export interface GrantSet {
  readonly connections: ConnectionId
  readonly peers: BitSet
}

/** What each egress row grants to whom. A port name means another number on each receiver, so its peers fall apart by that; remembered. */
export function egressGrants(index: PolicyIndex): (row: Row) => readonly GrantSet[] {
  const known = new Map<NamedPortKey, Map<BitSet, readonly GrantSet[]>>()
  const resolved = (port: NamedPortKey, peers: BitSet) => {
    const byPeers = known.get(port) ?? new Map<BitSet, readonly GrantSet[]>()
    known.set(port, byPeers)
    const grants = byPeers.get(peers) ?? resolve(index, port, numbersOf(peers))
    byPeers.set(peers, grants)
    return grants
  }
  return ({ plain, named }) => [
    ...plain.flatMap(({ connections, peers }) => peers.map((bits) => ({ connections, peers: bits }))),
    ...named.flatMap(({ port, peers }) => peers.flatMap((bits) => resolved(port, bits))),
  ]
}

/** What receivers' ingress rules admit from each of `senders`. */
export interface Admission {
  readonly senders: BitSet
  readonly grants: readonly ReceiversOf[]
}

export interface ReceiversOf {
  readonly connections: ConnectionId
  readonly receivers: readonly number[]
}

/** All ingress rules of a cluster, by the senders that they name. Total; linear in the rows. */
export function ingressAdmissions(index: PolicyIndex): readonly Admission[] {
  const gathered = new Map<BitSet, Map<ConnectionId, number[]>>()
  const admit = (senders: BitSet, connections: ConnectionId, receivers: readonly number[]) => {
    const byConnections = gathered.get(senders) ?? new Map<ConnectionId, number[]>()
    gathered.set(senders, byConnections)
    const all = byConnections.get(connections)
    if (all === undefined) byConnections.set(connections, [...receivers])
    else for (const receiver of receivers) all.push(receiver)
  }
  const membersOf = membersByGroup(index)
  for (const [group, { row }] of index.ingress.groups.entries()) {
    const receivers = membersOf[group] ?? []
    for (const { connections, peers } of row.plain)
      for (const senders of peers) admit(senders, connections, receivers)
    for (const { port, peers } of row.named)
      for (const { connections, peers: named } of resolve(index, port, receivers))
        for (const senders of peers) admit(senders, connections, numbersOf(named))
  }
  return [...gathered].map(([senders, byConnections]) => ({
    senders,
    grants: [...byConnections].map(([connections, receivers]) => ({ connections, receivers })),
  }))
}

function membersByGroup({ ingress, classes }: PolicyIndex): readonly (readonly number[])[] {
  const members = ingress.groups.map((): number[] => [])
  for (let number = 0; number < classes.count; number++) {
    const group = ingress.groupOf[number] ?? -1
    if (group !== -1) members[group]?.push(number)
  }
  return members
}

function resolve(
  { namedPorts, classes }: PolicyIndex,
  port: NamedEntry['port'],
  destinations: readonly number[],
): readonly GrantSet[] {
  const byMeaning = new Map<ConnectionId, number[]>()
  for (const destination of destinations) {
    const connections = namedPorts(classes.first[destination] ?? -1, port)
    if (connections === noneId) continue
    addTo(byMeaning, connections, destination)
  }
  return [...byMeaning].map(([connections, alike]) => ({ connections, peers: bitsOf(alike) }))
}

function numbersOf(bits: BitSet): readonly number[] {
  const numbers: number[] = []
  forEachBit(bits, (number) => numbers.push(number))
  return numbers
}
