import { UsageError } from './commandValues'
import { linkHash } from './link'

/** What `diff` compares. */
export const twoSides = 'two files, directories or links, OLD and NEW, or one link with edits.'

/** What `diff` compares with what; a single link with itself before its edits. */
export function sidesOf([before, after, ...more]: readonly string[], baseline: boolean) {
  if (before === undefined || more.length > 0) throw new UsageError(`diff takes ${twoSides}`)
  if (after !== undefined) {
    if (before === '-' && after === '-') throw new UsageError('Only one of OLD and NEW can be "-".')
    return { before, after }
  }
  // What the standard input holds is not known yet.
  if (linkHash(before) === null && before !== '-') throw new UsageError(`diff takes ${twoSides}`)
  if (baseline) throw new UsageError('--baseline of a single link leaves nothing to compare it with.')
  return { before, after: null }
}

/** The inputs of every other command. */
export function atLeastOne(paths: readonly string[]): readonly string[] {
  if (paths.length === 0)
    throw new UsageError('Name at least one file or directory, a link, or "-" for standard input.')
  if (paths.length > 1 && paths.some((path) => linkHash(path) !== null))
    throw new UsageError('A link is a whole scenario: name nothing beside it.')
  if (paths.filter((path) => path === '-').length > 1) throw new UsageError('"-" can be named only once.')
  return paths
}
