import type { AddressRange, Service, Workload } from '../model/cluster'
import type { ConnectionSet } from '../model/connections'
import type { EndpointId } from '../model/ids'
import type { Direction } from '../model/policy'
import { formatAddress, mergeIntervals } from '../sets/addresses'
import { intervalsOf } from '../sets/cidrs'
import { isEmpty, unionAll } from '../sets/connections'
import { noneId } from '../sets/connectionTable'
import { groupBy } from '../sets/groupBy'
import type { PolicyIndex } from './compile'
import { type FuturePods, futurePods } from './futurePods'
import { isIsolated, reachId } from './reach'
import { servicesOf, targetConnections } from './servicePorts'

/** What a workload exchanges with everything that the manifests do not have. */
export interface Exposure {
  readonly endpoint: EndpointId
  readonly ingress: SideExposure
  readonly egress: SideExposure
  /** Services that lead from outside to it. */
  readonly entrances: readonly Entrance[]
}

export interface SideExposure {
  readonly isIsolated: boolean
  /** Addresses that may exchange something with it, those with the same connections together, in the order of their first ones. */
  readonly outside: readonly OutsideExposure[]
  readonly future: readonly FuturePods[]
}

export interface OutsideExposure {
  /** Neighbours merged, ascending, IPv4 before IPv6. */
  readonly ranges: readonly AddressRange[]
  readonly blocks: readonly EndpointId[]
  /** All addresses that there are. */
  readonly isEverything: boolean
  readonly connections: ConnectionSet
}

/** A Service of type NodePort or LoadBalancer that selects the workload (SEMANTICS 20). */
export interface Entrance {
  readonly service: Service
  /** The ports of the pods that it sends to. */
  readonly connections: ConnectionSet
}

/**
 * Everything that a workload is exposed to beyond the manifests: addresses outside, and pods that are not there yet. Null for what is
 * no workload. Total; costs the external blocks, the Services, and `futurePods` twice.
 */
export function exposure(index: PolicyIndex, position: number): Exposure | null {
  const workload = index.endpoints[position]
  if (workload?.kind !== 'workload') return null
  const side = (direction: Direction): SideExposure => ({
    isIsolated: isIsolated(index, direction, position),
    outside: outsideOf(index, direction, position),
    future: futurePods(index, direction, position),
  })
  return {
    endpoint: workload.id,
    ingress: side('ingress'),
    egress: side('egress'),
    entrances: entrancesOf(index.cluster.services, workload),
  }
}

function outsideOf(index: PolicyIndex, direction: Direction, position: number): readonly OutsideExposure[] {
  const blocks = index.endpoints.flatMap((block, at) => {
    if (block.kind !== 'external') return []
    const [from, to] = direction === 'ingress' ? [at, position] : [position, at]
    return { block, connections: reachId(index, from, to) }
  })
  return [...groupBy(blocks, ({ connections }) => connections)].flatMap(([connections, same]) =>
    connections === noneId
      ? []
      : {
          ranges: merged(same.flatMap(({ block }) => block.ranges)),
          blocks: same.map(({ block }) => block.id),
          isEverything: same.length === blocks.length,
          connections: index.connections.setOf(connections),
        },
  )
}

function merged(ranges: readonly AddressRange[]): readonly AddressRange[] {
  return mergeIntervals(intervalsOf(ranges)).map(({ version, first, last }) => ({
    first: formatAddress(version, first),
    last: formatAddress(version, last),
  }))
}

function entrancesOf(services: readonly Service[], workload: Workload): readonly Entrance[] {
  return servicesOf(services, workload).flatMap((service) => {
    if (service.type !== 'LoadBalancer' && service.type !== 'NodePort') return []
    const connections = unionAll(service.ports.map((port) => targetConnections(port, workload)))
    return isEmpty(connections) ? [] : { service, connections }
  })
}
