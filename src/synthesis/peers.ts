import { isOutsidePolicies, selects } from '../engine/selects'
import type { Workload } from '../model/cluster'
import type { EditEnd } from '../model/edit'
import type { NamespaceScope, Peer, Rule } from '../model/policy'
import type { LabelSelector } from '../model/selector'
import { blockWithin, blockWithout, everyAddress, hostCidr, type IpBlockPeer, ipBlock } from './blocks'
import { selectorFor, type WorkloadSelector } from './labels'
import type { Scene } from './scene'
import { everyPod, isImplied, namespaceNamed, narrowed, negated, peerKey } from './selectors'

type PodsPeer = Extract<Peer, { readonly kind: 'pods' }>

/** The smallest selector of a workload in its namespace, with those that it cannot leave out. */
export function workloadSelector(scene: Scene, workload: Workload): WorkloadSelector {
  return selectorFor(workload, scene.selectable.get(workload.namespace) ?? [])
}

/**
 * An end as the peers of a rule of a policy in `namespace`, as few as it takes. A workload in another namespace is one peer with
 * both selectors, which must both match (SEMANTICS 5); outside policies it is its node's addresses (SEMANTICS 15).
 * Empty when no peer can say it. Total.
 */
export function peersFor(scene: Scene, end: EditEnd, namespace: string): readonly Peer[] {
  switch (end.kind) {
    case 'workload': {
      const workload = scene.workloads.get(end.id)
      if (workload === undefined) return []
      if (isOutsidePolicies(workload, scene.options))
        return workload.hostIps.map((address) => ipBlock(hostCidr(address)))
      return [pods(workloadSelector(scene, workload).selector, scopeOf(workload.namespace, namespace))]
    }
    case 'namespace':
      return [pods(everyPod, scopeOf(end.name, namespace))]
    case 'allPods':
      return [pods(everyPod, everyPod)]
    case 'cidr':
      return [ipBlock(end.cidr, end.except)]
    case 'outside':
      return everyAddress
  }
}

/**
 * The peers of a rule, parted by an end: `within` stand for what they share with it, `without` for the rest. A peer that
 * shares nothing with the end stays the same object. Any peer is all pods and all addresses (SEMANTICS 4). Total.
 */
export function partPeers(
  scene: Scene,
  peers: Rule['peers'],
  end: EditEnd,
  namespace: string,
): { readonly within: readonly Peer[]; readonly without: readonly Peer[] } {
  const list = peers === 'any' ? [pods(everyPod, everyPod), ...everyAddress] : peers
  const within = list.flatMap((peer) =>
    peer.kind === 'pods' ? podsWithin(scene, peer, end, namespace) : addressesWithin(scene, peer, end),
  )
  const without = list.flatMap((peer) =>
    peer.kind === 'pods' ? podsWithout(scene, peer, end, namespace) : addressesWithout(scene, peer, end),
  )
  return { within: distinct(within), without: needed(distinct(without), list, namespace) }
}

/** Without peers that another stands for as well, but for those that were there before. */
function needed(peers: readonly Peer[], before: readonly Peer[], namespace: string): readonly Peer[] {
  return peers.reduce((left, peer) => {
    const isSaid = left.some((other) => other !== peer && isImplied(peer, other, namespace))
    return isSaid && !before.includes(peer) ? left.filter((it) => it !== peer) : left
  }, peers)
}

/** The same peers, each said once. */
export function distinct(peers: readonly Peer[]): readonly Peer[] {
  const seen = new Set<string>()
  return peers.filter((peer) => {
    const key = peerKey(peer)
    return !seen.has(key) && seen.add(key)
  })
}

function pods(podSelector: LabelSelector, namespaces: NamespaceScope): PodsPeer {
  return { kind: 'pods', podSelector, namespaces, place: null }
}

function scopeOf(name: string, policyNamespace: string): NamespaceScope {
  return name === policyNamespace ? 'own' : { requirements: [namespaceNamed(name)] }
}

function podsWithin(scene: Scene, peer: PodsPeer, end: EditEnd, namespace: string): readonly Peer[] {
  switch (end.kind) {
    case 'workload': {
      const workload = scene.workloads.get(end.id)
      return workload !== undefined && matchesWorkload(scene, peer, workload, namespace)
        ? peersFor(scene, end, namespace)
        : []
    }
    case 'namespace':
      return matchesNamespace(scene, peer.namespaces, end.name, namespace)
        ? [inNamespace(peer, end.name, namespace)]
        : []
    case 'allPods':
      return [peer]
    default:
      return []
  }
}

