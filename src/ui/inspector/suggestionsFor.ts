import type { NodeId } from '../../model/graphView'
import type { EndpointSummary, PortSuggestion } from '../../model/summary'

const mostSuggestions = 6

/** Ports to propose for flows to some workloads, or to all of a namespace (`ns:<name>`): those that most of them listen on first. */
export function suggestionsFor(
  endpoints: readonly EndpointSummary[],
  to: readonly NodeId[],
): readonly PortSuggestion[] {
  const ends = new Set(to)
  const receivers = endpoints.filter(({ id, namespace }) => ends.has(id) || ends.has(`ns:${namespace}`))
  const [only, ...others] = receivers
  if (others.length === 0) return only?.suggestions ?? []
  const counts = new Map<string, { readonly suggestion: PortSuggestion; count: number }>()
  for (const suggestion of receivers.flatMap((it) => it.suggestions)) {
    const known = counts.get(suggestion.label)
    if (known) known.count++
    else counts.set(suggestion.label, { suggestion, count: 1 })
  }
  return [...counts.values()]
    .toSorted((a, b) => b.count - a.count)
    .slice(0, mostSuggestions)
    .map(({ suggestion, count }) =>
      count === 1 ? suggestion : { ...suggestion, why: `${count} of ${receivers.length} workloads` },
    )
}
