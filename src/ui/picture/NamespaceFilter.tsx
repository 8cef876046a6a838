import { useMemo, useState } from 'react'
import type { EndpointSummary } from '../../model/summary'
import { selectEndpoints } from '../../store/analysisSlice'
import { search } from '../search'
import { useApp } from '../useApp'
import { CheckRow } from './CheckRow'

/** Up to here all can be seen at a glance, and a search would only stand in the way. */
const seenAtOnce = 6
/** Rows of the list; what is further down is found by typing. */
const mostRows = 100

/** The namespaces to look at; none ticked means all. Those that are ticked stay in the list when they are gone from the cluster. */
export function NamespaceFilter() {
  const endpoints = useApp(selectEndpoints)
  const chosen = useApp((state) => state.filters.namespaces)
  const filter = useApp((state) => state.filter)
  const [query, setQuery] = useState('')
  const workloads = useMemo(() => countByNamespace(endpoints), [endpoints])
  const names = [...new Set([...workloads.keys(), ...chosen])].sort()
  const found = search(names, (name) => name, query, names.length)
  const shown = found.slice(0, mostRows)
  return (
    <fieldset className="filter-part">
      <legend className="filter-part__title">Namespaces</legend>
      {names.length > seenAtOnce && (
        <input
          className="field filter-part__search"
          aria-label="Search namespaces"
          placeholder="Search namespaces"
          autoComplete="off"
          spellCheck={false}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
      )}
      <div className="filter-part__list">
        {shown.map((name) => (
          <CheckRow
            key={name}
            label={name}
            detail={`${workloads.get(name) ?? 0}`}
            checked={chosen.includes(name)}
            onChange={(on) =>
              filter({ namespaces: on ? [...chosen, name] : chosen.filter((it) => it !== name) })
            }
          />
        ))}
        {found.length === 0 && <p className="filter-part__hint">No namespace matches “{query}”.</p>}
        {found.length > shown.length && (
          <p className="filter-part__hint">{found.length - shown.length} more: type a part of the name.</p>
        )}
      </div>
    </fieldset>
  )
}

function countByNamespace(endpoints: readonly EndpointSummary[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { namespace } of endpoints) counts.set(namespace, (counts.get(namespace) ?? 0) + 1)
  return counts
}
