import type { Endpoint, Workload } from '../model/cluster'
import type { Peer } from '../model/policy'
import type { LabelSelector } from '../model/selector'
import type { ScenarioOptions } from '../model/workspace'
import { type BitRange, type BitSet, bitsOf, hasBit, noBits, rangeBits } from '../sets/bitSet'
import { groupBy } from '../sets/groupBy'
import { remembered } from '../sets/remembered'
import type { AddressSpace, IpBlock } from './addressSpace'
import type { Classes } from './classes'
import { indexLabels } from './labelIndex'
import type { NamespaceIndex } from './namespaceIndex'
import { knownRegions, matchedRegions } from './podAddresses'
import { selectorText } from './selectorText'
import { isOutsidePolicies, selects } from './selects'
import type { Work } from './work'

/**
 * Whom selectors and peers stand for. As sets of classes for the policies that the cluster was compiled with, each distinct question
 * worked out once; endpoint by endpoint for any selector at all.
 */
export interface PeerIndex {
  /** All classes, and those of pods that selectors see (SEMANTICS 15). */
  readonly everyone: BitSet
  readonly everyPod: BitSet
  /** Classes of a namespace that a podSelector selects (SEMANTICS 3, 6, 7). */
  readonly selected: (namespace: string, podSelector: LabelSelector) => BitSet
  /** Classes that a peer of a policy in `namespace` stands for (SEMANTICS 5, 6, 9, 17). */
  readonly matching: (peer: Peer, namespace: string) => BitSet
  /** Whether policies apply to an endpoint: a workload, and no host network pod that stays outside policies (SEMANTICS 15). */
  readonly isPod: (endpoint: number) => boolean
  /** Whether a peer of a policy in `namespace` stands for an endpoint; an ipBlock must be one in use. */
  readonly standsFor: (peer: Peer, namespace: string, endpoint: number) => boolean
  /** Positions of the workloads of a namespace that a podSelector selects, ascending; costs the namespace. */
  readonly podsIn: (namespace: string, podSelector: LabelSelector) => readonly number[]
  /** Whether a workload has a known address in an ipBlock, whatever the options say; never for an external block. */
  readonly hasAddressIn: (endpoint: number, ipBlock: IpBlock) => boolean
}

export interface PeerSources {
  readonly endpoints: readonly Endpoint[]
  readonly workloads: readonly Workload[]
  readonly namespaces: NamespaceIndex
  /** The label keys that podSelectors may ask for. */
  readonly hasKey: (key: string) => boolean
  readonly classes: Classes
  readonly space: AddressSpace
  readonly options: ScenarioOptions
  readonly work: Work
}

/** Indexes a classified cluster. Total. */
export function indexPeers(sources: PeerSources): PeerIndex {
  const { endpoints, namespaces, classes, space, options } = sources
  const { selected, selectedAnywhere } = podMatcher(sources)
  const podsOf = positionsByNamespace(sources.workloads)
  const blocks = blockMatcher(sources)
  const matching = (peer: Peer, namespace: string): BitSet => {
    if (peer.kind === 'ipBlock') return blocks(peer)
    return peer.namespaces === 'own'
      ? selected(namespace, peer.podSelector)
      : selectedAnywhere(peer.namespaces, peer.podSelector)
  }
  const isPod = (position: number) => {
    const endpoint = endpoints[position]
    return endpoint?.kind === 'workload' && !isOutsidePolicies(endpoint, options)
  }
  return {
    everyone: rangeBits([{ first: 0, end: classes.count }]),
    everyPod: rangeBits([classes.pods]),
    selected,
    matching,
    isPod,
    standsFor: (peer, namespace, position) => {
      if (peer.kind === 'ipBlock') return hasBit(blocks(peer), classes.of[position] ?? -1)
      const workload = endpoints[position]
      if (workload?.kind !== 'workload' || !isPod(position)) return false
      const isThere =
        peer.namespaces === 'own'
          ? workload.namespace === namespace
          : selects(peer.namespaces, namespaces.labelsOf(workload.namespace))
      return isThere && selects(peer.podSelector, workload.labels)
    },
    podsIn: (namespace, podSelector) =>
      podsOf(namespace).filter((position) => {
        const workload = endpoints[position]
        return workload?.kind === 'workload' && isPod(position) && selects(podSelector, workload.labels)
      }),
    hasAddressIn: (position, ipBlock) => {
      const workload = endpoints[position]
      if (workload?.kind !== 'workload') return false
      const regions = space.regionsIn(ipBlock)
      return knownRegions(workload, space, options).some((region) => regions.includes(region))
    },
  }
}

