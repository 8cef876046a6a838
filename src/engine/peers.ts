import type { Endpoint, Namespace, Workload } from '../model/cluster'
import type { Peer } from '../model/policy'
import type { LabelSelector, Labels } from '../model/selector'
import type { ScenarioOptions } from '../model/workspace'
import { parseAddress } from '../sets/addresses'
import {
  addAll,
  addBit,
  type BitSet,
  emptyBits,
  forEachBit,
  hasBit,
  keepOnly,
  rangeBits,
} from '../sets/bitSet'
import type { AddressSpace, IpBlock } from './addressSpace'
import { indexLabels, type LabelIndex } from './labelIndex'
import { selectorText, withLength } from './selectorText'
import { isOutsidePolicies } from './selects'

/** Which endpoints selectors and peers stand for, as sets of positions. Each distinct question is worked out once. */
export interface PeerIndex {
  readonly everyEndpoint: BitSet
  /** Whether policies apply to an endpoint: a workload, and no host network pod that stays outside policies (SEMANTICS 15). */
  readonly isPod: (endpoint: number) => boolean
  /** Whether a peer of a policy in `namespace` stands for an endpoint (SEMANTICS 5, 6, 9, 17). */
  readonly standsFor: (peer: Peer, namespace: string, endpoint: number) => boolean
  /** Workloads that policies apply to: all but host network pods that stay outside policies (SEMANTICS 15). */
  readonly everyPod: BitSet
  /** Positions of the workloads of a namespace that a podSelector selects, ascending (SEMANTICS 3, 6, 7). */
  readonly podsIn: (namespace: string, podSelector: LabelSelector) => readonly number[]
  readonly selected: (namespace: string, podSelector: LabelSelector) => BitSet
  /** Endpoints that a peer of a policy in `namespace` stands for (SEMANTICS 5, 6, 9, 17). */
  readonly matching: (peer: Peer, namespace: string) => BitSet
  /** Whether a workload has a known address in an ipBlock, whatever the options say; never for an external block. */
  readonly hasAddressIn: (endpoint: number, ipBlock: IpBlock) => boolean
}

/** Indexes endpoints: workloads first, then the blocks of `space`. Total. */
export function indexPeers(
  workloads: readonly Workload[],
  namespaces: readonly Namespace[],
  endpoints: readonly Endpoint[],
  space: AddressSpace,
  options: ScenarioOptions,
): PeerIndex {
  const size = endpoints.length
  const pods = podMatcher(workloads, namespaces, size, options)
  const addresses = addressMatcher(workloads, size, space, options)
  const matching = (peer: Peer, namespace: string): BitSet => {
    if (peer.kind === 'ipBlock') return addresses.matching(peer)
    return peer.namespaces === 'own'
      ? pods.podsIn(namespace, peer.podSelector)
      : pods.podsInNamespaces(peer.namespaces, peer.podSelector)
  }
  return {
    everyEndpoint: rangeBits(size, 0, size),
    everyPod: pods.everyPod,
    isPod: (endpoint) => hasBit(pods.everyPod, endpoint),
    standsFor: (peer, namespace, endpoint) => hasBit(matching(peer, namespace), endpoint),
    podsIn: (namespace, podSelector) => {
      const positions: number[] = []
      forEachBit(pods.podsIn(namespace, podSelector), (position) => positions.push(position))
      return positions
    },
    selected: pods.podsIn,
    matching,
    hasAddressIn: addresses.hasAddressIn,
  }
}

interface PodMatcher {
  readonly everyPod: BitSet
  readonly podsIn: PeerIndex['selected']
  readonly podsInNamespaces: (namespaceSelector: LabelSelector, podSelector: LabelSelector) => BitSet
}

