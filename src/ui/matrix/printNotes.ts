import type { Filtered } from '../../model/graphView'
import type { Filters, Show } from '../../model/look'
import type { MatrixLine } from '../../model/matrix'
import { filterParts } from '../picture/filterParts'
import { showWords } from '../showWords'
import { counted } from '../words'

interface Printed {
  readonly show: Show
  readonly hasEdits: boolean
  readonly filters: Filters
  readonly filtered: Filtered
  readonly lines: readonly MatrixLine[]
}

/**
 * What a sheet of paper says about itself, for it has no bar above it: whose policies, what was filtered by, and who is left out of the
 * rows. A part of the filters that cannot be read filters nothing, and is not named. Total.
 */
export function printNotes({ show, hasEdits, filters, filtered, lines }: Printed): readonly string[] {
  const policies = hasEdits ? `${showWords[show]}.` : 'The policies as pasted.'
  const words = filterWords(filters, filtered)
  if (words.length === 0) return [policies]
  const rows = lines.reduce(
    (sum, line) => sum + (line.kind === 'group' && line.namespace !== null ? line.endpoints : 0),
    0,
  )
  const { matching, of } = filtered
  const leftOut = of - rows
  return [
    policies,
    `Filter: ${words.join('; ')}. ${matching} of ${counted(of, 'workload')} ${matching === 1 ? 'meets' : 'meet'} it.`,
    `Hatched: flows that the filter hides.${leftOut === 0 ? '' : ` Left out: ${counted(leftOut, 'workload')} without a flow that meets it.`}`,
  ]
}

function filterWords(filters: Filters, { problems }: Filtered): readonly string[] {
  const isUnread = (part: string | undefined) => problems.some((it) => it.part === part)
  const parts = filterParts(filters).filter(({ part }) => !isUnread(part))
  // A selector is written as it is.
  const words = parts.map((it) => (it.part === 'selector' ? it.words : lowerFirst(it.words)))
  const text = filters.text.trim()
  return text === '' ? words : [...words, `name “${text}”`]
}

function lowerFirst(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1)
}
