import type { ConnectionSet } from '../model/connections'
import type { Direction, NetworkPolicy } from '../model/policy'
import { forEachBit, hasBit } from '../sets/bitSet'
import { allId, type ConnectionId, noneId } from '../sets/connectionTable'
import type { PolicyIndex } from './compile'

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
  const { connections, endpoints } = index
  if (endpoints[from]?.kind !== 'workload' && endpoints[to]?.kind !== 'workload') return noneId
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
  const id = sideId(index, direction, subject, peer)
  return id === null ? null : index.connections.setOf(id)
}

/**
 * Whether at least one policy of its namespace selects an endpoint and has the direction among its types. Never true for external
 * blocks, nor for host network pods that stay outside policies (SEMANTICS 15, 18). Total, constant.
 */
export function isIsolated(index: PolicyIndex, direction: Direction, endpoint: number): boolean {
  return (index[direction].groupOf[endpoint] ?? -1) !== -1
}

/** The policies that isolate an endpoint in a direction, in cluster order; none where it is not isolated (SEMANTICS 3). Total, constant. */
export function isolatingPolicies(
  index: PolicyIndex,
  direction: Direction,
  endpoint: number,
): readonly NetworkPolicy[] {
  const { groupOf, groups } = index[direction]
  return groups[groupOf[endpoint] ?? -1]?.policies ?? []
}

/**
 * `side` for every peer at once, by position, as numbers of the index's own connection table; null when no policy isolates the
 * subject. Total; costs the peers that are allowed something, not those that are not.
 */
export function sideRow(index: PolicyIndex, direction: Direction, subject: number): Uint32Array | null {
  const { groupOf, groups } = index[direction]
  const row = groups[groupOf[subject] ?? -1]?.row
  if (row === undefined) return null

  const { connections, namedPorts, endpoints } = index
  // Filled with `noneId`, which is 0.
  const allowed = new Uint32Array(endpoints.length)
  const add = (peer: number, more: ConnectionId) => {
    allowed[peer] = connections.union(allowed[peer] ?? noneId, more)
  }
  for (const { peers, connections: granted } of row.plain) forEachBit(peers, (peer) => add(peer, granted))
  for (const { peers, port } of row.named)
    forEachBit(peers, (peer) => add(peer, namedPorts(direction === 'egress' ? peer : subject, port)))
  return allowed
}

/** `side` as a number of the index's own connection table. Total. */
function sideId(
  index: PolicyIndex,
  direction: Direction,
  subject: number,
  peer: number,
): ConnectionId | null {
  const { groupOf, groups } = index[direction]
  const row = groups[groupOf[subject] ?? -1]?.row
  if (row === undefined) return null

  const { connections, namedPorts } = index
  const destination = direction === 'egress' ? peer : subject
  let allowed: ConnectionId = noneId
  for (const entry of row.plain)
    if (hasBit(entry.peers, peer)) allowed = connections.union(allowed, entry.connections)
  for (const entry of row.named)
    if (hasBit(entry.peers, peer)) allowed = connections.union(allowed, namedPorts(destination, entry.port))
  return allowed
}
