import { policySelects } from '../engine/selects'
import { servicesByWorkload } from '../engine/servicePorts'
import type { Cluster } from '../model/cluster'
import type { EndpointSummary, PolicySummary } from '../model/summary'
import { defaultOptions, type ScenarioOptions } from '../model/workspace'
import { groupBy } from '../sets/groupBy'
import { suggestPorts } from './suggestPorts'

/** One line for every workload, in cluster order, with the ports to propose for flows to it. Total. */
export function endpointSummaries(cluster: Cluster): readonly EndpointSummary[] {
  const services = servicesByWorkload(cluster)
  return cluster.workloads.map((workload) => {
    const { id, namespace, name, variant, workloadKind, labels, ports, place } = workload
    const suggestions = suggestPorts(workload, services.get(id) ?? [])
    return { id, namespace, name, variant, workloadKind, labels, ports, suggestions, place }
  })
}

/** One line for every policy, in cluster order, with how many workloads it selects. Total, O(policies x workloads of a namespace). */
export function policySummaries(
  { policies, workloads }: Cluster,
  options: ScenarioOptions = defaultOptions,
): readonly PolicySummary[] {
  const byNamespace = groupBy(workloads, ({ namespace }) => namespace)
  return policies.map((policy) => {
    const own = byNamespace.get(policy.namespace) ?? []
    const selects = own.filter((workload) => policySelects(policy, workload, options)).length
    return { id: policy.id, policyTypes: policy.policyTypes, selects, place: policy.place }
  })
}
