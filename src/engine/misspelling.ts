/**
 * Whether two words are likely one word and its misspelling: one letter added, left out, replaced or swapped with its neighbour in a
 * word of at least four letters, two in one of at least six, or another case. Words that differ in their digits alone (`v1`, `v2`)
 * are two names on purpose, and short words are near everything. False for equal words. Total; the product of the lengths, at most 63 each.
 */
export function isMisspelling(a: string, b: string): boolean {
  if (a === b) return false
  if (a.toLowerCase() === b.toLowerCase()) return true
  const longest = Math.max(a.length, b.length)
  const allowed = longest >= 6 ? 2 : longest >= 4 ? 1 : 0
  if (Math.abs(a.length - b.length) > allowed || longest > longestLabel) return false
  return withoutDigits(a) !== withoutDigits(b) && editDistance(a, b) <= allowed
}

/** Kubernetes allows no longer label value. */
const longestLabel = 63

function withoutDigits(word: string): string {
  return word.replace(/[0-9]/g, '')
}

/** Letters added, left out, replaced or swapped with their neighbour (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let before: readonly number[] = []
  let row: readonly number[] = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = at(row, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1)
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const swapped = isSwapped ? at(before, j - 2) + 1 : replaced
      next.push(Math.min(replaced, swapped, at(row, j) + 1, at(next, j - 1) + 1))
    }
    before = row
    row = next
  }
  return at(row, b.length)
}

function at(row: readonly number[], position: number): number {
  return row[position] ?? 0
}
