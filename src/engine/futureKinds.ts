import type { ConnectionSet } from '../model/connections'
import type { Direction, Protocol, Rule } from '../model/policy'
import type { LabelSelector, Labels } from '../model/selector'
import { allConnections, includes, isEmpty, union, unionAll } from '../sets/connections'
import { groupBy } from '../sets/groupBy'
import type { PolicyIndex } from './compile'
import { areWithin, isPossible, type LabelSets, labelSetsOf } from './labelSets'
import { isolatingPolicies } from './reach'
import { selectorText } from './selectorText'
import { selects } from './selects'
import { portsOf } from './sideIndex'

/** Pods of some labels in namespaces of some labels, and what one endpoint's own side allows all of them. */
export interface FutureKind {
  readonly podSelector: LabelSelector
  /** By labels alone: a policy's own namespace is the one of its name. */
  readonly namespaces: LabelSelector
  readonly connections: ConnectionSet
  /** For egress: the ports that such a pod gives these names, whichever they are, are allowed too. */
  readonly names: readonly PortName[]
}

export interface PortName {
  readonly protocol: Protocol
  readonly name: string
}

/** The namespaces of the manifests with their labels. */
export type KnownNamespaces = ReadonlyMap<string, Labels>

const everything: LabelSelector = { requirements: [] }
const nameKey = 'kubernetes.io/metadata.name'

/**
 * The kinds of pods that an endpoint's own policies tell apart in one direction, each with all that it is allowed. A kind that another
 * one contains is only here when it is allowed more; one that no pod could be of is not. An endpoint that nothing isolates, and a rule
 * for everybody, have the kind "any pod in any namespace". Total; costs the rules' peers squared.
 */
export function futureKinds(
  index: PolicyIndex,
  direction: Direction,
  position: number,
  known: KnownNamespaces,
): readonly FutureKind[] {
  const policies = isolatingPolicies(index, direction, position)
  if (policies.length === 0)
    return [{ podSelector: everything, namespaces: everything, connections: allConnections, names: [] }]
  const granted = policies.flatMap((policy) =>
    policy[direction].flatMap((rule) => {
      const ports = futurePorts(index, direction, position, rule)
      const isNothing = isEmpty(ports.connections) && ports.names.length === 0
      return isNothing
        ? []
        : selectorsOf(rule, policy.namespace).map((selectors) => ({ ...selectors, ...ports }))
    }),
  )
  const distinct = groupBy(
    granted,
    ({ podSelector, namespaces }) => `${selectorText(podSelector)}|${selectorText(namespaces)}`,
  )
  const kinds = [...distinct.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : sorted(others.reduce(allowedMore, first)),
  )
  return widest(
    kinds.filter(({ pods, homes }) => isPossible(pods) && isPossible(homes)),
    known,
  )
}

/** Whether a namespace that the manifests do not have could be of a kind. Total. */
export function canBeNew({ namespaces }: FutureKind, known: KnownNamespaces): boolean {
  const isNew = { key: nameKey, operator: 'NotIn', values: [...known.keys()] } as const
  return isPossible(homesOf(namespaces, { requirements: [isNew] }))
}

/** The ports of a rule as far as they are known without the pod; for ingress the endpoint itself says what a name means (SEMANTICS 8). */
function futurePorts(index: PolicyIndex, direction: Direction, position: number, rule: Rule) {
  const { plain, named } = portsOf(rule)
  if (direction === 'egress') return { connections: plain, names: namesIn(rule) }
  const own = named.map((port) => index.connections.setOf(index.namedPorts(position, port)))
  return { connections: unionAll([plain, ...own]), names: [] }
}

/** The port names that a rule asks a pod for. */
export function namesIn({ ports }: Rule): readonly PortName[] {
  if (ports === 'any') return []
  return ports.flatMap((port) => (port.kind === 'named' ? { protocol: port.protocol, name: port.name } : []))
}

