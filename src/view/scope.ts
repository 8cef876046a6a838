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

/** The positions of all who send or receive any of some flows. */
export type EndsOf = (flows: IndexFlows) => ReadonlySet<number>

/**
 * The workloads that filters leave: those that meet them, and the other ends of flows that are drawn. Where ports or kinds of flows are
 * asked for, a workload meets them by its flows alone: who asks for half-open flows does not look for workloads without any. These are
 * `passing` flows, drawn or not: what may flow does so whether somebody wants to see it or not, and graph and matrix count alike. The
 * flows are those of the baseline and of the draft, so that going from one to the other moves nothing; what only the focus shows brings
 * nobody in. Total, linear in the flows.
 */
export function scopeOf(
  { cluster, baseline, draft }: Pick<PreparedFlows, 'cluster' | 'baseline' | 'draft'>,
  filter: ViewFilter,
  { problems }: Pick<ReadFilters, 'problems'>,
  { drawn, passing }: { readonly drawn: EndsOf; readonly passing: EndsOf },
): Scope {
  const of = cluster.workloads.length
  if (filter.isEverything) return { workloads: null, filtered: { matching: of, of, problems } }
  const ofBoth = (endsOf: EndsOf) =>
    new Set([...new Set([baseline, draft])].flatMap((flows) => [...endsOf(flows)]))
  const isDrawn = ofBoth(drawn)
  const isPassing = filter.asksForFlows ? ofBoth(passing) : null
  // Workloads stand before the blocks outside, in cluster order.
  const isMatching = (position: number) =>
    filter.meets[position] === true && isPassing?.has(position) !== false
  return {
    workloads: cluster.workloads.filter((_, position) => isDrawn.has(position) || isMatching(position)),
    filtered: {
      matching: cluster.workloads.filter((_, position) => isMatching(position)).length,
      of,
      problems,
    },
  }
}
