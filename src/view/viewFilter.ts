/** Which endpoints and flows a picture is about. */
import { selects } from '../engine/selects'
import type { Endpoint, Workload } from '../model/cluster'
import type { ConnectionSet } from '../model/connections'
import type { FilterProblem } from '../model/graphView'
import type { FlowFilter } from '../model/look'
import type { Protocol } from '../model/policy'
import type { LabelSelector } from '../model/selector'
import { allConnections, connectionsOf, equals, intersect, isEmpty, unionAll } from '../sets/connections'
import { externalLabel } from './externalLabel'
import type { PairFlow } from './pairFlows'

/** Filters whose texts were read. A part that is null asks for nothing. */
export interface ReadFilters {
  readonly namespaces: ReadonlySet<string> | null
  readonly selector: LabelSelector | null
  /** Ports by number, or by the name that a receiver's container gives them. */
  readonly ports: readonly AskedPort[] | null
  readonly kinds: ReadonlySet<FlowFilter> | null
  /** In lower case. */
  readonly words: readonly string[]
  readonly problems: readonly FilterProblem[]
}

export type AskedPort = ConnectionSet | { readonly name: string; readonly protocol: Protocol }

export const nothingFiltered: ReadFilters = {
  namespaces: null,
  selector: null,
  ports: null,
  kinds: null,
  words: [],
  problems: [],
}

/** Filters on the endpoints of one cluster, by position. */
export interface ViewFilter {
  /** Every endpoint meets it, and every flow passes as it is. */
  readonly isEverything: boolean
  /** It asks for ports or kinds: then endpoints are shown for their flows only. */
  readonly asksForFlows: boolean
  readonly meets: readonly boolean[]
  /** Of open flows: all kinds of ends, or those with an end outside. */
  readonly wantsOpen: boolean
  readonly wantsOutside: boolean
  /** What is asked for on a receiver: everything, or the ports that it has of those that are asked for. */
  readonly portsTo: (to: number) => ConnectionSet
  readonly hears: (to: number) => boolean
  /** A flow with only the ports that are asked for; null when it is filtered out. */
  readonly narrow: (flow: PairFlow) => PairFlow | null
}

/**
 * An endpoint meets filters by namespace AND labels AND text; addresses outside have neither namespace nor pod labels, so where one of
 * these is asked for they meet it as somebody's other end alone. A flow passes when one of its ends meets them, it carries ports that
 * are asked for (a name means the receiver's ports of that name, as in a policy), and it is of a kind that is asked for. Total; linear
 * in the endpoints.
 */
export function viewFilter(endpoints: readonly Endpoint[], filters: ReadFilters): ViewFilter {
  const { namespaces, selector, ports, kinds, words } = filters
  const asksForEnds = namespaces !== null || selector !== null || words.length > 0
  const isMet = (endpoint: Endpoint) => !asksForEnds || endpointMeets(endpoint, filters)
  const meets = endpoints.map(isMet)
  const portsOf = ports === null ? null : portsByReceiver(endpoints, ports)
  const carried = portsOf === null ? null : rememberedIntersection()
  const isExternal = endpoints.map(({ kind }) => kind === 'external')
  const isOfKind = ({ from, to, kind, change }: PairFlow) =>
    kinds === null ||
    kinds.has(kind) ||
    (kinds.has('changed') && change !== 'same') ||
    (kinds.has('outside') && (isExternal[from] === true || isExternal[to] === true))
  return {
    isEverything: !asksForEnds && ports === null && kinds === null,
    asksForFlows: ports !== null || kinds !== null,
    meets,
    wantsOpen: kinds === null || kinds.has('open'),
    wantsOutside: kinds === null || kinds.has('outside'),
    portsTo: (to) => portsOf?.(to) ?? allConnections,
    hears: (to) => portsOf === null || !isEmpty(portsOf(to)),
    narrow: (flow) => {
      if (!meets[flow.from] && !meets[flow.to]) return null
      if (!isOfKind(flow)) return null
      if (portsOf === null || carried === null) return flow
      const connections = carried(portsOf(flow.to), flow.connections)
      if (isEmpty(connections)) return null
      return connections === flow.connections ? flow : { ...flow, connections }
    },
  }
}

function endpointMeets(endpoint: Endpoint, { namespaces, selector, words }: ReadFilters): boolean {
  if (endpoint.kind === 'external')
    return namespaces === null && selector === null && holds(externalLabel(endpoint), words)
  return (
    (namespaces === null || namespaces.has(endpoint.namespace)) &&
    (selector === null || selects(selector, endpoint.labels)) &&
    (words.length === 0 || holds(nameOf(endpoint), words))
  )
}

function nameOf({ namespace, name, variant }: Workload): string {
  return `${namespace}/${name}${variant === '' ? '' : ` ${variant}`}`
}

function holds(text: string, words: readonly string[]): boolean {
  const lower = text.toLowerCase()
  return words.every((word) => lower.includes(word))
}

/** What is asked for on each receiver: the same object for all of them where no port is asked for by name. */
function portsByReceiver(
  endpoints: readonly Endpoint[],
  asked: readonly AskedPort[],
): (to: number) => ConnectionSet {
  const numbers = unionAll(asked.filter((it): it is ConnectionSet => !('name' in it)))
  const names = asked.filter((it) => 'name' in it)
  if (names.length === 0) return () => numbers
  const sets = endpoints.map((endpoint) => {
    const ports = endpoint.kind === 'external' ? [] : endpoint.ports
    const named = ports.filter(({ name, protocol }) =>
      names.some((it) => it.name === name && it.protocol === protocol),
    )
    return unionAll([numbers, ...named.map(({ protocol, port }) => connectionsOf(protocol, port))])
  })
  return (to) => sets[to] ?? numbers
}

/** Few distinct sets meet many times. A set that is carried whole stays the same object. */
function rememberedIntersection(): (asked: ConnectionSet, carried: ConnectionSet) => ConnectionSet {
  const known = new Map<ConnectionSet, Map<ConnectionSet, ConnectionSet>>()
  return (asked, carried) => {
    const row = known.get(asked) ?? new Map<ConnectionSet, ConnectionSet>()
    known.set(asked, row)
    const before = row.get(carried)
    if (before !== undefined) return before
    const both = intersect(asked, carried)
    const kept = equals(both, carried) ? carried : both
    row.set(carried, kept)
    return kept
  }
}
