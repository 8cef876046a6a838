import type { Edit, EditOutcome } from '../model/edit'
import type { Analysis, ImpactSummary } from '../worker/protocol'
import { editWords } from './editWords'
import { counted } from './words'

/** So many are named; of more, how many there are. */
const mostNamed = 3

/**
 * What became of the list of edits, and what all of them do now, for those who don't see the arrows: what is new or gone, why one
 * of them is not made, then flows, collateral and policies. Empty when the lists say the same. Total; linear.
 */
export function editNews(
  before: readonly Edit[],
  now: readonly Edit[],
  { outcomes, impact, changes }: Pick<Analysis, 'outcomes' | 'impact' | 'changes'>,
): string {
  const former = new Map(before.map((edit) => [edit.id, edit]))
  const left = new Set(now.map(({ id }) => id))
  const isOff = ({ off }: Edit) => off === true
  const switched = now.filter((edit) => {
    const earlier = former.get(edit.id)
    return earlier !== undefined && isOff(earlier) !== isOff(edit)
  })
  const added = now.filter(({ id }) => !former.has(id))
  const parts = [
    named('Added', added),
    named(
      'Removed',
      before.filter(({ id }) => !left.has(id)),
    ),
    named('Switched off', switched.filter(isOff)),
    named(
      'Switched on',
      switched.filter((edit) => !isOff(edit)),
    ),
  ].filter((it) => it !== '')
  if (parts.length === 0) return ''
  return [...parts, ...reasons(added, outcomes), `All edits: ${impactWords(impact, changes.length)}.`].join(
    ' ',
  )
}

function named(verb: string, edits: readonly Edit[]): string {
  if (edits.length === 0) return ''
  return `${verb}: ${edits.length > mostNamed ? `${edits.length} edits` : edits.map(editWords).join('; ')}.`
}

function reasons(added: readonly Edit[], outcomes: readonly EditOutcome[]): readonly string[] {
  return outcomes
    .filter(({ edit, message }) => message !== '' && added.some(({ id }) => id === edit))
    .slice(0, mostNamed)
    .map(({ message }) => message)
}

function impactWords(
  { added, removed, collateralAdded, collateralRemoved }: ImpactSummary,
  policies: number,
): string {
  const collateral = collateralAdded.count + collateralRemoved.count
  return [
    `${flows(added.count)} added`,
    `${flows(removed.count)} removed`,
    collateral === 0 ? 'no collateral' : `${flows(collateral)} among them that no edit asked for`,
    `${policies === 0 ? 'no policies' : counted(policies, 'policy', 'policies')} to change`,
  ].join(', ')
}

function flows(count: number): string {
  return count === 0 ? 'no flows' : counted(count, 'flow')
}
