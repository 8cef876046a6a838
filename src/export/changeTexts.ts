import { diffArrays } from 'diff'
import { changeExcerpt } from '../manifest/amendExcerpt'
import { createLookup, type PolicyLookup } from '../manifest/amendLocate'
import { newFileName } from '../manifest/applyChanges'
import type { PolicyChange } from '../model/edit'
import type { NetworkPolicy } from '../model/policy'
import type { ChangeText, DiffLine } from '../model/summary'
import type { FileId, ManifestFile } from '../model/text'
import { rememberedOf } from '../sets/remembered'

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
  const known = textsBy(lookup)
  return changes.map((change) => {
    const key = keyOf(change)
    const text = known.get(key) ?? textOf(lookup, baselinePolicies, change)
    if (known.size >= mostTexts) known.clear()
    known.set(key, text)
    const { file, lines, after } = text
    const name = files.find(({ id }) => id === file)?.name ?? newFileName(files)
    const policy = change.kind === 'delete' ? change.id : change.policy.id
    const { kind, edits } = change
    const renamed =
      change.kind === 'replace' && change.renamedFrom !== undefined ? { renamedFrom: change.renamedFrom } : {}
    return { kind, policy, ...renamed, file: name, lines, edits, after }
  })
}

/** A change as text, which follows from the files and from what the policy says. */
interface Text extends Pick<ChangeText, 'lines' | 'after'> {
  readonly file: FileId | null
}

// With every edit most changes are again what they were.
const textsBy = rememberedOf((_: PolicyLookup) => new Map<string, Text>())
const mostTexts = 1000

function keyOf({ edits: _, ...change }: PolicyChange): string {
  return JSON.stringify(change)
}

function textOf(lookup: PolicyLookup, baseline: readonly NetworkPolicy[], change: PolicyChange): Text {
  const { file, before, after } = changeExcerpt(lookup, baseline, change)
  return { file, lines: diffLines(before, after), after }
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