/** Future pods have no known address, so an ipBlock stands for none of them (SEMANTICS 17). */
function selectorsOf(
  { peers }: Rule,
  own: string,
): readonly Pick<FutureKind, 'podSelector' | 'namespaces'>[] {
  if (peers === 'any') return [{ podSelector: everything, namespaces: everything }]
  const ownNamespace: LabelSelector = {
    requirements: [{ key: nameKey, operator: 'In', values: [own] }],
  }
  return peers.flatMap((peer) => {
    if (peer.kind === 'ipBlock') return []
    return {
      podSelector: peer.podSelector,
      namespaces: peer.namespaces === 'own' ? ownNamespace : peer.namespaces,
    }
  })
}

function allowedMore<Kind extends FutureKind>(kind: Kind, other: FutureKind): Kind {
  const names = [...kind.names, ...other.names]
  const distinct = groupBy(names, ({ protocol, name }) => `${protocol} ${name}`)
  return {
    ...kind,
    connections: union(kind.connections, other.connections),
    names: [...distinct.values()].flatMap(([first]) => first ?? []),
  }
}

interface Sorted extends FutureKind {
  readonly pods: LabelSets
  readonly homes: LabelSets
}

function sorted(kind: FutureKind): Sorted {
  return { ...kind, pods: labelSetsOf(kind.podSelector), homes: homesOf(kind.namespaces) }
}

/** Every namespace has a name (SEMANTICS 10). */
function homesOf(...selectors: readonly LabelSelector[]): LabelSets {
  return labelSetsOf(...selectors, { requirements: [{ key: nameKey, operator: 'Exists' }] })
}

function widest(kinds: readonly Sorted[], known: KnownNamespaces): readonly FutureKind[] {
  const wider = kinds.map((kind) => kinds.filter((other) => other !== kind && isWithin(kind, other, known)))
  const whole = kinds.map((kind, i) => (wider[i] ?? []).reduce(allowedMore, kind))
  const place = new Map(kinds.map((kind, i) => [kind, i] as const))
  return whole.flatMap((kind, i) => {
    const isSaidByOther = (wider[i] ?? []).some((other) => {
      const at = place.get(other) ?? i
      const isSame = (wider[at] ?? []).includes(kinds[i] ?? kind)
      return isAllowedAll(whole[at] ?? other, kind) && (!isSame || at < i)
    })
    const { podSelector, namespaces, connections, names } = kind
    return isSaidByOther ? [] : [{ podSelector, namespaces, connections, names }]
  })
}

function isAllowedAll(kind: FutureKind, other: FutureKind): boolean {
  const has = (wanted: PortName) =>
    kind.names.some(({ protocol, name }) => protocol === wanted.protocol && name === wanted.name)
  return includes(kind.connections, other.connections) && other.names.every(has)
}

function isWithin(narrow: Sorted, wide: Sorted, known: KnownNamespaces): boolean {
  return areWithin(narrow.pods, wide.pods) && areHomesWithin(narrow, wide, known)
}

/** Of a namespace in the manifests the labels are known, so a name can say more than a selector shows. */
function areHomesWithin(narrow: Sorted, wide: Sorted, known: KnownNamespaces): boolean {
  const names = narrow.namespaces.requirements.flatMap((it) =>
    it.operator === 'In' && it.key === nameKey ? [it.values] : [],
  )
  const [first, ...others] = names
  if (first === undefined) return areWithin(narrow.homes, wide.homes)
  const all = first.filter((name) => others.every((values) => values.includes(name)))
  return all.every((name) => {
    const labels = known.get(name)
    if (labels !== undefined) return !selects(narrow.namespaces, labels) || selects(wide.namespaces, labels)
    const isNamed: LabelSelector = { requirements: [{ key: nameKey, operator: 'In', values: [name] }] }
    return areWithin(homesOf(narrow.namespaces, isNamed), wide.homes)
  })
}
