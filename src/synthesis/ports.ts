import type { ConnectionSet } from '../model/connections'
import type { OneOrMore, PortMatch, Protocol, Rule } from '../model/policy'
import {
  allConnections,
  connectionsOf,
  intersect,
  isAll,
  isEmpty,
  subtract,
  union,
  unionAll,
} from '../sets/connections'

/** What a named port stands for. */
export type Resolve = (port: PortMatch & { kind: 'named' }) => ConnectionSet

const protocols: readonly Protocol[] = ['TCP', 'UDP', 'SCTP']

/** A connection set as the `ports` of a rule: `any` for everything, one entry for each interval. Null for no connections. Total. */
export function portsOf(connections: ConnectionSet): OneOrMore<PortMatch> | 'any' | null {
  return isAll(connections) ? 'any' : oneOrMore(rangesOf(connections))
}

/** The intervals of `wanted` that hold a part of `missing`: the fewest port entries that say it in the words of the edit. Total. */
export function coveringPorts(wanted: ConnectionSet, missing: ConnectionSet): ConnectionSet {
  if (isAll(wanted)) return isEmpty(missing) ? missing : wanted
  const intervals = protocols.flatMap((protocol) =>
    wanted[protocol].map(({ first, last }) => connectionsOf(protocol, first, last)),
  )
  return unionAll(intervals.filter((it) => !isEmpty(intersect(it, missing))))
}

/** What the ports of a rule allow; `resolve` says what a named port stands for. Total. */
export function connectionsOfPorts(ports: Rule['ports'], resolve: Resolve): ConnectionSet {
  return ports === 'any' ? allConnections : unionAll(ports.map((port) => connectionsOfPort(port, resolve)))
}

/** The ports of a rule without some connections. Entries that hold none of those stay the same objects. Null when nothing is left. */
export function withoutConnections(
  ports: Rule['ports'],
  removed: ConnectionSet,
  resolve: Resolve,
): Rule['ports'] | null {
  if (ports === 'any') return portsOf(subtract(allConnections, removed))
  const left = ports.flatMap((port) => {
    const connections = connectionsOfPort(port, resolve)
    return isEmpty(intersect(connections, removed)) ? [port] : rangesOf(subtract(connections, removed))
  })
  return oneOrMore(left)
}

/**
 * The part of a rule's ports that holds some connections: a named port that stands for any of them as a whole, since it may stand for
 * others elsewhere. Null when there is none. Total.
 */
export function portsWithin(
  ports: Rule['ports'],
  wanted: ConnectionSet,
  resolve: Resolve,
): Rule['ports'] | null {
  if (ports === 'any') return portsOf(wanted)
  const within = ports.flatMap((port) => {
    const shared = intersect(connectionsOfPort(port, resolve), wanted)
    return port.kind === 'named' && !isEmpty(shared) ? [port] : rangesOf(shared)
  })
  return oneOrMore(within)
}

/** The ports of a rule and some connections more; entries that are there stay the same objects. Total. */
export function withConnections(ports: Rule['ports'], added: ConnectionSet): Rule['ports'] {
  if (ports === 'any' || isAll(added)) return 'any'
  const there = connectionsOfPorts(ports, () => connectionsOf('TCP', 1, 0))
  const all = union(there, added)
  if (isAll(all)) return 'any'
  return [...ports, ...rangesOf(subtract(added, there))]
}

function connectionsOfPort(port: PortMatch, resolve: Resolve): ConnectionSet {
  return port.kind === 'named' ? resolve(port) : connectionsOf(port.protocol, port.first, port.last)
}

function rangesOf(connections: ConnectionSet): readonly PortMatch[] {
  return protocols.flatMap((protocol) =>
    connections[protocol].map(
      ({ first, last }): PortMatch => ({ kind: 'range', protocol, first, last, place: null }),
    ),
  )
}

function oneOrMore<T>(list: readonly T[]): OneOrMore<T> | null {
  const [first, ...rest] = list
  return first === undefined ? null : [first, ...rest]
}

/** Whether a rule has named ports: they say something that connections do not hold. Total. */
export function namesPorts({ ports }: Rule): boolean {
  return ports !== 'any' && ports.some(({ kind }) => kind === 'named')
}
