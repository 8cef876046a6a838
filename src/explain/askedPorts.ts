import { selects } from '../engine/selects'
import type { Cluster, Endpoint, Workload } from '../model/cluster'
import type { ConnectionSet } from '../model/connections'
import { allConnections, connectionsOf, isEmpty, unionAll } from '../sets/connections'

/**
 * The connections that a question about flows to an endpoint means when it names none: what its containers declare and what
 * Services send to it (SEMANTICS 20); everything where it declares nothing. Total.
 */
export function askedPorts(cluster: Cluster, to: Endpoint): ConnectionSet {
  if (to.kind === 'external') return allConnections
  const own = to.ports.map(({ protocol, port }) => connectionsOf(protocol, port))
  const declared = unionAll([...own, ...targetPorts(cluster, to)])
  return isEmpty(declared) ? allConnections : declared
}

function targetPorts({ services }: Cluster, workload: Workload): readonly ConnectionSet[] {
  const { namespace, labels, ports } = workload
  return services
    .filter(({ namespace: home, selector }) => {
      const wanted = Object.entries(selector ?? {})
      const requirements = wanted.map(([key, value]) => ({ key, operator: 'In' as const, values: [value] }))
      return home === namespace && wanted.length > 0 && selects({ requirements }, labels)
    })
    .flatMap((service) => service.ports)
    .flatMap(({ protocol, targetPort }) =>
      typeof targetPort === 'number'
        ? [connectionsOf(protocol, targetPort)]
        : ports
            .filter((it) => it.name === targetPort && it.protocol === protocol)
            .map(({ port }) => connectionsOf(protocol, port)),
    )
}
