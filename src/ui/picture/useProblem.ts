import type { FilterProblem } from '../../model/graphView'
import { useApp } from '../useApp'

/** What the worker could not read of one part of the filters; null while it filters. */
export function useProblem(part: FilterProblem['part']): string | null {
  return useApp(
    ({ analysis }) => analysis?.graph.filtered.problems.find((it) => it.part === part)?.message ?? null,
  )
}
