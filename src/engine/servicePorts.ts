import type { Cluster, Service, ServicePort, Workload } from '../model/cluster'
import type { ConnectionSet } from '../model/connections'
import type { EndpointId } from '../model/ids'
import type { LabelSelector, Labels } from '../model/selector'
import { connectionsOf, noConnections, unionAll } from '../sets/connections'
import { groupBy } from '../sets/groupBy'
import { selects } from './selects'

/** The Services that stand in front of each workload, in cluster order; no entry for a workload without any. */
export type ServicesByWorkload = ReadonlyMap<EndpointId, readonly Service[]>

/** The Services that stand in front of each workload. Total, O(sum over namespaces of Services x workloads). */
export function servicesByWorkload({ workloads, services }: Cluster): ServicesByWorkload {
  const byNamespace = groupBy(services, ({ namespace }) => namespace)
  const found = new Map<EndpointId, readonly Service[]>()
  for (const workload of workloads) {
    const own = servicesOf(byNamespace.get(workload.namespace) ?? [], workload)
    if (own.length > 0) found.set(workload.id, own)
  }
  return found
}

/**
 * The Services that select a workload's pods: same namespace, all labels of the selector (SEMANTICS 20). A Service without a
 * selector selects nothing. Total, linear in the Services.
 */
export function servicesOf(services: readonly Service[], workload: Workload): readonly Service[] {
  return services.filter(
    ({ namespace, selector }) =>
      namespace === workload.namespace &&
      selector !== null &&
      Object.keys(selector).length > 0 &&
      selects(everyLabel(selector), workload.labels),
  )
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
