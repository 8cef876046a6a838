import { declaredConnections, servicesOf } from '../engine/servicePorts'
import type { Cluster, Endpoint } from '../model/cluster'
import type { ConnectionSet } from '../model/connections'
import { allConnections, isEmpty } from '../sets/connections'

/**
 * The connections that a question about flows to an endpoint means when it names none: what its containers declare and what
 * Services send to it (SEMANTICS 20); everything where it declares nothing. Total.
 */
export function askedPorts({ services }: Cluster, to: Endpoint): ConnectionSet {
  if (to.kind === 'external') return allConnections
  const declared = declaredConnections(to, servicesOf(services, to))
  return isEmpty(declared) ? allConnections : declared
}
