/** One namespace of a case as the exhaustive search sees it: of endpoints and ports that nothing there tells apart, one stands for all. */
import type { Endpoint } from '../model/cluster'
import type { NetworkPolicy, Peer, PortMatch, Rule } from '../model/policy'
import type { LabelSelector } from '../model/selector'
import type { Demand } from './minimalDemand'
import type { Grid, PeerChoice, RuleMeaning, Search, SubjectChoice } from './minimalSearch'
import {
  membersOfPeer,
  own,
  type Place,
  peerChoices,
  peersOf,
  portChoices,
  subjectChoices,
} from './minimalSpace'
import { type DirectionNumber, directions, type World } from './minimalWorld'

/** What can be made in a namespace, whatever is asked. */
export interface Choices {
  readonly subjects: readonly SubjectChoice[]
  readonly peers: readonly PeerChoice[]
  readonly there: readonly NetworkPolicy[]
}

export function choicesOf(place: Place): Choices {
  return {
    subjects: subjectChoices(place),
    peers: peerChoices(place),
    there: own(place.cluster.policies, place.namespace),
  }
}

export function searchOf(place: Place, all: Choices, demand: Demand, mayAmend: boolean): Search {
  const { world, namespace } = place
  const choices = { ...all, peers: usefulPeers(world, namespace, all.peers, demand) }
  const grid = gridOf(world, namespace, choices, demand)
  const [subjectAt, peerAt] = [indexOf(grid.subjects), indexOf(grid.peers)]
  const subjects = choices.subjects.map((it) => ({ ...it, members: within(it.members, subjectAt) }))
  const selectedBy = (selector: LabelSelector) =>
    within(world.index.peers.podsIn(namespace, selector), subjectAt)
  const hosts = [
    ...subjects.map(({ members }) => members),
    ...choices.there.map((it) => selectedBy(it.podSelector)),
  ]
  const shared = new Set(hosts.flatMap((members) => members.flatMap((a) => members.map((b) => a * 1000 + b))))
  return {
    grid,
    namespace,
    subjects,
    peers: choices.peers.map((it) => ({ ...it, members: within(it.members, peerAt) })),
    ports: portChoices(world, grid.distinctAtoms),
    shareHost: (a, b) => shared.has(a * 1000 + b),
    meaningOf: meanings(world, namespace, grid, peerAt),
    selectedBy,
    mayAmend,
    allowedPeers: new Map(),
    options: new Map(),
  }
}

/** Those that some subject may be allowed something with, and that no other one stands in for, which means more and costs no more. */
function usefulPeers(
  world: World,
  namespace: string,
  peers: readonly PeerChoice[],
  demand: Demand,
): readonly PeerChoice[] {
  const pods = world.index.peers.podsIn(namespace, { requirements: [] })
  const useful = peers
    .map((choice) => ({
      choice,
      set: new Set(choice.members),
      allowed: ([0, 1] as const).flatMap((it) =>
        pods.map((pod) =>
          choice.members.reduce((mask, peer) => mask & demand.may(it, pod, peer), world.everyAtom),
        ),
      ),
    }))
    .filter(({ allowed }) => allowed.some((mask) => mask !== 0))
  return useful
    .filter(
      (a) =>
        !useful.some(
          (b) =>
            b.choice.weight <= a.choice.weight &&
            b.set.size > a.set.size &&
            a.choice.members.every((member) => b.set.has(member)) &&
            a.allowed.every((mask, i) => (mask & ~(b.allowed[i] ?? 0)) === 0),
        ),
    )
    .map(({ choice }) => choice)
}

function gridOf(world: World, namespace: string, { subjects, peers, there }: Choices, demand: Demand): Grid {
  const pods = world.index.peers.podsIn(namespace, { requirements: [] })
  const everyone = [...world.endpoints.keys()]
  const namesPorts = there.flatMap(rulesOf).some(({ ports }) => ports !== 'any' && ports.some(isNamed))
  const portsAt = (it: number) => (namesPorts ? portText(world.endpoints[it]) : '')
  const cells = (subject: number, peer: number) =>
    ([0, 1] as const).map((it) => `${demand.need(it, subject, peer)} ${demand.may(it, subject, peer)}`).join()
  const peerSets = [
    ...peers.map(({ members }) => members),
    ...there.flatMap(peersOf).map((it) => membersOfPeer(world, it, namespace)),
  ].map((members) => new Set(members))
  const chosenPeers = oneOfEach(everyone, (it) =>
    [
      portsAt(it),
      peerSets.map((set) => (set.has(it) ? 1 : 0)).join(''),
      ...pods.map((pod) => cells(pod, it)),
    ].join(';'),
  )
  const subjectSets = [
    ...subjects.map(({ members }) => members),
    ...there.map((it) => world.index.peers.podsIn(namespace, it.podSelector)),
  ].map((members) => new Set(members))
  const isolation = (it: number) =>
    ([0, 1] as const)
      .map((at) => [demand.mustIsolate, demand.mayIsolate, demand.isShut].map((is) => is(at, it)).join())
      .join()
  const chosenSubjects = oneOfEach(pods, (it) =>
    [
      portsAt(it),
      isolation(it),
      subjectSets.map((set) => (set.has(it) ? 1 : 0)).join(''),
      ...chosenPeers.map((peer) => cells(it, peer)),
    ].join(';'),
  )
  const table = (of: Demand['need']) =>
    Uint32Array.from(
      ([0, 1] as const).flatMap((it) =>
        chosenSubjects.flatMap((subject) => chosenPeers.map((peer) => of(it, subject, peer))),
      ),
    )
  const flags = (of: Demand['mustIsolate']) =>
    Uint8Array.from(
      ([0, 1] as const).flatMap((it) => chosenSubjects.map((subject) => (of(it, subject) ? 1 : 0))),
    )
  const [need, may] = [table(demand.need), table(demand.may)]
  return {
    subjects: chosenSubjects,
    peers: chosenPeers,
    isListed: chosenSubjects.map((it) => world.standingOf(it) === 'listed'),
    need,
    may,
    mustIsolate: flags(demand.mustIsolate),
    mayIsolate: flags(demand.mayIsolate),
    shut: flags(demand.isShut),
    distinctAtoms: distinctAtomsOf(world, [...need, ...may], there),
    everyAtom: world.everyAtom,
  }
}