/** The positions of each namespace's workloads, gathered when they are first asked for. */
function positionsByNamespace(workloads: readonly Workload[]): (namespace: string) => readonly number[] {
  let positions: ReadonlyMap<string, readonly number[]> | null = null
  return (namespace) => {
    positions ??= groupBy(workloads.keys(), (position) => workloads[position]?.namespace ?? '')
    return positions.get(namespace) ?? []
  }
}

function podMatcher({ namespaces, endpoints, classes, hasKey, work }: PeerSources) {
  const podLabels = [...classes.first.subarray(0, classes.pods.end)].map((position) => {
    const endpoint = endpoints[position]
    return endpoint?.kind === 'workload' ? endpoint.labels : {}
  })
  const selectPods = indexLabels(podLabels, hasKey, work)
  const inNamespaces = remembered(namespaces.matching, (_, names) => {
    const chosen: BitRange[] = []
    for (const name of names) appendRange(chosen, classes.inNamespace.get(name))
    return scopeOf(chosen)
  })
  const inNamespace = remembered(
    (name: string) => name,
    (name) => {
      const range = classes.inNamespace.get(name)
      return scopeOf(range === undefined ? [] : [range])
    },
  )
  const selectedIn = (scope: Scope, podSelector: LabelSelector) => {
    if (podSelector.requirements.length === 0) return scope.everyPod()
    const text = selectorText(podSelector)
    const bits = scope.known.get(text) ?? selectIn(scope.ranges, podSelector)
    scope.known.set(text, bits)
    return bits
  }
  const selectIn = (ranges: readonly BitRange[], podSelector: LabelSelector) =>
    ranges.length === 0 ? noBits : selectPods(podSelector, ranges)
  return {
    selected: (namespace: string, podSelector: LabelSelector) =>
      selectedIn(inNamespace(namespace), podSelector),
    selectedAnywhere: (namespaceSelector: LabelSelector, podSelector: LabelSelector) =>
      selectedIn(inNamespaces(namespaceSelector), podSelector),
  }
}

/** The classes of an ipBlock's external blocks, and of the pods with a known address in it where the options say so. */
function blockMatcher({ endpoints, classes, space, options }: PeerSources): (ipBlock: IpBlock) => BitSet {
  const classesIn = space.blockOfRegion.map((block) =>
    block === -1 ? [] : [classes.externals.first + block],
  )
  for (let number = 0; number < classes.externals.first; number++) {
    const workload = endpoints[classes.first[number] ?? -1]
    if (workload?.kind !== 'workload') continue
    for (const region of matchedRegions(workload, space, options)) classesIn[region]?.push(number)
  }
  return remembered(space.regionsIn, (_, regions) =>
    bitsOf(regions.flatMap((region) => classesIn[region] ?? [])),
  )
}

/** Some namespaces' classes, and what selectors have been found to select among them. */
interface Scope {
  readonly ranges: readonly BitRange[]
  readonly everyPod: () => BitSet
  readonly known: Map<string, BitSet>
}

function scopeOf(ranges: readonly BitRange[]): Scope {
  let everyPod: BitSet | null = null
  return {
    ranges,
    known: new Map(),
    everyPod: () => {
      everyPod ??= rangeBits(ranges)
      return everyPod
    },
  }
}

/** Ranges that touch become one. */
function appendRange(ranges: BitRange[], range: BitRange | undefined): void {
  const last = ranges.at(-1)
  if (range === undefined) return
  if (last?.end === range.first) ranges[ranges.length - 1] = { first: last.first, end: range.end }
  else ranges.push(range)
}
