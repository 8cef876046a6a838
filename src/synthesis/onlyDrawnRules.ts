import type { PolicyIndex } from '../engine/compile'
import { namedPortKey } from '../engine/namedPorts'
import { selects } from '../engine/selects'
import type { ConnectionSet } from '../model/connections'
import type { Direction, NetworkPolicy, OneOrMore, Peer, PortMatch, Rule } from '../model/policy'
import {
  allConnections,
  equals,
  includes,
  intersect,
  isEmpty,
  noConnections,
  subtract,
  unionAll,
} from '../sets/connections'
import { isAlone } from './ends'
import type { Drawn } from './onlyDrawnFlows'
import { workloadSelector } from './peers'
import { connectionsOfPorts, withoutConnections } from './ports'
import type { Scene } from './scene'
import { namespaceNamed } from './selectors'
import { selectedBy } from './subjects'

/** What the rules of existing policies are held against. */
export interface Measure {
  readonly scene: Scene
  /** The draft that the rules stand in, compiled. */
  readonly index: PolicyIndex
  readonly drawn: Drawn
}

/**
 * A policy with what is right of its rules: what they allow each of its pods is drawn, for every one of them and for all that a peer
 * stands for, pods to come included. A rule loses the peers that are wrong; where all are, it keeps the ports that are right for them.
 * What selects nobody today allows only what nobody drew. The same object when all of it is right; rules of a direction that is not
 * among its types are inert (SEMANTICS 2) and stay. Total; a question for each pair of its pods and its peers' until one is wrong.
 */
export function rightPart(measure: Measure, policy: NetworkPolicy): NetworkPolicy {
  const subjects = selectedBy(measure.index, policy.namespace, policy.podSelector)
  const part = (direction: Direction): readonly Rule[] =>
    policy.policyTypes.includes(direction)
      ? policy[direction].flatMap((rule) => rightRule(measure, policy, direction, subjects, rule) ?? [])
      : policy[direction]
  const [ingress, egress] = [part('ingress'), part('egress')]
  const isSame = (a: readonly Rule[], b: readonly Rule[]) =>
    a.length === b.length && a.every((rule, i) => rule === b[i])
  return isSame(ingress, policy.ingress) && isSame(egress, policy.egress)
    ? policy
    : { ...policy, ingress, egress }
}

/** Whether a policy has rules that allow anything. */
export function hasRules({ policyTypes, ...rules }: NetworkPolicy): boolean {
  return policyTypes.some((direction) => rules[direction].length > 0)
}

function rightRule(
  measure: Measure,
  policy: NetworkPolicy,
  direction: Direction,
  subjects: readonly number[],
  rule: Rule,
): Rule | null {
  const part = lessOfRule(measure, policy, direction, subjects, rule)
  // What is left of its ports may mean nothing to some of its peers.
  return part === null || part === rule ? part : rightRule(measure, policy, direction, subjects, part)
}

/** The same object when all of it is right; else strictly less. */
function lessOfRule(
  measure: Measure,
  { namespace }: NetworkPolicy,
  direction: Direction,
  subjects: readonly number[],
  rule: Rule,
): Rule | null {
  const judged = (positions: readonly number[] | null) =>
    positions === null ? nothingRight : judge(measure, direction, rule, subjects, positions)
  if (rule.peers === 'any') {
    const { isRight, common } = judged(everybody(measure))
    return isRight ? rule : narrowed(measure, direction, rule, subjects, 'any', common)
  }
  const judgements = rule.peers.map((peer) => ({ peer, ...judged(standingFor(measure, peer, namespace)) }))
  const right = oneOrMore(judgements.filter(({ isRight }) => isRight).map(({ peer }) => peer))
  if (right !== null) return right.length === judgements.length ? rule : { ...rule, peers: right }
  const common = judgements.find((it) => !isEmpty(it.common))?.common ?? noConnections
  const alike = oneOrMore(judgements.filter((it) => equals(it.common, common)).map(({ peer }) => peer))
  return alike === null ? null : narrowed(measure, direction, rule, subjects, alike, common)
}

/** The rule for these peers, with those of its ports that are drawn for all of them. */
function narrowed(
  { index }: Measure,
  direction: Direction,
  rule: Rule,
  subjects: readonly number[],
  peers: Rule['peers'],
  common: ConnectionSet,
): Rule | null {
  if (isEmpty(common)) return null
  // Whatever a name stands for on any destination; what is not drawn of it goes.
  const destinations = direction === 'ingress' ? subjects : [...index.endpoints.keys()]
  const resolve = (port: PortMatch & { kind: 'named' }) =>
    unionAll(destinations.map((destination) => namedPort(index, destination, port)))
  const ports = withoutConnections(rule.ports, subtract(allConnections, common), resolve)
  return ports === null ? null : { ...rule, peers, ports }
}

