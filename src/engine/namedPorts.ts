import type { ContainerPort, Endpoint } from '../model/cluster'
import type { PortMatch, Protocol } from '../model/policy'
import { connectionsOf, union } from '../sets/connections'
import { type ConnectionId, type ConnectionTable, noneId } from '../sets/connectionTable'

export type NamedPort = Extract<PortMatch, { readonly kind: 'named' }>

/** `TCP http`: what a named port asks a destination for. */
export type NamedPortKey = string

export function namedPortKey({ protocol, name }: Pick<NamedPort, 'protocol' | 'name'>): NamedPortKey {
  return `${protocol} ${name}`
}

/** What a named port means on one destination, by position. */
export type NamedPortLookup = (destination: number, key: NamedPortKey) => ConnectionId

/** The names that policies ask for, each with its protocols. */
export type AskedPorts = ReadonlyMap<string, ReadonlySet<Protocol>>

/** The ports that some of the names in `asked` mean here, as a text that is equal exactly for the same meaning. Total. */
export function portProfile(ports: readonly ContainerPort[], asked: AskedPorts): string {
  if (asked.size === 0) return ''
  const meant: string[] = []
  for (const { name, protocol, port } of ports)
    if (name !== null && asked.get(name)?.has(protocol) === true) meant.push(`${protocol} ${name} ${port}`)
  return meant.length > 1 ? [...new Set(meant)].sort().join() : (meant[0] ?? '')
}

/**
 * Resolves named ports on the destination (SEMANTICS 8): all its container ports of that name and protocol, none where it has none.
 * External blocks have no names. Total; each endpoint's table is made when it is first asked for.
 */
export function indexNamedPorts(
  endpoints: readonly Endpoint[],
  connections: ConnectionTable,
): NamedPortLookup {
  const tables = new Map<number, ReadonlyMap<NamedPortKey, ConnectionId>>()
  return (destination, key) => {
    const endpoint = endpoints[destination]
    if (endpoint?.kind !== 'workload') return noneId
    const table = tables.get(destination) ?? tableOf(endpoint.ports, connections)
    tables.set(destination, table)
    return table.get(key) ?? noneId
  }
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
