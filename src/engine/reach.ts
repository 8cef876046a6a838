import type { ConnectionSet } from '../model/connections'
import type { Direction, NetworkPolicy } from '../model/policy'
import { type BitSet, forEachBit, hasBit } from '../sets/bitSet'
import { allId, type ConnectionId, noneId } from '../sets/connectionTable'
import type { PolicyIndex } from './compile'
import type { Row } from './sideIndex'

/**
 * What may flow from one endpoint to another, by position: what the sender's egress and the receiver's ingress both allow.
 *
 * From a workload to itself it is what policies allow among its pods; a pod alone always reaches itself (SEMANTICS 14). Between
 * two external blocks nothing is asked and nothing flows. Total; constant but for the entries of the two rows.
 * https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation
 */
export function reach(index: PolicyIndex, from: number, to: number): ConnectionSet {
  return index.connections.setOf(reachId(index, from, to))
}

/** `reach` as a number of the index's own connection table: equal sets have one number. Total. */
export function reachId(index: PolicyIndex, from: number, to: number): ConnectionId {
  const { of } = index.classes
  return reachOfClasses(index, of[from] ?? -1, of[to] ?? -1)
}

/** `reachId` by classes: the same for every endpoint of the one and every endpoint of the other. Total. */
export function reachOfClasses(index: PolicyIndex, from: number, to: number): ConnectionId {
  const { connections, classes } = index
  if (from >= classes.externals.first && to >= classes.externals.first) return noneId
  const egress = sideId(index, 'egress', from, to)
  if (egress === noneId) return noneId
  const ingress = sideId(index, 'ingress', to, from)
  return connections.intersect(egress ?? allId, ingress ?? allId)
}

/**
 * What the policies of `subject` allow it to exchange with `peer` in one direction; null when no policy isolates it, so that
 * everything passes. Total; constant but for the entries of its row.
 */
export function side(
  index: PolicyIndex,
  direction: Direction,
  subject: number,
  peer: number,
): ConnectionSet | null {
  const { of } = index.classes
  const id = sideId(index, direction, of[subject] ?? -1, of[peer] ?? -1)
  return id === null ? null : index.connections.setOf(id)
}

/**
 * Whether at least one policy of its namespace selects an endpoint and has the direction among its types. Never true for external
 * blocks, nor for host network pods that stay outside policies (SEMANTICS 15, 18). Total, constant.
 */
export function isIsolated(index: PolicyIndex, direction: Direction, endpoint: number): boolean {
  return groupAt(index, direction, endpoint) !== -1
}

/** The policies that isolate an endpoint in a direction, in cluster order; none where it is not isolated (SEMANTICS 3). Total, constant. */
export function isolatingPolicies(
  index: PolicyIndex,
  direction: Direction,
  endpoint: number,
): readonly NetworkPolicy[] {
  return index[direction].groups[groupAt(index, direction, endpoint)]?.policies ?? []
}

/** A number that endpoints have in common which the same policies isolate; -1 for one that none isolates. Total, constant. */
export function groupAt(index: PolicyIndex, direction: Direction, endpoint: number): number {
  return index[direction].groupOf[index.classes.of[endpoint] ?? -1] ?? -1
}

/**
 * `side` for every peer at once, by classes, as numbers of the index's own connection table; null when no policy isolates the
 * subject. Total; costs the classes that are allowed something.
 */
export function sideRow(index: PolicyIndex, direction: Direction, subject: number): Uint32Array | null {
  const group = index[direction].groupOf[subject] ?? -1
  const row = group === -1 ? undefined : index[direction].groups[group]?.row
  return row === undefined ? null : allowedByRow(index, direction, subject, row)
}

/** What the rules of a row allow a subject to exchange with every class, as `sideRow` gives it. Total; costs the classes of its entries. */
export function allowedByRow(
  index: PolicyIndex,
  direction: Direction,
  subject: number,
  row: Row,
): Uint32Array {
  const { connections, namedPorts, classes } = index
  // Filled with `noneId`, which is 0.
  const allowed = new Uint32Array(classes.count)
  const add = (peer: number, more: ConnectionId) => {
    allowed[peer] = connections.union(allowed[peer] ?? noneId, more)
  }
  for (const { peers, connections: granted } of row.plain)
    for (const bits of peers) forEachBit(bits, (peer) => add(peer, granted))
  for (const { peers, port } of row.named) {
    const meaning = (peer: number) =>
      namedPorts(classes.first[direction === 'egress' ? peer : subject] ?? -1, port)
    for (const bits of peers) forEachBit(bits, (peer) => add(peer, meaning(peer)))
  }
  return allowed
}

/** `side` by classes, as a number of the index's own connection table. Total. */
function sideId(
  index: PolicyIndex,
  direction: Direction,
  subject: number,
  peer: number,
): ConnectionId | null {
  const { groupOf, groups } = index[direction]
  const group = groupOf[subject] ?? -1
  // An array asked for its element -1 takes ten times as long as all the rest.
  const row = group === -1 ? undefined : groups[group]?.row
  if (row === undefined) return null

  const { connections, namedPorts, classes } = index
  let allowed: ConnectionId = noneId
  for (const entry of row.plain)
    if (hasBitInAny(entry.peers, peer)) allowed = connections.union(allowed, entry.connections)
  for (const entry of row.named) {
    const destination = classes.first[direction === 'egress' ? peer : subject] ?? -1
    if (hasBitInAny(entry.peers, peer))
      allowed = connections.union(allowed, namedPorts(destination, entry.port))
  }
  return allowed
}

function hasBitInAny(sets: readonly BitSet[], number: number): boolean {
  for (const bits of sets) if (hasBit(bits, number)) return true
  return false
}
