import { diffArrays } from 'diff'
import { changeExcerpt } from '../manifest/amendExcerpt'
import { createLookup, type PolicyLookup } from '../manifest/amendLocate'
import { newFileName } from '../manifest/applyChanges'
import type { PolicyChange } from '../model/edit'
import type { NetworkPolicy } from '../model/policy'
import type { ChangeText, DiffLine } from '../model/summary'
import type { ManifestFile } from '../model/text'

/**
 * Each policy change as text: the lines of its document before and after, told apart. What is shown is what Apply
 * writes. Total; linear in the documents of the changed policies, apart from the diff, which is quadratic in the
 * lines that differ. `lookup` may be one of files with the same texts, which has found some of the policies already.
 */
export function changeTexts(
  files: readonly ManifestFile[],
  baselinePolicies: readonly NetworkPolicy[],
  changes: readonly PolicyChange[],
  lookup: PolicyLookup = createLookup(files),
): ChangeText[] {
  return changes.map((change) => {
    const { file, before, after } = changeExcerpt(lookup, baselinePolicies, change)
    const name = files.find(({ id }) => id === file)?.name ?? newFileName(files)
    const policy = change.kind === 'delete' ? change.id : change.policy.id
    const { kind, edits } = change
    const renamed =
      change.kind === 'replace' && change.renamedFrom !== undefined ? { renamedFrom: change.renamedFrom } : {}
    return { kind, policy, ...renamed, file: name, lines: diffLines(before, after), edits, after }
  })
}

function diffLines(before: string, after: string): DiffLine[] {
  const parts = diffArrays(linesOf(before), linesOf(after))
  return parts.flatMap(({ value, added, removed }) => {
    const kind = added ? 'added' : removed ? 'removed' : 'same'
    return value.map((text): DiffLine => ({ kind, text }))
  })
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/)
}
