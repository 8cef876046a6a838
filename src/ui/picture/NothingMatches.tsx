import { noFilters } from '../../model/look'
import { Button } from '../controls/Button'
import { useApp } from '../useApp'
import { isUnfiltered } from './filterParts'

/** Says so when the filters leave nothing: an empty picture would look like a cluster without flows. */
export function NothingMatches() {
  const graph = useApp((state) => state.analysis?.graph)
  const filters = useApp((state) => state.filters)
  const filter = useApp((state) => state.filter)
  const sentence =
    graph === undefined || isUnfiltered(filters)
      ? null
      : graph.filtered.matching === 0 && graph.filtered.of > 0
        ? `None of the ${graph.filtered.of} workloads meets the filters.`
        : graph.edges.length === 0
          ? 'No flow that is drawn meets the filters.'
          : null
  return (
    <div className="nothing-matches" role="status" aria-label="Filtered">
      {sentence !== null && (
        <p className="nothing-matches__words">
          {sentence}{' '}
          <Button size="small" onClick={() => filter(noFilters)}>
            Clear filters
          </Button>
        </p>
      )}
    </div>
  )
}
