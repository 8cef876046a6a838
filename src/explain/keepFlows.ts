import { type CommonClass, classChanges, commonClasses } from '../engine/classChanges'
import { hasSiblings } from '../engine/compare'
import type { PolicyIndex } from '../engine/compile'
import type { ServicesByWorkload } from '../engine/servicePorts'
import { withoutWideRules } from '../engine/wideRules'
import type { Endpoint } from '../model/cluster'
import type { ConnectionSet } from '../model/connections'
import type { Keepable, KeepRow } from '../model/keepable'
import { connectionsOf, intersect, isEmpty, unionAll } from '../sets/connections'
import { editEndOf } from './editEnd'
import { demandOf, type Need, namedBy, needOf, needSentence, roleOf } from './needs'

/** Two indexes of one cluster with the same endpoints: each was compiled with the other's policies as `alsoCutBy`. */
export interface KeepInput {
  readonly before: PolicyIndex
  readonly after: PolicyIndex
  readonly services: ServicesByWorkload
}

/** What all senders of a class lose towards one receiver. */
export interface Stop {
  readonly senders: CommonClass
  readonly receiver: number
  readonly removed: ConnectionSet
  readonly need: Need | null
}

const mostRows = 300

/** The flows that stop, class by class and receiver by receiver. Total; costs the classes of senders times their receivers. */
export function* stops({ before, after, services }: KeepInput): Generator<Stop> {
  const roles = before.endpoints.map(roleOf)
  const demands = before.endpoints.map((endpoint) => demandOf(endpoint, services))
  const naming = withoutWideRules(after)
  const groups = commonClasses(before, after, (position) => roles[position] ?? 'plain')
  for (const { from, to, removed } of classChanges(before, after, groups)) {
    if (isEmpty(removed)) continue
    const named = intersect(namedBy(naming, from.first, to.first), removed)
    const sender = { endpoint: before.endpoints[from.first], role: roles[from.first] ?? 'plain' }
    for (const receiver of to.members) {
      const [endpoint, demand] = [before.endpoints[receiver], demands[receiver]]
      const isItself = from.members.length === 1 && from.first === receiver
      if (isItself && !hasSiblings(endpoint)) continue
      const need =
        isItself || demand === undefined ? null : needOf(removed, named, sender, { endpoint, demand })
      yield { senders: from, receiver, removed, need }
    }
  }
}

/**
 * The pairs that lose something, those first that the manifests suggest somebody needs; of those whose ends' ids hold `filter`, in
 * any case. Total; costs the groups of senders times their receivers, and the rows.
 */
export function keepableFlows(input: KeepInput, filter: string): Keepable {
  const { before } = input
  const word = filter.trim().toLowerCase()
  const isFound = before.endpoints.map(({ id }) => id.toLowerCase().includes(word))
  const found: Stop[] = []
  let [flows, matching] = [0, 0]
  for (const stop of stops(input)) {
    const { senders, receiver } = stop
    const all = sendersOf(before, stop)
    flows += all.length
    const kept = isFound[receiver] ? all.length : all.filter((sender) => isFound[sender]).length
    matching += kept
    if (kept > 0 && senders.members.length > 0) found.push(stop)
  }
  const needed = found.toSorted((a, b) => Number(a.need === null) - Number(b.need === null))
  const naming = withoutWideRules(input.after)
  const rows: KeepRow[] = []
  for (const stop of needed) {
    for (const sender of sendersOf(before, stop)) {
      if (rows.length === mostRows) return { flows, matching, rows }
      if (isFound[sender] || isFound[stop.receiver]) rows.push(...rowOf(input, naming, stop, sender))
    }
  }
  return { flows, matching, rows }
}

/** Its senders but for a pod alone that is the receiver itself. */
export function sendersOf(
  index: PolicyIndex,
  { senders, receiver }: Pick<Stop, 'senders' | 'receiver'>,
): readonly number[] {
  return hasSiblings(index.endpoints[receiver])
    ? senders.members
    : senders.members.filter((sender) => sender !== receiver)
}

/** What is worth keeping of a flow: what is needed, else the receiver's declared ports, else all of it. Total. */
export function worthKeeping({ removed, need }: Stop, receiver: Endpoint | undefined): ConnectionSet {
  if (need !== null) return need.connections
  const declared = receiver?.kind === 'workload' ? receiver.ports : []
  const own = intersect(
    removed,
    unionAll(declared.map(({ protocol, port }) => connectionsOf(protocol, port))),
  )
  return isEmpty(own) ? removed : own
}

function rowOf(
  { before, services }: KeepInput,
  naming: PolicyIndex,
  stop: Stop,
  sender: number,
): readonly KeepRow[] {
  const [from, to] = [before.endpoints[sender], before.endpoints[stop.receiver]]
  if (from === undefined || to === undefined) return []
  const connections = worthKeeping(stop, to)
  const [fromEnd, toEnd] = [editEndOf(from), editEndOf(to)]
  return [
    {
      from: from.id,
      to: to.id,
      connections,
      why: stop.need === null ? [] : needSentence(naming, services, stop.need, from, to),
      edit:
        fromEnd === null || toEnd === null ? null : { kind: 'allow', from: fromEnd, to: toEnd, connections },
    },
  ]
}