function podsWithout(scene: Scene, peer: PodsPeer, end: EditEnd, namespace: string): readonly Peer[] {
  switch (end.kind) {
    case 'workload': {
      const workload = scene.workloads.get(end.id)
      if (workload === undefined || !matchesWorkload(scene, peer, workload, namespace)) return [peer]
      const here = inNamespace(peer, workload.namespace, namespace)
      if (!leavesOthers(scene, peer, workload)) return elsewhere(peer, workload.namespace)
      const others = workloadSelector(scene, workload).selector.requirements.flatMap((requirement) => {
        const podSelector = narrowed(here.podSelector, negated(requirement))
        // In the other namespaces everybody is meant anyway.
        const namespaces = here.namespaces === 'own' ? here.namespaces : peer.namespaces
        return podSelector === null ? [] : [pods(podSelector, namespaces)]
      })
      return [...elsewhere(peer, workload.namespace), ...others]
    }
    case 'namespace':
      return matchesNamespace(scene, peer.namespaces, end.name, namespace)
        ? elsewhere(peer, end.name)
        : [peer]
    case 'allPods':
      return []
    default:
      return [peer]
  }
}

function addressesWithin(scene: Scene, peer: IpBlockPeer, end: EditEnd): readonly IpBlockPeer[] {
  switch (end.kind) {
    case 'outside':
      return [peer]
    case 'cidr':
      return blockWithin(peer, end.cidr).flatMap((block) =>
        end.except.reduce<readonly IpBlockPeer[]>(
          (blocks, hole) => blocks.flatMap((it) => blockWithout(it, hole)),
          [block],
        ),
      )
    default:
      return knownCidrs(scene, end).flatMap((cidr) => blockWithin(peer, cidr))
  }
}

function addressesWithout(scene: Scene, peer: IpBlockPeer, end: EditEnd): readonly IpBlockPeer[] {
  switch (end.kind) {
    case 'outside':
      return []
    case 'cidr':
      return blockWithout(peer, end.cidr, end.except)
    default:
      return knownCidrs(scene, end).reduce<readonly IpBlockPeer[]>(
        (blocks, cidr) => blocks.flatMap((it) => blockWithout(it, cidr)),
        [peer],
      )
  }
}

/** The addresses by which ipBlocks match the pods of an end (SEMANTICS 15, 17). */
function knownCidrs({ workloads, options }: Scene, end: EditEnd): readonly string[] {
  const isMember = (it: Workload) =>
    end.kind === 'allPods' ||
    (end.kind === 'namespace' && it.namespace === end.name) ||
    (end.kind === 'workload' && it.id === end.id)
  const addresses = [...workloads.values()].filter(isMember).flatMap((workload) => {
    if (isOutsidePolicies(workload, options)) return end.kind === 'workload' ? workload.hostIps : []
    return options.ipBlockMatchesPods === 'knownIp' ? workload.ips : []
  })
  return [...new Set(addresses.map(hostCidr))]
}

function matchesWorkload(scene: Scene, peer: PodsPeer, workload: Workload, namespace: string): boolean {
  return (
    !isOutsidePolicies(workload, scene.options) &&
    matchesNamespace(scene, peer.namespaces, workload.namespace, namespace) &&
    selects(peer.podSelector, workload.labels)
  )
}

/**
 * Whether a peer means more pods of a workload's namespace than the workload. One for all namespaces means everybody, whoever is
 * there; one that was written for this namespace and finds nobody else in it means the workload.
 */
function leavesOthers(
  { selectable }: Scene,
  { podSelector, namespaces }: PodsPeer,
  workload: Workload,
): boolean {
  const isForEverybody = namespaces !== 'own' && namespaces.requirements.length === 0
  const others = (selectable.get(workload.namespace) ?? []).filter(({ id }) => id !== workload.id)
  return isForEverybody || others.some(({ labels }) => selects(podSelector, labels))
}

function matchesNamespace(
  { namespaceLabels }: Scene,
  scope: NamespaceScope,
  name: string,
  policyNamespace: string,
): boolean {
  return scope === 'own' ? name === policyNamespace : selects(scope, namespaceLabels.get(name) ?? {})
}

/** A peer that matches a namespace, kept to it. */
function inNamespace(peer: PodsPeer, name: string, policyNamespace: string): PodsPeer {
  return peer.namespaces === 'own' || isOneNamespace(peer.namespaces)
    ? peer
    : pods(peer.podSelector, scopeOf(name, policyNamespace))
}

/** A peer that matches a namespace, without it. */
function elsewhere(peer: PodsPeer, name: string): readonly PodsPeer[] {
  if (peer.namespaces === 'own') return []
  const namespaces = narrowed(peer.namespaces, negated(namespaceNamed(name)))
  return namespaces === null ? [] : [pods(peer.podSelector, namespaces)]
}

function isOneNamespace({ requirements }: LabelSelector): boolean {
  const { key } = namespaceNamed('')
  return requirements.some((it) => it.key === key && it.operator === 'In' && it.values.length === 1)
}
