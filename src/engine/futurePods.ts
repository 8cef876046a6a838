import type { Cluster } from '../model/cluster'
import type { ConnectionSet } from '../model/connections'
import type { Direction, NetworkPolicy, Rule } from '../model/policy'
import {
  allConnections,
  connectionsOf,
  includes,
  intersect,
  noConnections,
  union,
  unionAll,
} from '../sets/connections'
import { groupBy } from '../sets/groupBy'
import type { PolicyIndex } from './compile'
import {
  canBeNew,
  type FutureKind,
  futureKinds,
  type KnownNamespaces,
  namesIn,
  type PortName,
} from './futureKinds'
import { canAvoid, canMeet, type LabelSets, labelSetsOf } from './labelSets'
import { selects } from './selects'
import { portsOf } from './sideIndex'

/**
 * Pods that the manifests do not have, of one kind: what an endpoint's own side allows all of them, and where their own policies
 * would not let them use it.
 */
export interface FuturePods extends FutureKind {
  /** Whether some of them may use all of it: in a namespace without a policy against it, present or new, or by the labels they carry. */
  readonly isFree: boolean
  /** The namespaces of the manifests where no such pod may use all of it. */
  readonly held: readonly HeldPods[]
}

export interface HeldPods {
  readonly namespace: string
  /** What some such pod may use nevertheless. A port that goes by its name counts as every port that it could be. */
  readonly connections: ConnectionSet
}

/**
 * Every kind of future pod that an endpoint lets in (`ingress`) or may send to (`egress`).
 *
 * A future pod is subject to the policies of its namespace, so both sides count, as for any pod. It has labels and ports as its maker
 * likes, its own pod network, and no address that is known yet, so no ipBlock stands for it (SEMANTICS 15, 17). The namespaces of the
 * manifests keep their labels; a new one has any labels and no policies. A law adds such pods for real and finds the same.
 *
 * None for what is no endpoint. Total; costs the peers of the endpoint's rules squared, and times the policies of their namespaces.
 */
export function futurePods(
  index: PolicyIndex,
  direction: Direction,
  position: number,
): readonly FuturePods[] {
  if (index.endpoints[position] === undefined) return []
  const known = namespacesOf(index.cluster)
  const holds = holdsOf(index, direction === 'ingress' ? 'egress' : 'ingress', position)
  return futureKinds(index, direction, position, known).flatMap((kind) => {
    const all = unionAll([kind.connections, ...kind.names.map(everyPort)])
    const homes = [...known].filter(([, labels]) => selects(kind.namespaces, labels))
    const places = homes.map(([namespace]) => ({
      namespace,
      connections: intersect(all, letThrough(labelSetsOf(kind.podSelector), holds.get(namespace) ?? [])),
    }))
    const held = places.filter(({ connections }) => !includes(connections, all))
    const isNew = canBeNew(kind, known)
    return places.length > 0 || isNew ? { ...kind, isFree: isNew || held.length < places.length, held } : []
  })
}

/** The namespaces of a cluster, implied ones too, with their labels (SEMANTICS 10). */
function namespacesOf({ namespaces, workloads, policies }: Cluster): KnownNamespaces {
  const known = new Map(namespaces.map(({ name, labels }) => [name, labels] as const))
  for (const { namespace } of [...workloads, ...policies])
    if (!known.has(namespace)) known.set(namespace, { 'kubernetes.io/metadata.name': namespace })
  return known
}

/** A policy that isolates future pods, and what it lets them exchange with the endpoint. */
interface Hold {
  readonly pods: LabelSets
  readonly connections: ConnectionSet
}

function holdsOf(
  index: PolicyIndex,
  direction: Direction,
  position: number,
): ReadonlyMap<string, readonly Hold[]> {
  const policies = index.cluster.policies.filter(({ policyTypes }) => policyTypes.includes(direction))
  const byNamespace = groupBy(policies, ({ namespace }) => namespace)
  return new Map(
    [...byNamespace].map(([namespace, own]) => [
      namespace,
      own.map((policy) => ({
        pods: labelSetsOf(policy.podSelector),
        connections: unionAll(
          policy[direction].map((rule) => lets(index, direction, policy, rule, position)),
        ),
      })),
    ]),
  )
}

/** What a rule of a future pod's policy lets it exchange with the endpoint. */
function lets(
  index: PolicyIndex,
  direction: Direction,
  { namespace }: NetworkPolicy,
  rule: Rule,
  position: number,
): ConnectionSet {
  const { peers } = rule
  const matching =
    peers === 'any' ? 'any' : peers.filter((it) => index.peers.standsFor(it, namespace, position))
  if (matching !== 'any' && matching.length === 0) return noConnections
  const { plain, named } = portsOf(rule)
  if (direction === 'ingress') return unionAll([plain, ...namesIn(rule).map(everyPort)])
  // A name towards an ipBlock or the outside allows nothing (SEMANTICS 8).
  const hasNames =
    matching === 'any' ? index.peers.isPod(position) : matching.some(({ kind }) => kind === 'pods')
  const own = named.map((port) => index.connections.setOf(index.namedPorts(position, port)))
  return hasNames ? unionAll([plain, ...own]) : plain
}

/** What some pod of these labels may use: everything if its labels can avoid every policy, else what the policies let that may select it. */
function letThrough(pods: LabelSets, holds: readonly Hold[]): ConnectionSet {
  if (
    canAvoid(
      pods,
      holds.map((hold) => hold.pods),
    )
  )
    return allConnections
  return holds
    .filter((hold) => canMeet(pods, hold.pods))
    .map(({ connections }) => connections)
    .reduce(union, noConnections)
}

function everyPort({ protocol }: PortName): ConnectionSet {
  return connectionsOf(protocol, 1, 65535)
}
