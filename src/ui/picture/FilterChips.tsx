import { X } from 'lucide-react'
import { useApp } from '../useApp'
import { filterButtonId } from './FilterPopover'
import { filterParts } from './filterParts'

/** The filters in force; each goes away when it is pressed. */
export function FilterChips() {
  const filters = useApp((state) => state.filters)
  const filter = useApp((state) => state.filter)
  const parts = filterParts(filters)
  if (parts.length === 0) return null
  return (
    <ul className="filter-chips" aria-label="Filters">
      {parts.map(({ words, without }) => (
        <li key={words} className="filter-chips__item">
          <button
            type="button"
            className="bar-chip"
            data-active="true"
            aria-label={`Remove filter: ${words}`}
            title={words}
            onClick={() => {
              filter(without)
              document.getElementById(filterButtonId)?.focus()
            }}
          >
            <span className="bar-chip__words">{words}</span>
            <X size={12} aria-hidden="true" />
          </button>
        </li>
      ))}
    </ul>
  )
}
