import { targetConnections } from '../engine/servicePorts'
import type { Service, Workload } from '../model/cluster'
import type { ConnectionSet } from '../model/connections'
import type { PortSuggestion } from '../model/summary'
import { connectionsOf, formatConnections, isEmpty, unionAll } from '../sets/connections'
import { groupBy } from '../sets/groupBy'

/**
 * Ports to propose for a flow to a workload that these Services select, the best first: all that it declares when there are several, then its container
 * ports, then the target ports of Services that select it (SEMANTICS 20). Each set once, with every reason for it. Total.
 */
export function suggestPorts(workload: Workload, services: readonly Service[]): readonly PortSuggestion[] {
  const reasons = [
    ...workload.ports.map(({ name, protocol, port }) => ({
      connections: connectionsOf(protocol, port),
      why: name === null ? 'container port' : `container port "${name}"`,
    })),
    ...services.flatMap((service) =>
      service.ports.map((port) => ({
        connections: targetConnections(port, workload),
        why: `Service ${service.name}, port ${port.port}`,
      })),
    ),
  ].filter(({ connections }) => !isEmpty(connections))

  const single = [...groupBy(reasons, ({ connections }) => formatConnections(connections))].map(
    ([label, same]): PortSuggestion => ({
      connections: same[0]?.connections ?? unionAll([]),
      label,
      why: [...new Set(same.map(({ why }) => why))].join('; '),
    }),
  )
  return single.length < 2 ? single : [suggestAll(single.map(({ connections }) => connections)), ...single]
}

function suggestAll(sets: readonly ConnectionSet[]): PortSuggestion {
  const connections = unionAll(sets)
  return { connections, label: formatConnections(connections), why: 'all declared ports' }
}
