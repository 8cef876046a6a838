export interface Replacement {
  readonly from: number
  readonly to: number
  readonly insert: string
}

/**
 * The one replacement that turns `before` into `after`, as short as a common start and end allow, so that the cursor
 * and the folds outside of it stay. Null when the texts are equal. O(length).
 */
export function replacementBetween(before: string, after: string): Replacement | null {
  if (before === after) return null
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start += 1
  let end = 0
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) }
}
