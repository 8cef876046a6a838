import type { PolicyId } from '../../model/ids'
import type { ChangeText } from '../../model/summary'

/** The id that a policy of the draft has in the manifests; null for one that edits make. */
export function pastedId(changes: readonly ChangeText[], id: PolicyId): PolicyId | null {
  const change = changes.find(({ policy }) => policy === id)
  return change?.kind === 'create' ? null : (change?.renamedFrom ?? id)
}
