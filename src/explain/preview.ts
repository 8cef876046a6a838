import { type ClassChange, type CommonClass, classChanges, commonClasses } from '../engine/classChanges'
import { hasSiblings } from '../engine/compare'
import type { PolicyIndex } from '../engine/compile'
import { side } from '../engine/reach'
import type { ServicesByWorkload } from '../engine/servicePorts'
import { withoutWideRules } from '../engine/wideRules'
import type { Endpoint } from '../model/cluster'
import type { ConnectionSet } from '../model/connections'
import type { EndpointId } from '../model/ids'
import type { FlowStops, PreviewFlows } from '../model/preview'
import { formatConnections, includes, intersect, isEmpty, noConnections } from '../sets/connections'
import { type Demand, demandOf, namedBy, needOf, type Role, roleOf } from './needs'
import { addFlows, flowsShown, type Rows } from './previewRows'

/** Two indexes of one cluster with the same endpoints: each was compiled with the other's policies as `alsoCutBy`. */
export interface PreviewInput {
  readonly before: PolicyIndex
  readonly after: PolicyIndex
  readonly services: ServicesByWorkload
  /** Who answers names, and on which connections. */
  readonly dns: ReadonlyMap<EndpointId, ConnectionSet>
  /** Endpoints that stand for what the manifests do not show: of them nothing is said but their DNS. */
  readonly assumed: ReadonlySet<EndpointId>
}

export interface PreviewedFlows {
  readonly stops: FlowStops
  readonly starts: PreviewFlows
}

/**
 * The flows that stop and start from one index to another, sorted by how much they will be missed: names first, then what the
 * manifests suggest is needed, then the rest. Each pair is counted once, in the first list that it belongs to.
 * Total; costs the groups of senders that lose or gain something times their receivers, never the pairs.
 */
export function previewFlows(input: PreviewInput): PreviewedFlows {
  const stage = stageOf(input)
  const lists: Lists = { dns: new Map(), needed: new Map(), other: new Map(), starts: new Map() }
  for (const change of classChanges(input.before, input.after, stage.groups)) {
    if (!isEmpty(change.removed)) sortStops(stage, change, lists)
    if (!isEmpty(change.added) && !stage.isAssumed(change.from.first)) {
      const receivers = change.to.members.filter((it) => !stage.isAssumed(it))
      addBetweenNamespaces(stage, lists.starts, change.from, receivers, change.added)
    }
  }
  const shown = (rows: Rows) => flowsShown(rows, stage.naming, input.services)
  return {
    stops: { dns: shown(lists.dns), needed: shown(lists.needed), other: shown(lists.other) },
    starts: shown(lists.starts),
  }
}

interface Lists {
  readonly dns: Rows
  readonly needed: Rows
  readonly other: Rows
  readonly starts: Rows
}

/** What is asked about endpoints again and again, by position. */
interface Stage {
  readonly groups: readonly CommonClass[]
  readonly groupAt: (position: number) => CommonClass | undefined
  readonly after: PolicyIndex
  readonly naming: PolicyIndex
  readonly endpointAt: (position: number) => Endpoint | undefined
  readonly demandAt: (position: number) => Demand
  readonly roleAt: (position: number) => Role
  readonly dnsAt: (position: number) => ConnectionSet | undefined
  readonly isAssumed: (position: number) => boolean
}

function stageOf({ before, after, services, dns, assumed }: PreviewInput): Stage {
  const endpointAt = (position: number) => before.endpoints[position]
  const byId = <T>(position: number, ask: (id: EndpointId) => T): T | undefined => {
    const id = endpointAt(position)?.id
    return id === undefined ? undefined : ask(id)
  }
  const roles = before.endpoints.map(roleOf)
  const demands = new Map<number, Demand>()
  const dnsAt = (position: number) => byId(position, (id) => dns.get(id))
  const partOf = (position: number) => (dnsAt(position) === undefined ? (roles[position] ?? 'plain') : 'dns')
  const groups = commonClasses(before, after, partOf)
  const groupOf = new Map(groups.flatMap((group) => group.members.map((it) => [it, group] as const)))
  return {
    groups,
    groupAt: (position) => groupOf.get(position),
    after,
    naming: withoutWideRules(after),
    endpointAt,
    demandAt: (position) => {
      const demand = demands.get(position) ?? demandOf(endpointAt(position), services)
      demands.set(position, demand)
      return demand
    },
    roleAt: (position) => roles[position] ?? 'plain',
    dnsAt,
    isAssumed: (position) => byId(position, (id) => assumed.has(id)) === true,
  }
}

function sortStops(stage: Stage, { from, to, removed }: ClassChange, lists: Lists): void {
  const named = intersect(namedBy(stage.naming, from.first, to.first), removed)
  const sender = { endpoint: stage.endpointAt(from.first), role: stage.roleAt(from.first) }
  // Who asks from outside, or answers names itself, misses none.
  const asksNames = sender.endpoint?.kind === 'workload' && stage.dnsAt(from.first) === undefined
  const others: number[] = []
  for (const receiver of to.members) {
    const names = intersect((asksNames && stage.dnsAt(receiver)) || noConnections, removed)
    if (!isEmpty(names)) {
      const sends = side(stage.after, 'egress', from.first, receiver) ?? names
      const reason = includes(sends, names) ? 'closedServer' : null
      addToOne(stage, lists.dns, from, receiver, { reason, connections: names })
      continue
    }
    if (stage.isAssumed(from.first) || stage.isAssumed(receiver)) continue
    const endpoint = stage.endpointAt(receiver)
    // What a workload serves, it need not fetch from its own siblings.
    const isItself = from.members.length === 1 && from.first === receiver
    const need = isItself
      ? null
      : needOf(removed, named, sender, { endpoint, demand: stage.demandAt(receiver) })
    if (need === null) others.push(receiver)
    else addToOne(stage, lists.needed, from, receiver, need)
  }
  addBetweenNamespaces(stage, lists.other, from, others, removed)
}

/** A row for each receiver: it says who asks for what. */
function addToOne(
  stage: Stage,
  rows: Rows,
  from: CommonClass,
  receiver: number,
  { reason, connections }: Pick<Parameters<typeof addFlows>[2], 'reason' | 'connections'>,
): void {
  const key = `${reason ?? ''} ${receiver} ${formatConnections(connections)}`
  addFlows(rows, key, {
    reason,
    connections,
    from,
    receivers: [receiver],
    flows: pairs(stage, from, receiver),
  })
}

/** A row for each two namespaces: nobody reads these one by one. */
function addBetweenNamespaces(
  stage: Stage,
  rows: Rows,
  from: CommonClass,
  receivers: readonly number[],
  connections: ConnectionSet,
): void {
  const [first] = receivers
  const flows = receivers.reduce((sum, receiver) => sum + pairs(stage, from, receiver), 0)
  if (first === undefined || flows === 0) return
  const [sender, receiver] = [namespaceAt(stage, from.first), namespaceAt(stage, first)]
  const key = `${sender} ${receiver} ${formatConnections(connections)}`
  addFlows(rows, key, { reason: null, connections, from, receivers, flows })
}

// Groups share no endpoint, so a receiver is among the senders only where it is in their group.
function pairs({ endpointAt, groupAt }: Stage, from: CommonClass, receiver: number): number {
  const isItself = groupAt(receiver) === from && !hasSiblings(endpointAt(receiver))
  return from.members.length - (isItself ? 1 : 0)
}

function namespaceAt({ endpointAt }: Stage, position: number): string {
  const endpoint = endpointAt(position)
  return endpoint?.kind === 'workload' ? endpoint.namespace : ''
}
