import { diffArrays } from 'diff'
import type { ChangeText, DiffLine } from '../model/summary'

/**
 * The lines of a policy change that are there because of one edit: those that the same policy's change has not without it. By
 * position, ascending; only added and removed lines. `without` is undefined where no other edit changes the policy. Total;
 * quadratic in the lines that differ.
 */
export function ownLines(change: ChangeText, without: ChangeText | undefined): readonly number[] {
  const { lines } = change
  const changed = lines.flatMap(({ kind }, at) => (kind === 'same' ? [] : [at]))
  if (without === undefined) return changed
  const fresh = new Set(newLines(without.lines, lines))
  const taken = new Set(takenLines(lines))
  for (const at of takenLines(without.lines)) taken.delete(at)
  const removed = new Set(positionsOf(lines, 'added').filter((_, before) => taken.has(before)))
  return changed.filter((at) => (lines[at]?.kind === 'added' ? fresh.has(at) : removed.has(at)))
}

/** Lines of the later text that the earlier one has not, by their position among all lines. */
function newLines(earlier: readonly DiffLine[], later: readonly DiffLine[]): readonly number[] {
  const textsOf = (lines: readonly DiffLine[]) =>
    positionsOf(lines, 'removed').map((at) => lines[at]?.text ?? '')
  const places = positionsOf(later, 'removed')
  let next = 0
  return diffArrays(textsOf(earlier), textsOf(later)).flatMap(({ value, added, removed }) => {
    if (removed) return []
    const first = next
    next += value.length
    return added ? places.slice(first, next) : []
  })
}

/** Lines of the text before the change that it takes away, by their position in that text. */
function takenLines(lines: readonly DiffLine[]): readonly number[] {
  return positionsOf(lines, 'added').flatMap((at, before) => (lines[at]?.kind === 'removed' ? [before] : []))
}

/** Positions of all lines but those of a kind. */
function positionsOf(lines: readonly DiffLine[], except: DiffLine['kind']): readonly number[] {
  return lines.flatMap(({ kind }, at) => (kind === except ? [] : [at]))
}
