import { TriangleAlert, X } from 'lucide-react'
import { useApp } from '../useApp'
import { endpointName } from '../words'
import { filterButtonId } from './FilterPopover'
import { filterParts } from './filterParts'

/** The filters in force; each goes away when it is pressed. */
export function FilterChips() {
  const filters = useApp((state) => state.filters)
  const filter = useApp((state) => state.filter)
  const pathEnds = useApp((state) => state.pathEnds)
  const showPath = useApp((state) => state.showPath)
  const problems = useApp((state) => state.analysis?.graph.filtered.problems)
  const parts = filterParts(filters)
  if (parts.length === 0 && pathEnds === null) return null
  return (
    <ul className="filter-chips" aria-label="Filters">
      {parts.map(({ words, part, without }) => {
        const problem = problems?.find((it) => it.part === part)?.message
        return (
          <Chip
            key={words}
            words={words}
            label={`Remove filter: ${words}${problem === undefined ? '' : ', which cannot be read'}`}
            problem={problem}
            onRemove={() => filter(without)}
          />
        )
      })}
      {pathEnds && (
        <Chip
          words={`Path ${endpointName(pathEnds.from)} → ${endpointName(pathEnds.to)}`}
          label={`Hide the path from ${endpointName(pathEnds.from)} to ${endpointName(pathEnds.to)}`}
          onRemove={() => showPath(null)}
        />
      )}
    </ul>
  )
}

interface ChipProps {
  readonly words: string
  readonly label: string
  /** Why it filters nothing. */
  readonly problem?: string | undefined
  readonly onRemove: () => void
}

function Chip({ words, label, problem, onRemove }: ChipProps) {
  return (
    <li className="filter-chips__item">
      <button
        type="button"
        className="bar-chip"
        data-active="true"
        aria-label={label}
        data-problem={problem !== undefined}
        title={problem ?? words}
        onClick={() => {
          onRemove()
          document.getElementById(filterButtonId)?.focus()
        }}
      >
        {problem !== undefined && <TriangleAlert size={12} aria-hidden="true" />}
        <span className="bar-chip__words">{words}</span>
        <X size={12} aria-hidden="true" />
      </button>
    </li>
  )
}
