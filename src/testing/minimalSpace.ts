/** What the exhaustive search makes policies of: of selectors and ports that mean the same in its world, the one that costs least. */
import type { Cluster } from '../model/cluster'
import type { ReachEdit } from '../model/edit'
import type { NetworkPolicy, Peer, PortMatch } from '../model/policy'
import type { LabelSelector } from '../model/selector'
import type { Prices } from './minimalPrices'
import type { PeerChoice, PortChoice, SubjectChoice } from './minimalSearch'
import { isNegative, narrowings, negativeSelectors, positiveSelectors, scopesFor } from './minimalSelectors'
import { blocksOf, type World } from './minimalWorld'
import { policy } from './smallClusters'

/** One case and one namespace of it. */
export interface Place {
  readonly world: World
  readonly prices: Prices
  readonly cluster: Cluster
  readonly edits: readonly ReachEdit[]
  readonly answer: readonly NetworkPolicy[]
  readonly namespace: string
}

/**
 * Every selector of up to two labels in use that picks one workload of a namespace, or all of them by no label; and those of the
 * answer, which may have had to take several together. A policy that is shared by several workloads for what they happen to have in
 * common is no choice: DESIGN has one policy per selected workload. Where something is blocked, also all but one.
 */
export function subjectChoices(place: Place): readonly SubjectChoice[] {
  const { world, cluster, answer, namespace } = place
  const used = own(answer, namespace)
    .filter((it) => !cluster.policies.includes(it))
    .map(({ podSelector }) => podSelector)
  const membersOf = (selector: LabelSelector) => world.index.peers.podsIn(namespace, selector)
  const usedMembers = new Set(used.map((it) => membersOf(it).join()))
  const there = own(cluster.policies, namespace).flatMap(({ podSelector }) =>
    narrowings(cluster, podSelector),
  )
  const made = isBlocking(place) ? [...negativeSelectors(cluster), ...there] : []
  const choices = [...positiveSelectors(cluster), ...made, ...used].map((selector) => ({
    selector,
    members: membersOf(selector),
  }))
  const isOne = ({ selector, members }: SubjectChoice) =>
    selector.requirements.length === 0 ||
    isNegative(selector) ||
    usedMembers.has(members.join()) ||
    namesOne(cluster, members)
  return cheapest(choices.filter(isOne), ({ selector }) => requirementsOf(selector))
}

/**
 * Every peer of a policy in a namespace with up to two labels in use that names one workload, or all pods of its own namespace, of
 * the one of a name, or of all; the ipBlocks of the edits; anybody at all; and the answer's own peers. Where something is blocked,
 * also all but those, and what is left of the peers that are there.
 */
export function peerChoices(place: Place): readonly PeerChoice[] {
  const { world, cluster, edits, answer, namespace } = place
  const there = own(cluster.policies, namespace).flatMap(peersOf)
  const used = own(answer, namespace)
    .flatMap(peersOf)
    .filter((it) => !there.includes(it))
  const isCutting = isBlocking(place)
  const selectors = [...positiveSelectors(cluster), ...(isCutting ? negativeSelectors(cluster) : [])]
  const made = scopesFor(cluster, isCutting).flatMap((namespaces) =>
    selectors.map((podSelector): Peer => ({ kind: 'pods', podSelector, namespaces, place: null })),
  )
  const left = isCutting ? there.flatMap((it) => leftOf(place, it)) : []
  const choiceOf = (peer: Peer): PeerChoice & { readonly peer: Peer } => ({
    peer,
    members: membersOfPeer(world, peer, namespace),
    weight: peerWeight(place.prices, peer),
  })
  const [usedChoices, leftChoices] = [used.map(choiceOf), left.map(choiceOf)]
  const usedMembers = new Set(usedChoices.map(({ members }) => members.join()))
  const isOne = ({ peer, members }: PeerChoice & { readonly peer: Peer }) =>
    peer.kind === 'ipBlock' ||
    peer.podSelector.requirements.length === 0 ||
    isNegative(peer.podSelector) ||
    usedMembers.has(members.join()) ||
    namesOne(cluster, members)
  const choices = [...made, ...blocksOf(edits, isCutting)].map(choiceOf).filter(isOne)
  const everyone: PeerChoice = { peer: null, members: [...world.endpoints.keys()], weight: 0 }
  return cheapest([everyone, ...usedChoices, ...choices, ...leftChoices], ({ weight }) => weight)
}

