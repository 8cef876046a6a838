import type { Edit } from '../model/edit'
import type { EditWithoutId } from '../model/explanation'
import type { AppStore } from '../store/appStore'

/**
 * Adds an edit, and shows what comes of it. An edit that only takes back an earlier one, which made the difference, removes that
 * one instead: allowing a flow and blocking it again leaves nothing to write.
 */
export function askFor(store: AppStore, edit: EditWithoutId): void {
  const { workspace, analysis, addEdit, removeEdit, chooseBottomTab } = store.getState()
  const opposite = workspace.edits.find(
    (it) =>
      isOpposite(it, edit) &&
      analysis?.outcomes.some(({ edit: id, status }) => id === it.id && status === 'holds'),
  )
  if (opposite) removeEdit(opposite.id)
  else addEdit(edit)
  chooseBottomTab('changes')
}

/** The same flow on the same ports, once allowed and once blocked. */
function isOpposite(earlier: Edit, edit: EditWithoutId): boolean {
  if (earlier.kind !== 'allow' && earlier.kind !== 'block') return false
  if (edit.kind !== 'allow' && edit.kind !== 'block') return false
  if (earlier.kind === edit.kind) return false
  const flowOf = ({ from, to, connections }: typeof edit) => JSON.stringify([from, to, connections])
  return flowOf(earlier) === flowOf(edit)
}
