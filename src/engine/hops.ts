import type { Endpoint } from '../model/cluster'
import type { ConnectionSet } from '../model/connections'
import { isEmpty, noConnections } from '../sets/connections'
import { allId, type ConnectionId, noneId } from '../sets/connectionTable'
import type { PolicyIndex } from './compile'
import { reachId } from './reach'
import { mayReachOf } from './reachBits'
import { declaredConnections, servicesByWorkload } from './servicePorts'

/** `out`: whom a taken endpoint can go on to. `in`: from where somebody can come to it. */
export type HopDirection = 'out' | 'in'

/**
 * `declared`: a flow counts when it carries a port that its destination declares, by its containers or by a Service; every flow
 * counts where the destination declares none. `any`: every allowed flow counts, whether or not something listens.
 */
export type HopPorts = 'declared' | 'any'

/** Everything that can be reached from an endpoint, or that can reach it, step by step. */
export interface Hops {
  readonly start: number
  readonly direction: HopDirection
  readonly ports: HopPorts
  /** What is one step away, what is two steps away, …; each by position, none empty. The start is in none of them. */
  readonly layers: readonly (readonly Hop[])[]
}

/** One endpoint on the shortest way to it. */
export interface Hop {
  readonly endpoint: number
  /** Its neighbour towards the start, one layer nearer; the first by position where there are several. */
  readonly via: number
  /** What counts of the step between the two. */
  readonly connections: ConnectionSet
}

/**
 * Breadth first: whom somebody can reach who has taken the pods of `start`, hop by hop, or who can come to `start` that way.
 *
 * The attacker is the worst one: whoever is reached on a port that counts is taken, and all that its policies allow is open from
 * there. Addresses outside are reached, or come in, but nobody goes on through them. All pods of a workload are taken together. A
 * workload with zero replicas counts as if it ran, since policies are written for what will run (SEMANTICS 13). Replies need no rule and
 * are no step. What an attacker gains beyond the network (the node of a host network pod, credentials) is not asked here.
 *
 * Total; none for a position that there is not. Each class of endpoints is gone on from once, so it costs classes times endpoints.
 */
export function reachFrom(
  index: PolicyIndex,
  start: number,
  direction: HopDirection,
  ports: HopPorts = 'declared',
): Hops {
  const step = stepFinder(index, direction, ports)
  const layers: (readonly Hop[])[] = []
  let left = [...index.endpoints.keys()].filter((position) => position !== start)
  let layer = index.endpoints[start] === undefined ? [] : step([start], left)
  while (layer.length > 0) {
    layers.push(layer)
    const found = new Set(layer.map(({ endpoint }) => endpoint))
    left = left.filter((position) => !found.has(position))
    const gates = [...found].filter((position) => index.endpoints[position]?.kind === 'workload')
    layer = step(gates, left)
  }
  return { start, direction, ports, layers }
}

/** Finds which of the endpoints that are left are one step from a layer; both ascending, and so are they. */
function stepFinder(index: PolicyIndex, direction: HopDirection, ports: HopPorts) {
  const declared = ports === 'declared' ? declaredIds(index) : index.endpoints.map(() => allId)
  const mayReach = mayReachOf(index)
  const { of } = index.classes
  const mayStep =
    direction === 'out'
      ? (via: number, endpoint: number) => mayReach(of[via] ?? 0, of[endpoint] ?? 0)
      : (via: number, endpoint: number) => mayReach(of[endpoint] ?? 0, of[via] ?? 0)
  const counts = (via: number, endpoint: number): ConnectionId => {
    const [from, to] = direction === 'out' ? [via, endpoint] : [endpoint, via]
    return index.connections.intersect(reachId(index, from, to), declared[to] ?? noneId)
  }
  // Endpoints that nothing tells apart go on to the same others. What comes to them also depends on the ports that they declare.
  const likeness = (position: number) => `${of[position]} ${direction === 'in' ? declared[position] : ''}`
  const goneOnFrom = new Set<string>()
  const isFirst = (via: number) => {
    const isNew = !goneOnFrom.has(likeness(via))
    goneOnFrom.add(likeness(via))
    return isNew
  }
  return (layer: readonly number[], left: readonly number[]): readonly Hop[] => {
    const found = new Map<number, Hop>()
    for (const via of layer.filter(isFirst))
      for (const endpoint of left) {
        // Most pairs of a large cluster have nothing to say to each other.
        if (!mayStep(via, endpoint) || found.has(endpoint)) continue
        const connections = counts(via, endpoint)
        if (connections !== noneId)
          found.set(endpoint, { endpoint, via, connections: index.connections.setOf(connections) })
      }
    return left.flatMap((endpoint) => found.get(endpoint) ?? [])
  }
}

/** For each endpoint the ports that it declares, as a number of the index's own table; all where it declares none. */
function declaredIds({ endpoints, cluster, connections }: PolicyIndex): readonly ConnectionId[] {
  const services = servicesByWorkload(cluster)
  const declaredBy = (endpoint: Endpoint) =>
    endpoint.kind === 'workload'
      ? declaredConnections(endpoint, services.get(endpoint.id) ?? [])
      : noConnections
  return endpoints.map((endpoint) => {
    const declared = declaredBy(endpoint)
    return isEmpty(declared) ? allId : connections.idOf(declared)
  })
}
