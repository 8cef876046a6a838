import type { FilterProblem } from '../../model/graphView'
import { type Filters, type FlowFilter, noFilters } from '../../model/look'

interface OfferedKind {
  readonly kind: FlowFilter
  /** In the words of the legend. */
  readonly words: string
  /** Within a sentence: "only …". */
  readonly flows: string
}

/** The kinds of flows in the order in which they are offered. */
export const flowFilters: readonly OfferedKind[] = [
  { kind: 'rules', words: 'Allowed by rules', flows: 'flows that rules allow' },
  { kind: 'open', words: 'Unrestricted', flows: 'unrestricted flows' },
  { kind: 'half', words: 'Half-open', flows: 'half-open flows' },
  { kind: 'outside', words: 'From or to outside', flows: 'flows to and from outside' },
  { kind: 'changed', words: 'Changed by edits', flows: 'flows that the edits change' },
]

/** One filter that is in force, and what takes it away. The words that are searched stand in their field and are none of these. */
export interface FilterPart {
  readonly words: string
  /** Where it is written by hand, and may be wrong. */
  readonly part?: FilterProblem['part']
  readonly without: Partial<Filters>
}

/** More namespaces than this are one part. */
const namedNamespaces = 2

/** What is filtered by, part by part. Total. */
export function filterParts({ namespaces, selector, ports, kinds }: Filters): readonly FilterPart[] {
  const each = namespaces.map((name) => ({
    words: `Namespace ${name}`,
    without: { namespaces: namespaces.filter((it) => it !== name) },
  }))
  const together = { words: `${namespaces.length} namespaces`, without: { namespaces: [] } }
  return [
    ...(namespaces.length > namedNamespaces ? [together] : each),
    ...(selector.trim() === ''
      ? []
      : [{ words: selector.trim(), part: 'selector' as const, without: { selector: '' } }]),
    ...(ports.trim() === ''
      ? []
      : [{ words: `Ports ${ports.trim()}`, part: 'ports' as const, without: { ports: '' } }]),
    ...flowFilters
      .filter(({ kind }) => kinds.includes(kind))
      .map(({ kind, words }) => ({ words, without: { kinds: kinds.filter((it) => it !== kind) } })),
  ]
}

/** Whether everything is looked at. */
export function isUnfiltered(filters: Filters): boolean {
  return filterParts(filters).length === 0 && filters.text.trim() === noFilters.text
}
