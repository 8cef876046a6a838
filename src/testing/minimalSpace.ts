/** What the exhaustive search makes policies of: of selectors and ports that mean the same in its world, the one that costs least. */
import type { Cluster } from '../model/cluster'
import type { Cost, PolicyChange, ReachEdit } from '../model/edit'
import type { NetworkPolicy, Peer, PortMatch } from '../model/policy'
import type { LabelSelector, Requirement } from '../model/selector'
import { blocksOf, type World } from './minimalWorld'
import { policy } from './smallClusters'

/** What changes cost; they come from the code under test, since what is compared is costs. */
export interface Prices {
  readonly costOf: (baseline: readonly NetworkPolicy[], changes: readonly PolicyChange[]) => Cost
  /** Negative when the first is cheaper. */
  readonly compare: (a: Cost, b: Cost) => number
}

export interface SubjectChoice {
  readonly selector: LabelSelector
  readonly members: readonly number[]
}

export interface PeerChoice {
  /** What it costs as one of the peers of a rule. */
  readonly weight: number
  /** Null: anybody at all. */
  readonly peer: Peer | null
  readonly members: readonly number[]
}

export interface PortChoice {
  /** Null: any port at all. */
  readonly port: PortMatch | null
  readonly mask: number
}

/**
 * Every selector of up to two labels in use that picks one workload of a namespace, or all of them by no label; and those of the
 * answer, which may have had to take several together. A policy that is shared by several workloads for what they happen to have in
 * common is no choice: DESIGN has one policy per selected workload.
 */
export function subjectChoices(
  world: World,
  cluster: Cluster,
  namespace: string,
  answer: readonly NetworkPolicy[],
): readonly SubjectChoice[] {
  const used = answer
    .filter((it) => it.namespace === namespace && !cluster.policies.includes(it))
    .map(({ podSelector }) => podSelector)
  const usedMembers = new Set(used.map((it) => world.index.peers.podsIn(namespace, it).join()))
  const choices = [...selectors(labelsInUse(cluster)), ...used].map((selector) => ({
    selector,
    members: world.index.peers.podsIn(namespace, selector),
  }))
  const isOne = ({ selector, members }: SubjectChoice) =>
    selector.requirements.length === 0 || usedMembers.has(members.join()) || namesOne(cluster, members)
  return cheapest(choices.filter(isOne), ({ selector }) => selector.requirements.length)
}

/**
 * Every peer of a policy in `namespace` with up to two labels in use that names one workload, or all pods of its own namespace, of
 * the one of a name, or of all; the ipBlocks of the edits; anybody at all; and the answer's own peers.
 */
export function peerChoices(
  world: World,
  prices: Prices,
  cluster: Cluster,
  namespace: string,
  edits: readonly ReachEdit[],
  answer: readonly NetworkPolicy[],
): readonly PeerChoice[] {
  const podSelectors = selectors(labelsInUse(cluster))
  const byName = cluster.namespaces.map(({ name }) => ({ 'kubernetes.io/metadata.name': name }))
  const scopes = [{ requirements: [] }, ...single(byName)]
  const [there, drafted] = [cluster.policies, answer].map((policies) =>
    policies.filter((policy) => policy.namespace === namespace).flatMap(peersOf),
  )
  const used = (drafted ?? []).filter((it) => !there?.includes(it))
  const made = (['own', ...scopes] as const).flatMap((namespaces) =>
    podSelectors.map((podSelector): Peer => ({ kind: 'pods', podSelector, namespaces, place: null })),
  )
  const choiceOf = (peer: Peer): PeerChoice & { readonly peer: Peer } => ({
    peer,
    members: membersOfPeer(world, peer, namespace),
    weight: peerWeight(prices, peer),
  })
  const usedChoices = used.map(choiceOf)
  const usedMembers = new Set(usedChoices.map(({ members }) => members.join()))
  const isOne = ({ peer, members }: PeerChoice & { readonly peer: Peer }) =>
    peer.kind === 'ipBlock' ||
    peer.podSelector.requirements.length === 0 ||
    usedMembers.has(members.join()) ||
    namesOne(cluster, members)
  const choices = [...made, ...blocksOf(edits)].map(choiceOf).filter(isOne)
  const everyone: PeerChoice = { peer: null, members: [...world.endpoints.keys()], weight: 0 }
  return cheapest([everyone, ...usedChoices, ...choices], ({ weight }) => weight)
}

function peersOf({ ingress, egress }: NetworkPolicy): readonly Peer[] {
  return [...ingress, ...egress].flatMap(({ peers }) => (peers === 'any' ? [] : peers))
}

/** Whom a peer stands for, by position. */
export function membersOfPeer(world: World, peer: Peer, namespace: string): readonly number[] {
  return [...world.endpoints.keys()].filter((position) =>
    world.index.peers.standsFor(peer, namespace, position),
  )
}

/** Every range of neighbouring atoms of one protocol, and everything. */
export function portChoices({ atoms, everyAtom }: World): readonly PortChoice[] {
  const ranges = atoms.flatMap(({ protocol, first }, from): readonly PortChoice[] => {
    const choices: PortChoice[] = []
    let mask = 0
    for (let to = from; atoms[to]?.protocol === protocol; to++) {
      mask |= 1 << to
      const last = atoms[to]?.last ?? first
      choices.push({ port: { kind: 'range', protocol, first, last, place: null }, mask })
    }
    return choices
  })
  return [{ port: null, mask: everyAtom }, ...ranges]
}

/** Whether a selector with these members tells one workload of the cluster from all others. */
function namesOne({ workloads }: Cluster, members: readonly number[]): boolean {
  return members.filter((position) => position < workloads.length).length === 1
}

/** Each label that a workload has, and each key that one may lack. */
function labelsInUse({ workloads }: Cluster): readonly Requirement[] {
  const labels = workloads.map((it) => it.labels)
  const keys = new Set(labels.flatMap((it) => Object.keys(it)))
  return [
    ...single(labels).flatMap(({ requirements }) => requirements),
    ...[...keys].map((key): Requirement => ({ key, operator: 'DoesNotExist' })),
  ]
}

function single(labels: readonly Readonly<Record<string, string>>[]): readonly LabelSelector[] {
  const words = new Set(labels.flatMap((it) => Object.entries(it).map((entry) => JSON.stringify(entry))))
  return [...words].map((word) => {
    const [key = '', value = ''] = JSON.parse(word) as readonly string[]
    return { requirements: [{ key, operator: 'In', values: [value] }] }
  })
}

function selectors(requirements: readonly Requirement[]): readonly LabelSelector[] {
  return [
    { requirements: [] },
    ...requirements.map((it) => ({ requirements: [it] })),
    ...requirements.flatMap((a, i) =>
      requirements
        .slice(i + 1)
        .filter((b) => a.key !== b.key)
        .map((b) => ({ requirements: [a, b] })),
    ),
  ]
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

function peerWeight({ costOf }: Prices, peer: Peer): number {
  const made = policy('any/any', '', { ingress: [{ peers: [peer], ports: 'any', place: null }] })
  const { requirements, lines } = costOf([], [{ kind: 'create', policy: made, edits: [] }])
  return 1 + 1000 * requirements + lines
}