interface Judgement {
  /** All that the rule allows these peers is drawn, and it allows something. */
  readonly isRight: boolean
  /** What is drawn for every pair of them. */
  readonly common: ConnectionSet
}

const nothingRight: Judgement = { isRight: false, common: noConnections }

function judge(
  { index, drawn }: Measure,
  direction: Direction,
  rule: Rule,
  subjects: readonly number[],
  peers: readonly number[],
): Judgement {
  const grants = grantsOf(index, rule)
  let [isRight, allowsAny, common] = [true, false, allConnections]
  for (const subject of subjects)
    for (const peer of peers) {
      if (subject === peer && isAlone(index, subject)) continue
      const [from, to] = direction === 'egress' ? [subject, peer] : [peer, subject]
      const [wanted, granted] = [drawn(from, to), grants(to)]
      allowsAny ||= !isEmpty(granted)
      isRight &&= includes(wanted, granted)
      common = intersect(common, wanted)
      if (!isRight && isEmpty(common)) return nothingRight
    }
  return allowsAny ? { isRight, common } : nothingRight
}

/** What a rule allows towards a destination: names of ports mean something only there. */
function grantsOf(index: PolicyIndex, { ports }: Rule): (destination: number) => ConnectionSet {
  const isPlain = ports === 'any' || ports.every(({ kind }) => kind === 'range')
  const plain = connectionsOfPorts(ports, () => noConnections)
  if (isPlain) return () => plain
  return (destination) => connectionsOfPorts(ports, (port) => namedPort(index, destination, port))
}

function namedPort(
  index: PolicyIndex,
  destination: number,
  port: PortMatch & { kind: 'named' },
): ConnectionSet {
  return index.endpoints[destination]?.kind === 'workload'
    ? index.connections.setOf(index.namedPorts(destination, namedPortKey(port)))
    : noConnections
}

/**
 * Positions of all that a peer stands for. Null when it also stands for pods to come of a namespace that no drawn flow speaks of as a
 * whole: then none stands in for them here.
 */
function standingFor(measure: Measure, peer: Peer, namespace: string): readonly number[] | null {
  const { scene, index } = measure
  if (peer.kind === 'ipBlock')
    return index.endpoints.flatMap(({ kind }, position) =>
      kind === 'external' && index.peers.standsFor(peer, namespace, position) ? [position] : [],
    )
  const { podSelector, namespaces: scope } = peer
  if (scope === 'own') return index.peers.podsIn(namespace, podSelector)
  const found = [...scene.namespaceLabels].filter(([, labels]) => selects(scope, labels))
  const positions = found.flatMap(([name]) => index.peers.podsIn(name, podSelector))
  if (!selects(podSelector, {}) || positions.some((position) => isUnlabelled(measure, position)))
    return positions
  const spokenOf = namespacesWithPodsToCome(scene)
  const isForAnyToCome = selects(scope, { [namespaceNamed('').key]: toCome })
  const isSpokenOf =
    (isForAnyToCome ? spokenOf.isEverywhere : true) && found.every(([it]) => spokenOf.names.has(it))
  return isSpokenOf ? positions : null
}

/** Whether every selector of a listed workload also selects pods without labels: then no peer for it can leave those out. */
function isUnlabelled({ scene, index }: Measure, position: number): boolean {
  const endpoint = index.endpoints[position]
  if (endpoint?.kind !== 'workload' || scene.futurePods.has(endpoint.id)) return false
  const { requirements } = workloadSelector(scene, endpoint).selector
  return requirements.length > 0 && selects({ requirements }, {})
}

function everybody({ scene, index }: Measure): readonly number[] | null {
  return namespacesWithPodsToCome(scene).isEverywhere ? [...index.endpoints.keys()] : null
}

// No namespace can have this name.
const toCome = 'any namespace'

function namespacesWithPodsToCome({ futurePods, workloads, listedNamespaces }: Scene) {
  const names = [...futurePods].flatMap((id) => {
    const pod = workloads.get(id)
    return pod === undefined || Object.keys(pod.labels).length > 0 ? [] : [pod.namespace]
  })
  return { names: new Set(names), isEverywhere: names.some((name) => !listedNamespaces.has(name)) }
}

function oneOrMore<T>(list: readonly T[]): OneOrMore<T> | null {
  const [first, ...others] = list
  return first === undefined ? null : [first, ...others]
}