/** Every range of neighbouring atoms of one protocol that ends where something tells atoms apart, and everything. */
export function portChoices(
  { atoms, everyAtom }: Pick<World, 'atoms' | 'everyAtom'>,
  distinctAtoms: number,
): readonly PortChoice[] {
  const isStart = (i: number) => (distinctAtoms & (1 << i)) !== 0
  const ranges = atoms.flatMap(({ protocol, first }, from): readonly PortChoice[] => {
    if (!isStart(from)) return []
    const choices: PortChoice[] = []
    let mask = 0
    for (let to = from; atoms[to]?.protocol === protocol; to++) {
      mask |= 1 << to
      if (to + 1 < atoms.length && !isStart(to + 1)) continue
      const last = atoms[to]?.last ?? first
      const port: PortMatch = { kind: 'range', protocol, first, last, place: null }
      choices.push({ port, mask })
    }
    return choices
  })
  return [{ port: null, mask: everyAtom }, ...ranges]
}

/** Whom a peer stands for, by position. */
export function membersOfPeer(world: World, peer: Peer, namespace: string): readonly number[] {
  return [...world.endpoints.keys()].filter((position) =>
    world.index.peers.standsFor(peer, namespace, position),
  )
}

export function peersOf({ ingress, egress }: NetworkPolicy): readonly Peer[] {
  return [...ingress, ...egress].flatMap(({ peers }) => (peers === 'any' ? [] : peers))
}

export function own(policies: readonly NetworkPolicy[], namespace: string): readonly NetworkPolicy[] {
  return policies.filter((it) => it.namespace === namespace)
}

function isBlocking({ edits }: Place): boolean {
  return edits.some(({ kind }) => kind === 'block')
}

/** A peer that is there with one requirement more, or without the addresses of the edits. */
function leftOf({ cluster, edits }: Place, peer: Peer): readonly Peer[] {
  if (peer.kind === 'ipBlock')
    return blocksOf(edits, false).flatMap((it) =>
      it.kind === 'ipBlock' ? [{ ...peer, except: [...peer.except, it.cidr], place: null }] : [],
    )
  const scopes = [peer.namespaces, ...scopesFor(cluster, true)]
  const selectors = [peer.podSelector, ...narrowings(cluster, peer.podSelector)]
  return scopes.flatMap((namespaces) =>
    selectors.map((podSelector): Peer => ({ kind: 'pods', podSelector, namespaces, place: null })),
  )
}

/** Whether a selector with these members tells one workload of the cluster from all others. */
function namesOne({ workloads }: Cluster, members: readonly number[]): boolean {
  return members.filter((position) => position < workloads.length).length === 1
}

/** The first of those with the same members that weighs least; what has no members is nobody's choice. */
function cheapest<T extends { readonly members: readonly number[] }>(
  choices: readonly T[],
  weight: (it: T) => number,
): readonly T[] {
  const best = new Map<string, T>()
  for (const choice of choices) {
    const key = choice.members.join()
    const known = best.get(key)
    if (key !== '' && (known === undefined || weight(choice) < weight(known))) best.set(key, choice)
  }
  return [...best.values()]
}

function requirementsOf({ requirements }: LabelSelector): number {
  return requirements.reduce((sum, it) => sum + ('values' in it ? it.values.length : 1), 0)
}

function peerWeight({ costOf }: Prices, peer: Peer): number {
  const made = policy('any/any', '', { ingress: [{ peers: [peer], ports: 'any', place: null }] })
  const { requirements, lines } = costOf([], [{ kind: 'create', policy: made, edits: [] }])
  return 1 + 1000 * requirements + lines
}
