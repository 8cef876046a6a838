import { type Edit, type EditOutcome, isPolicyEdit } from '../model/edit'
import type { Drafted } from './drafting'
import { onlyOutcome, takenBack } from './onlyDrawnOutcome'
import { openedAgain, openOutcome } from './openUpOutcome'
import { policyOutcomes } from './policyOutcomes'
import { type Result, reachOutcome } from './reachOutcome'
import type { Wishes } from './wishes'

/** What became of each edit, in their order, by re-evaluation. `notes`: what else is to be said, by edit. Total. */
export function outcomesOf(
  wishes: Wishes,
  { draft, after, contributed }: Drafted,
  edits: readonly Edit[],
  notes: Result['notes'],
): readonly EditOutcome[] {
  const { scene, before, editing, start, troubles, only, opens, claims, locks, undone } = wishes
  const result = { before, after, contributed, undone, notes }
  const settledByThemselves = policyOutcomes(scene, editing, start, before)
  return edits.map((edit) => {
    if (isPolicyEdit(edit)) {
      const outcome = settledByThemselves(edit)
      return only.length === 0 ? outcome : takenBack(start, draft.policies, edit, outcome)
    }
    const trouble = troubles.get(edit.id)
    if (trouble !== undefined) return trouble
    if (edit.kind === 'open') return openOutcome(scene, result, edit, opens)
    const outcome =
      edit.kind === 'only' ? onlyOutcome(scene, result, claims, edit) : reachOutcome(scene, result, edit)
    return openedAgain(locks, outcome)
  })
}
