import type { EditId } from '../../model/ids'
import type { ChangeText } from '../../model/summary'

/**
 * For each line of a policy change the edits that it is there for: those whose own it is, and where it is none's own all that wanted
 * the change; none for unchanged lines. `ownLinesOf` gives the positions of an edit's own lines, null while they are not known; then
 * every line may be its own. Total; linear in the lines.
 */
export function lineOwners(
  { lines, edits }: Pick<ChangeText, 'lines' | 'edits'>,
  ownLinesOf: (edit: EditId) => readonly number[] | null,
): readonly (readonly EditId[])[] {
  const own = edits.map((edit) => ({ edit, at: ownLinesOf(edit) }))
  const isKnown = own.every(({ at }) => at !== null)
  const ownersOf = lines.map((): EditId[] => [])
  if (isKnown) for (const { edit, at } of own) for (const position of at ?? []) ownersOf[position]?.push(edit)
  return lines.map(({ kind }, position) => {
    const owners = ownersOf[position] ?? []
    return kind === 'same' || owners.length > 0 ? owners : edits
  })
}