/** The atoms that some mask, or a port of a rule, tells from the one before. */
function distinctAtomsOf(
  { atoms }: World,
  masks: readonly number[],
  there: readonly NetworkPolicy[],
): number {
  const ports = there
    .flatMap(rulesOf)
    .flatMap((it): readonly PortMatch[] => (it.ports === 'any' ? [] : it.ports))
  const cuts = new Set(
    ports.flatMap((it) =>
      it.kind === 'range' ? [`${it.protocol} ${it.first}`, `${it.protocol} ${it.last + 1}`] : [],
    ),
  )
  const hasNamed = ports.some(isNamed)
  let changing = 0
  for (const mask of masks) changing |= mask ^ (mask << 1)
  return atoms.reduce((sum, { protocol, first }, i) => {
    const isFirst = atoms[i - 1]?.protocol !== protocol
    const isCut = isFirst || hasNamed || (changing & (1 << i)) !== 0 || cuts.has(`${protocol} ${first}`)
    return isCut ? sum | (1 << i) : sum
  }, 0)
}

/** Looks up what a rule means; each peer, and each rule, is worked out once. */
function meanings(world: World, namespace: string, grid: Grid, peerAt: ReadonlyMap<number, number>) {
  const [known, knownPeers] = [new WeakMap<Rule, RuleMeaning>(), new WeakMap<Peer, readonly number[]>()]
  const membersOf = (peer: Peer) => {
    const members = knownPeers.get(peer) ?? within(membersOfPeer(world, peer, namespace), peerAt)
    knownPeers.set(peer, members)
    return members
  }
  return (rule: Rule): RuleMeaning => {
    const before = known.get(rule)
    if (before !== undefined) return before
    const has = new Uint8Array(grid.peers.length)
    if (rule.peers === 'any') has.fill(1)
    else for (const peer of rule.peers) for (const member of membersOf(peer)) has[member] = 1
    const isResolved = rule.ports === 'any' || !rule.ports.some(isNamed)
    const destination = (direction: DirectionNumber, subject: number, peer: number) =>
      world.endpoints[(directions[direction] === 'ingress' ? grid.subjects[subject] : grid.peers[peer]) ?? -1]
    const meaning: RuleMeaning = {
      members: [...has.keys()].filter((peer) => has[peer] === 1),
      has,
      mask: isResolved ? portsMask(world, rule.ports, undefined) : null,
      maskFor: (direction, subject, peer) =>
        portsMask(world, rule.ports, destination(direction, subject, peer)),
    }
    known.set(rule, meaning)
    return meaning
  }
}

function portsMask(world: World, ports: Rule['ports'], destination: Endpoint | undefined): number {
  if (ports === 'any') return world.everyAtom
  return ports.reduce((sum, port) => sum | portMask(world, port, destination), 0)
}

function portMask({ atoms }: World, port: PortMatch, destination: Endpoint | undefined): number {
  const known = destination?.kind === 'workload' ? destination.ports : []
  const ranges =
    port.kind === 'range'
      ? [port]
      : known
          .filter(({ name, protocol }) => name === port.name && protocol === port.protocol)
          .map((it) => ({ first: it.port, last: it.port }))
  return atoms.reduce(
    (mask, { protocol, first }, i) =>
      protocol === port.protocol && ranges.some((it) => it.first <= first && first <= it.last)
        ? mask | (1 << i)
        : mask,
    0,
  )
}

function portText(endpoint: Endpoint | undefined): string {
  return endpoint?.kind === 'workload' ? JSON.stringify(endpoint.ports) : ''
}

function isNamed({ kind }: PortMatch): boolean {
  return kind === 'named'
}

function rulesOf({ ingress, egress }: NetworkPolicy): readonly Rule[] {
  return [...ingress, ...egress]
}

function oneOfEach(positions: readonly number[], keyOf: (position: number) => string): readonly number[] {
  const first = new Map<string, number>()
  for (const position of positions) {
    const key = keyOf(position)
    if (!first.has(key)) first.set(key, position)
  }
  return [...first.values()]
}

function indexOf(positions: readonly number[]): ReadonlyMap<number, number> {
  return new Map(positions.map((position, i) => [position, i]))
}

function within(positions: readonly number[], at: ReadonlyMap<number, number>): readonly number[] {
  return positions.flatMap((position) => at.get(position) ?? [])
}
