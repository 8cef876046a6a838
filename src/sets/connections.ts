/** The algebra of connection sets: immutable values in canonical form, so equal sets have equal ranges. */
import type { ConnectionSet, PortRange } from '../model/connections'
import type { Protocol } from '../model/policy'
import {
  equalRanges,
  highestPort,
  intersectRanges,
  lowestPort,
  type PortRanges,
  subtractRanges,
  unionRanges,
} from './portRanges'

const everyPort: PortRanges = [{ first: lowestPort, last: highestPort }]

export const noConnections: ConnectionSet = { TCP: [], UDP: [], SCTP: [] }
export const allConnections: ConnectionSet = { TCP: everyPort, UDP: everyPort, SCTP: everyPort }

/** The ports from `first` to `last` of one protocol; ports outside 1 to 65535 do not exist and are left out. Total. */
export function connectionsOf(protocol: Protocol, first: number, last: number = first): ConnectionSet {
  const range = { first: Math.max(first, lowestPort), last: Math.min(last, highestPort) }
  return range.first <= range.last ? { ...noConnections, [protocol]: [range] } : noConnections
}

/** The connections of either. Total, linear in the ranges. */
export function union(a: ConnectionSet, b: ConnectionSet): ConnectionSet {
  if (a === b || isEmpty(b)) return a
  if (isEmpty(a)) return b
  return combine(a, b, unionRanges)
}

/** The connections of any of the list; none for an empty list. Total. */
export function unionAll(sets: readonly ConnectionSet[]): ConnectionSet {
  return sets.reduce(union, noConnections)
}

/** The connections of both. Total, linear in the ranges. */
export function intersect(a: ConnectionSet, b: ConnectionSet): ConnectionSet {
  if (a === b || b === allConnections) return a
  if (a === allConnections) return b
  return combine(a, b, intersectRanges)
}

/** The connections of `a` that are not in `b`. Total, linear in the ranges. */
export function subtract(a: ConnectionSet, b: ConnectionSet): ConnectionSet {
  return isEmpty(b) ? a : combine(a, b, subtractRanges)
}

export function isEmpty(a: ConnectionSet): boolean {
  return a.TCP.length === 0 && a.UDP.length === 0 && a.SCTP.length === 0
}

/** Every port of every protocol (SEMANTICS 4), however it was put together. */
export function isAll(a: ConnectionSet): boolean {
  return equals(a, allConnections)
}

export function equals(a: ConnectionSet, b: ConnectionSet): boolean {
  return a === b || (equalRanges(a.TCP, b.TCP) && equalRanges(a.UDP, b.UDP) && equalRanges(a.SCTP, b.SCTP))
}

/** True when every connection of `b` is in `a`. Total, linear in the ranges. */
export function includes(a: ConnectionSet, b: ConnectionSet): boolean {
  return a === b || isEmpty(subtract(b, a))
}

/**
 * `All Connections`, `No Connections`, or protocols in alphabetical order with their ports: `TCP 80,443,UDP 53`.
 * The grammar of np-guard's connectivity lists. One text per set.
 */
export function formatConnections(a: ConnectionSet): string {
  if (isAll(a)) return 'All Connections'
  if (isEmpty(a)) return 'No Connections'
  return (['SCTP', 'TCP', 'UDP'] as const)
    .filter((protocol) => a[protocol].length > 0)
    .map((protocol) => `${protocol} ${a[protocol].map(formatRange).join(',')}`)
    .join(',')
}

const shownRanges = 3

/**
 * A label of few characters for edges and chips: `8080`, `80 443`, `53 UDP, TCP`, `all`, `all TCP`, `80 TCP · 53 UDP`, `none`.
 * Ports alone are TCP; protocols with the same ports are named together; of many ports three and a count remain.
 */
export function shortLabel(a: ConnectionSet): string {
  if (isAll(a)) return 'all'
  if (isEmpty(a)) return 'none'
  const groups = groupByPorts(a)
  const onlyTcp = groups.length === 1 && groups[0]?.protocols.join() === 'TCP'
  return groups
    .map(({ protocols, ranges }) => {
      const isEveryPort = equalRanges(ranges, everyPort)
      const ports = isEveryPort ? 'all' : shortPorts(ranges)
      return onlyTcp && !isEveryPort ? ports : `${ports} ${protocols.join(', ')}`
    })
    .join(' · ')
}

interface PortGroup {
  readonly protocols: readonly Protocol[]
  readonly ranges: PortRanges
}

function groupByPorts(a: ConnectionSet): readonly PortGroup[] {
  // TCP's ports stand first, but DNS is said the usual way round: "UDP, TCP".
  const groups: { protocols: Protocol[]; ranges: PortRanges }[] = []
  for (const protocol of ['TCP', 'UDP', 'SCTP'] as const) {
    const ranges = a[protocol]
    if (ranges.length === 0) continue
    const same = groups.find((group) => equalRanges(group.ranges, ranges))
    if (same === undefined) groups.push({ protocols: [protocol], ranges })
    else if (protocol === 'UDP') same.protocols.unshift(protocol)
    else same.protocols.push(protocol)
  }
  return groups
}

function shortPorts(ranges: PortRanges): string {
  const shown = ranges.slice(0, shownRanges).map(formatRange).join(' ')
  const left = ranges.length - shownRanges
  return left > 0 ? `${shown} +${left}` : shown
}

function formatRange({ first, last }: PortRange): string {
  return first === last ? `${first}` : `${first}-${last}`
}

function combine(
  a: ConnectionSet,
  b: ConnectionSet,
  operation: (a: PortRanges, b: PortRanges) => PortRanges,
): ConnectionSet {
  return {
    TCP: operation(a.TCP, b.TCP),
    UDP: operation(a.UDP, b.UDP),
    SCTP: operation(a.SCTP, b.SCTP),
  }
}
