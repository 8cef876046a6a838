import type { Filtered } from '../model/graphView'
import type { IndexFlows, PreparedFlows } from './prepareFlows'
import { scopeOf } from './scope'
import type { ReadFilters, ViewFilter } from './viewFilter'
import { passingEnds } from './viewFlows'

/**
 * Who has a row and a column under filters: the workloads that the graph would draw when it hides nothing, and the addresses outside
 * that meet them or that such flows end at. Total, linear in the flows.
 */
export function matrixScope(
  prepared: PreparedFlows,
  filter: ViewFilter,
  filters: ReadFilters,
): { readonly isShown: (position: number) => boolean; readonly filtered: Filtered } {
  const isEnd = new Set<number>()
  const endsOf = (flows: IndexFlows) => {
    const ends = passingEnds(flows, filter)
    for (const position of ends) isEnd.add(position)
    return ends
  }
  const { workloads, filtered } = scopeOf(prepared, filter, filters, { drawn: endsOf, passing: endsOf })
  if (workloads === null) return { isShown: () => true, filtered }
  const { positionOf, endpoints } = prepared.draft.index
  const left = new Set(workloads.map(({ id }) => positionOf.get(id)))
  const isLeftOutside = (position: number) =>
    endpoints[position]?.kind === 'external' &&
    (isEnd.has(position) || (!filter.asksForFlows && filter.meets[position] === true))
  return { isShown: (position) => left.has(position) || isLeftOutside(position), filtered }
}
