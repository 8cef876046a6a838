import { selects } from '../engine/selects'
import type { Cluster, Service, ServicePort, Workload } from '../model/cluster'
import type { ConnectionSet } from '../model/connections'
import type { EndpointId } from '../model/ids'
import type { LabelSelector, Labels } from '../model/selector'
import { connectionsOf, noConnections, unionAll } from '../sets/connections'
import { groupBy } from './groupBy'

/** The Services that stand in front of each workload, in cluster order; no entry for a workload without any. */
export type ServicesByWorkload = ReadonlyMap<EndpointId, readonly Service[]>

/**
 * Finds the Services that select each workload's pods: same namespace, all labels of the selector (SEMANTICS 20). A Service
 * without a selector selects nothing. Total, O(sum over namespaces of Services x workloads).
 */
export function servicesByWorkload({ workloads, services }: Cluster): ServicesByWorkload {
  const byNamespace = groupBy(
    services.filter(({ selector }) => selector !== null && Object.keys(selector).length > 0),
    ({ namespace }) => namespace,
  )
  const found = new Map<EndpointId, readonly Service[]>()
  for (const { id, namespace, labels } of workloads) {
    const selecting = (byNamespace.get(namespace) ?? []).filter(
      ({ selector }) => selector !== null && selects(everyLabel(selector), labels),
    )
    if (selecting.length > 0) found.set(id, selecting)
  }
  return found
}

/** What a Service's port means on the workload's pods: its `targetPort`, a name resolved on the containers. Total. */
export function targetConnections({ protocol, targetPort }: ServicePort, workload: Workload): ConnectionSet {
  if (typeof targetPort === 'number') return connectionsOf(protocol, targetPort)
  return unionAll(
    workload.ports
      .filter(({ name, protocol: spoken }) => name === targetPort && spoken === protocol)
      .map(({ port }) => connectionsOf(protocol, port)),
  )
}

/** Every port that a workload says it listens on: its containers' and those that Services send to. Empty when it says none. Total. */
export function declaredConnections(workload: Workload, services: readonly Service[]): ConnectionSet {
  const own = workload.ports.map(({ protocol, port }) => connectionsOf(protocol, port))
  const sent = services.flatMap(({ ports }) => ports.map((port) => targetConnections(port, workload)))
  return own.length + sent.length === 0 ? noConnections : unionAll([...own, ...sent])
}

function everyLabel(labels: Labels): LabelSelector {
  return {
    requirements: Object.entries(labels).map(([key, value]) => ({ key, operator: 'In', values: [value] })),
  }
}
