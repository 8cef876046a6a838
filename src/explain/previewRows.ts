import type { CommonClass } from '../engine/classChanges'
import type { PolicyIndex } from '../engine/compile'
import type { ServicesByWorkload } from '../engine/servicePorts'
import type { ConnectionSet } from '../model/connections'
import type { Sentence } from '../model/explanation'
import type { PreviewEnds, PreviewFlows, PreviewRow } from '../model/preview'
import { needSentence, type Reason, reasons } from './needs'

/** Rows in the making, by what makes two flows the same row. */
export type Rows = Map<string, Row>

interface Row {
  readonly connections: ConnectionSet
  readonly reason: Reason | null
  readonly senders: Set<CommonClass>
  readonly receivers: Set<number>
  flows: number
}

/** Flows from all of a group. */
interface Flows {
  readonly connections: ConnectionSet
  readonly reason: Reason | null
  readonly from: CommonClass
  readonly receivers: readonly number[]
  readonly flows: number
}

const mostRows = 50
const namedEnds = 3

/** Puts flows to the row of their key. */
export function addFlows(
  rows: Rows,
  key: string,
  { connections, reason, from, receivers, flows }: Flows,
): void {
  if (flows === 0) return
  const row = rows.get(key) ?? { connections, reason, senders: new Set(), receivers: new Set(), flows: 0 }
  rows.set(key, row)
  row.senders.add(from)
  for (const receiver of receivers) row.receivers.add(receiver)
  row.flows += flows
}

/**
 * The rows as they are shown: the strongest reasons first, then most flows, then by their ends. `index` has the endpoints, and
 * the policies that a reason may name. Total.
 */
export function flowsShown(rows: Rows, index: PolicyIndex, services: ServicesByWorkload): PreviewFlows {
  const sorted = [...rows].toSorted(
    ([a, x], [b, y]) => rank(x) - rank(y) || y.flows - x.flows || (a < b ? -1 : 1),
  )
  return {
    flows: sorted.reduce((sum, [, { flows }]) => sum + flows, 0),
    rows: sorted.slice(0, mostRows).map(([, row]) => shownRow(row, index, services)),
    moreRows: Math.max(0, sorted.length - mostRows),
  }
}

function rank({ reason }: Row): number {
  return reason === null ? reasons.length : reasons.indexOf(reason)
}

function shownRow(row: Row, index: PolicyIndex, services: ServicesByWorkload): PreviewRow {
  const { connections, flows } = row
  const senders = [...row.senders].flatMap(({ members }) => members)
  const receivers = [...row.receivers]
  // A pod alone is no end of a flow to itself, so it is not counted among those that lose one to it.
  const isCounted = flows === senders.length * receivers.length
  const [receiver] = receivers.length === 1 && !isCounted ? receivers : []
  return {
    from: endsShown(
      index,
      senders.filter((it) => it !== receiver),
    ),
    to: endsShown(index, receivers),
    connections,
    flows,
    why: whyShown(row, index, services, senders, receivers),
  }
}

function endsShown({ endpoints }: PolicyIndex, positions: readonly number[]): PreviewEnds {
  const found = positions.toSorted((a, b) => a - b).flatMap((position) => endpoints[position] ?? [])
  const namespaces = new Set(found.map((it) => (it.kind === 'workload' ? it.namespace : null)))
  const [namespace = null] = namespaces.size === 1 ? namespaces : []
  return { count: found.length, first: found.slice(0, namedEnds).map(({ id }) => id), namespace }
}

function whyShown(
  { reason, connections }: Row,
  index: PolicyIndex,
  services: ServicesByWorkload,
  senders: readonly number[],
  [receiver = -1]: readonly number[],
): Sentence {
  const [from, to] = [index.endpoints[senders.find((it) => it !== receiver) ?? -1], index.endpoints[receiver]]
  if (reason === null || from === undefined || to === undefined) return []
  return needSentence(index, services, { reason, connections }, from, to)
}
