/** The part of a picture that does not depend on what is asked for: folding, selecting and toggling leave it as it is. */
import type { PolicyIndex } from '../engine/compile'
import { declaredConnections, type ServicesByWorkload, servicesByWorkload } from '../engine/servicePorts'
import { withoutWideRules } from '../engine/wideRules'
import type { Cluster } from '../model/cluster'
import { noConnections } from '../sets/connections'
import { carriedRows } from './carriedRows'
import { type DraftChanges, draftChanges, noChanges } from './draftFlows'
import {
  countOpenPairs,
  type FlowRows,
  governedFlows,
  isolationOf,
  type PairFlow,
  type SidedIndex,
} from './pairFlows'
import { type PortFilter, portFilter } from './portFilter'

export interface FlowsInput {
  /** The cluster that is drawn; its policies are those of the draft. */
  readonly cluster: Cluster
  readonly baseline: PolicyIndex
  /** Has the endpoints of `baseline`, and is `baseline` itself when nothing is changed. */
  readonly draft: PolicyIndex
}

export interface PreparedFlows {
  readonly cluster: Cluster
  readonly services: ServicesByWorkload
  readonly ports: PortFilter
  readonly baseline: IndexFlows
  readonly draft: IndexFlows
  /** What the layout follows: the baseline's governed flows on declared ports, whatever is asked for or drawn. */
  readonly lasting: readonly PairFlow[]
}

/** The flows of one index. */
export interface IndexFlows extends SidedIndex {
  /** All that rules govern, half-open ones narrowed to declared ports, by sender. */
  readonly rows: FlowRows
  /** The same in one list, without what `changes` says of them. */
  readonly governed: readonly PairFlow[]
  readonly changes: DraftChanges
  readonly openPairs: number
}

/**
 * Works out all flows of a cluster as pasted and as edited, and which ports its workloads declare: what every picture of the same
 * scenario starts from, and nearly all that it costs. What `former` says of the same baseline is taken over. Total, O(pairs with an
 * isolated side).
 */
export function prepareFlows(
  { cluster, baseline, draft }: FlowsInput,
  former: PreparedFlows | null = null,
): PreparedFlows {
  const known = former?.baseline.index === baseline ? former : null
  const services = known?.services ?? servicesByWorkload(cluster)
  const ports = known?.ports ?? declaredPorts(baseline, services)
  const pasted = known?.baseline ?? indexFlows(baseline, ports, noChanges, null)
  const lasting = known?.lasting ?? pasted.governed.filter(ports.meets)
  if (draft === baseline) return { cluster, services, ports, baseline: pasted, draft: pasted, lasting }

  const changes = draftChanges(
    { index: baseline, isolation: pasted.isolation },
    { index: draft, isolation: isolationOf(draft) },
  )
  const edited = indexFlows(draft, ports, changes, pasted)
  return { cluster, services, ports, baseline: pasted, draft: edited, lasting }
}

function indexFlows(
  index: PolicyIndex,
  ports: PortFilter,
  changes: DraftChanges,
  former: IndexFlows | null,
): IndexFlows {
  const sided = { index, naming: withoutWideRules(index, former), isolation: isolationOf(index) }
  const rows = former === null ? null : carriedRows(sided, ports.narrow, former)
  const all = rows ?? governedFlows(sided).map((row) => row.map(ports.narrow))
  const unchanged = all.map((row, from) =>
    changes.senders.has(from) ? row.flatMap(changes.unchangedPart) : row,
  )
  return {
    ...sided,
    rows: all,
    governed: unchanged.flat(),
    changes,
    openPairs: countOpenPairs(sided.isolation),
  }
}

function declaredPorts({ endpoints }: PolicyIndex, services: ServicesByWorkload): PortFilter {
  return portFilter(
    endpoints.map((it) =>
      it.kind === 'workload' ? declaredConnections(it, services.get(it.id) ?? []) : noConnections,
    ),
  )
}
