import type { PolicyIndex } from '../engine/compile'
import { reachId } from '../engine/reach'
import type { Workload } from '../model/cluster'

/** Pods as the lists name them: a workload's, or single ones where policies can tell a workload's pods apart. */
export interface PodsPeer {
  readonly kind: 'pods'
  readonly namespace: string
  readonly workloadKind: string
  readonly name: string
  /** Empty, or what sets the pods of this template apart from those of the owner's other templates. */
  readonly variant: string
  /** `namespace/name[Kind]`; no two peers of a list have the same one. */
  readonly label: string
  /** Whether there is, or can be, a second pod that this one can send to. */
  readonly hasSiblings: boolean
}

/** An inclusive range of addresses outside. */
export interface AddressesPeer {
  readonly kind: 'addresses'
  readonly first: string
  readonly last: string
  /** `first-last[External]` */
  readonly label: string
}

export type ListedPeer = PodsPeer | AddressesPeer

/** A peer and the position of its endpoint in the index. */
export interface PlacedPeer {
  readonly peer: PodsPeer
  readonly position: number
}

/**
 * The owners whose pods are several workloads that do not all send and receive the same: the lists name those one by one, and
 * other owners whole. Total; linear in endpoints for each workload that shares its owner.
 */
export function splitOwners(index: PolicyIndex): ReadonlySet<string> {
  const split = new Set<string>()
  for (const [owner, positions] of positionsByOwner(index))
    if (positions.length > 1 && !areAlike(index, positions)) split.add(owner)
  return split
}

/**
 * The workloads of an index as the lists name them, by label. Owners in `split` appear as their pods where those are listed, else
 * as their variants; all other owners as one peer each, however many workloads they are. Total; O(n log n).
 */
export function podsPeers(index: PolicyIndex, split: ReadonlySet<string>): readonly PlacedPeer[] {
  const peers: PlacedPeer[] = []
  for (const [owner, positions] of positionsByOwner(index)) {
    for (const position of split.has(owner) ? positions : positions.slice(0, 1)) {
      const workload = index.endpoints[position]
      if (workload?.kind !== 'workload') continue
      const named = split.has(owner) ? splitPeers(workload) : [wholePeer(workload, positions.length > 1)]
      for (const peer of named) peers.push({ peer, position })
    }
  }
  return peers.sort((a, b) => compareText(a.peer.label, b.peer.label))
}

/** By UTF-16 units: the same order everywhere, whatever the locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

export function addressesPeer(first: string, last: string): AddressesPeer {
  return { kind: 'addresses', first, last, label: `${first}-${last}[External]` }
}

function positionsByOwner({ endpoints }: PolicyIndex): ReadonlyMap<string, readonly number[]> {
  const positions = new Map<string, number[]>()
  for (const [position, endpoint] of endpoints.entries()) {
    if (endpoint.kind !== 'workload') continue
    const owner = `${endpoint.namespace}/${endpoint.workloadKind}/${endpoint.name}`
    const sameOwner = positions.get(owner)
    if (sameOwner) sameOwner.push(position)
    else positions.set(owner, [position])
  }
  return positions
}

/** Whether workloads exchange the same with everybody else, and all of them the same among themselves. */
function areAlike(index: PolicyIndex, positions: readonly number[]): boolean {
  const [first = -1, ...others] = positions
  const among = reachId(index, first, first)
  if (!positions.every((from) => positions.every((to) => reachId(index, from, to) === among))) return false
  const members = new Set(positions)
  return index.endpoints.every(
    (_, peer) =>
      members.has(peer) ||
      others.every(
        (it) =>
          reachId(index, it, peer) === reachId(index, first, peer) &&
          reachId(index, peer, it) === reachId(index, peer, first),
      ),
  )
}

/** One workload by itself, with its variant where its owner has several. */
export function workloadPeer({ namespace, workloadKind, name, variant, replicas }: Workload): PodsPeer {
  return { ...named(namespace, workloadKind, name, variant), hasSiblings: replicas > 1 }
}

function wholePeer({ namespace, workloadKind, name, replicas }: Workload, isSeveral: boolean): PodsPeer {
  const hasSiblings = isSeveral || workloadKind !== 'Pod' || replicas > 1
  return { ...named(namespace, workloadKind, name, ''), hasSiblings }
}

function splitPeers({ namespace, workloadKind, name, variant, podNames }: Workload): readonly PodsPeer[] {
  if (podNames === undefined) return [{ ...named(namespace, workloadKind, name, variant), hasSiblings: true }]
  return podNames.map((pod) => ({ ...named(namespace, 'Pod', pod, ''), hasSiblings: false }))
}

function named(namespace: string, workloadKind: string, name: string, variant: string) {
  // A label has no spaces, so that a line of the list can be cut at them.
  const suffix = variant === '' ? '' : `~${variant.replaceAll(' ', ',')}`
  const label = `${namespace}/${name}${suffix}[${workloadKind}]`
  return { kind: 'pods' as const, namespace, workloadKind, name, variant, label }
}