function podMatcher(
  workloads: readonly Workload[],
  namespaces: readonly Namespace[],
  size: number,
  options: ScenarioOptions,
): PodMatcher {
  const everyPod = emptyBits(size)
  const podsByNamespace = new Map<string, Uint32Array>(namespaces.map(({ name }) => [name, emptyBits(size)]))
  for (const [position, workload] of workloads.entries()) {
    if (isOutsidePolicies(workload, options)) continue
    addBit(everyPod, position)
    const pods = podsByNamespace.get(workload.namespace) ?? emptyBits(size)
    podsByNamespace.set(workload.namespace, pods)
    addBit(pods, position)
  }
  const matchingLabels = indexLabels(
    workloads.map(({ labels }) => labels),
    size,
  )
  const selectedIn = (scope: BitSet, podSelector: LabelSelector): BitSet => {
    if (podSelector.requirements.length === 0) return scope
    const bits = scope.slice()
    keepOnly(bits, matchingLabels(podSelector))
    return bits
  }
  const inNamespaces = namespaceMatcher(namespaces, podsByNamespace, size)
  const nowhere = emptyBits(size)
  return {
    everyPod,
    podsIn: remembered(
      (namespace, podSelector) => withLength(namespace) + selectorText(podSelector),
      (namespace, podSelector) => selectedIn(podsByNamespace.get(namespace) ?? nowhere, podSelector),
    ),
    podsInNamespaces: remembered(
      (namespaceSelector, podSelector) => `${selectorText(namespaceSelector)}|${selectorText(podSelector)}`,
      (namespaceSelector, podSelector) => selectedIn(inNamespaces(namespaceSelector), podSelector),
    ),
  }
}

/** All pods of the namespaces that a namespaceSelector selects (SEMANTICS 6, 10). */
function namespaceMatcher(
  namespaces: readonly Namespace[],
  podsByNamespace: ReadonlyMap<string, BitSet>,
  size: number,
): (namespaceSelector: LabelSelector) => BitSet {
  const labelsByName = new Map(namespaces.map(({ name, labels }) => [name, labels] as const))
  const names = [...podsByNamespace.keys()]
  const matchingLabels: LabelIndex = indexLabels(
    names.map((name) => labelsByName.get(name) ?? impliedLabels(name)),
    names.length,
  )
  return remembered(selectorText, (namespaceSelector) => {
    const bits = emptyBits(size)
    forEachBit(matchingLabels(namespaceSelector), (position) => {
      const pods = podsByNamespace.get(names[position] ?? '')
      if (pods !== undefined) addAll(bits, pods)
    })
    return bits
  })
}

function impliedLabels(namespace: string): Labels {
  return { 'kubernetes.io/metadata.name': namespace }
}

interface AddressMatcher {
  readonly matching: (ipBlock: IpBlock) => BitSet
  readonly hasAddressIn: PeerIndex['hasAddressIn']
}

function addressMatcher(
  workloads: readonly Workload[],
  size: number,
  space: AddressSpace,
  options: ScenarioOptions,
): AddressMatcher {
  const regionsOf = workloads.map((workload) => knownRegions(workload, space, options))
  const endpointsIn = space.blockOfRegion.map((block) => (block === -1 ? [] : [workloads.length + block]))
  if (options.ipBlockMatchesPods === 'knownIp') {
    for (const [position, regions] of regionsOf.entries())
      for (const region of regions) endpointsIn[region]?.push(position)
  }
  const known = new Map<readonly number[], BitSet>()
  return {
    matching: (ipBlock) => {
      const regions = space.regionsIn(ipBlock)
      const before = known.get(regions)
      if (before !== undefined) return before
      const bits = emptyBits(size)
      for (const region of regions) for (const endpoint of endpointsIn[region] ?? []) addBit(bits, endpoint)
      known.set(regions, bits)
      return bits
    },
    hasAddressIn: (endpoint, ipBlock) => {
      const regions = space.regionsIn(ipBlock)
      return (regionsOf[endpoint] ?? []).some((region) => regions.includes(region))
    },
  }
}

/**
 * The regions of a workload's known addresses; of one outside policies, its node's too. One of them is enough for an ipBlock to
 * match: the reader keeps pods apart whose addresses an ipBlock in use tells apart, so several regions mean the IPv4 and the IPv6
 * address of the same pods.
 */
function knownRegions(workload: Workload, space: AddressSpace, options: ScenarioOptions): readonly number[] {
  const texts = isOutsidePolicies(workload, options) ? [...workload.ips, ...workload.hostIps] : workload.ips
  const regions = new Set<number>()
  for (const text of texts) {
    const address = parseAddress(text)
    const region = address === null ? null : space.regionOf(address)
    if (region !== null) regions.add(region)
  }
  return [...regions]
}

/** Remembers the answers to questions; questions with one text are one question. */
function remembered<Question extends readonly unknown[]>(
  textOf: (...question: Question) => string,
  answer: (...question: Question) => BitSet,
): (...question: Question) => BitSet {
  const known = new Map<string, BitSet>()
  return (...question) => {
    const text = textOf(...question)
    const bits = known.get(text) ?? answer(...question)
    known.set(text, bits)
    return bits
  }
}
