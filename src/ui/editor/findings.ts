import type { Diagnostic as LintDiagnostic } from '@codemirror/lint'
import { policyOf } from '../../model/ids'
import type { PolicySummary } from '../../model/summary'
import type { FileId } from '../../model/text'

/** What the evaluation has found out about the policies of a file, beside what is wrong with its text. Total. */
export function findingsOf(
  policies: readonly PolicySummary[],
  file: FileId,
  length: number,
): readonly LintDiagnostic[] {
  return policies.flatMap(({ id, selects, place }) => {
    if (selects > 0 || place === null || place.file !== file) return []
    const from = Math.min(place.from, length)
    const message = `NetworkPolicy ${policyOf(id).name} selects no pod, so it changes nothing.`
    return { from, to: from, severity: 'hint', message }
  })
}
