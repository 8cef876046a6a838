import type { GraphView } from '../../model/graphView'
import { noFilters } from '../../model/look'
import type { AppState } from '../../store/appStore'
import { Button } from '../controls/Button'
import { useApp } from '../useApp'
import { isUnfiltered } from './filterParts'

/** Says so when the filters leave nothing: an empty picture would look like a cluster without flows. */
export function NothingMatches() {
  const sentence = useApp(sentenceOf)
  const filter = useApp((state) => state.filter)
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

function sentenceOf({ analysis, filters, mode, show }: AppState): string | null {
  const graph = analysis?.graph
  if (graph === undefined || isUnfiltered(filters) || graph.edges.length > 0) return null
  const { matching, of } = graph.filtered
  const hidden = hiddenIn(graph)
  if (matching === 0 && hidden === 0 && of > 0) return `None of the ${of} workloads meets the filters.`
  // The matrix has a row for whoever meets them.
  if (mode === 'matrix') return null
  if (show === 'difference') return 'No change meets the filters.'
  return hidden > 0 ? 'No flow that is drawn meets the filters.' : 'No flow meets the filters.'
}

function hiddenIn({ hidden }: GraphView): number {
  return hidden.open + hidden.undeclaredPorts
}
