import type { ContainerPort, Endpoint } from '../model/cluster'
import type { PortMatch } from '../model/policy'
import { connectionsOf, union } from '../sets/connections'
import { type ConnectionId, type ConnectionTable, noneId } from '../sets/connectionTable'

export type NamedPort = Extract<PortMatch, { readonly kind: 'named' }>

/** `TCP http`: what a named port asks a destination for. */
export type NamedPortKey = string

export function namedPortKey({ protocol, name }: Pick<NamedPort, 'protocol' | 'name'>): NamedPortKey {
  return `${protocol} ${name}`
}

/** What a named port means on one destination. */
export type NamedPortLookup = (destination: number, key: NamedPortKey) => ConnectionId

/**
 * Resolves named ports on the destination (SEMANTICS 8): all its container ports of that name and protocol, none where it has none.
 * External blocks have no names. Endpoints with the same ports share their table. Total; a lookup is constant.
 */
export function indexNamedPorts(
  endpoints: readonly Endpoint[],
  connections: ConnectionTable,
): NamedPortLookup {
  const nameless: ReadonlyMap<NamedPortKey, ConnectionId> = new Map()
  const shared = new Map<string, ReadonlyMap<NamedPortKey, ConnectionId>>()
  const tables = endpoints.map((endpoint) => {
    if (endpoint.kind === 'external' || endpoint.ports.every(({ name }) => name === null)) return nameless
    const text = JSON.stringify(endpoint.ports.map(({ name, protocol, port }) => [name, protocol, port]))
    const table = shared.get(text) ?? tableOf(endpoint.ports, connections)
    shared.set(text, table)
    return table
  })
  return (destination, key) => tables[destination]?.get(key) ?? noneId
}

function tableOf(
  ports: readonly ContainerPort[],
  connections: ConnectionTable,
): ReadonlyMap<NamedPortKey, ConnectionId> {
  const table = new Map<NamedPortKey, ConnectionId>()
  for (const { name, protocol, port } of ports) {
    if (name === null) continue
    const key = namedPortKey({ protocol, name })
    const others = connections.setOf(table.get(key) ?? noneId)
    table.set(key, connections.idOf(union(others, connectionsOf(protocol, port))))
  }
  return table
}
