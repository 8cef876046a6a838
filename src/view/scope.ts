/** What of a cluster is in the picture: everything, or what filters leave of it. */
import type { Workload } from '../model/cluster'
import type { Filtered } from '../model/graphView'
import type { IndexFlows, PreparedFlows } from './prepareFlows'
import type { ReadFilters, ViewFilter } from './viewFilter'

export interface Scope {
  /** The workloads that are drawn, in cluster order; null where nothing is filtered. */
  readonly workloads: readonly Workload[] | null
  readonly filtered: Filtered
}

/**
 * The workloads that filters leave: those that meet them, and the other ends of flows that pass. Where ports or kinds of flows are
 * asked for, a workload is there for its flows alone: who asks for half-open flows does not look for workloads without any. The flows
 * (`endsOf` has the ends of those that pass) are those of the baseline and of the draft, so that going from one to the other moves nothing; what only the focus shows
 * brings nobody in. Total, linear in the flows.
 */
export function scopeOf(
  { cluster, baseline, draft }: Pick<PreparedFlows, 'cluster' | 'baseline' | 'draft'>,
  filter: ViewFilter,
  { problems }: Pick<ReadFilters, 'problems'>,
  endsOf: (flows: IndexFlows) => ReadonlySet<number>,
): Scope {
  const of = cluster.workloads.length
  if (filter.isEverything) return { workloads: null, filtered: { matching: of, of, problems } }
  const isEnd = new Set<number>()
  for (const flows of new Set([baseline, draft])) for (const position of endsOf(flows)) isEnd.add(position)
  // Workloads stand before the blocks outside, in cluster order.
  const meets = (position: number) => filter.meets[position] === true
  const isLeft = (position: number) => isEnd.has(position) || (!filter.asksForFlows && meets(position))
  const workloads = cluster.workloads.filter((_, position) => isLeft(position))
  const matching = cluster.workloads.filter((_, position) => isLeft(position) && meets(position)).length
  return { workloads, filtered: { matching, of, problems } }
}
