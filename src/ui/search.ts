/** The best matches for what was typed, at most `limit`. Words may stand in any order; a name that begins with the text comes first. O(items). */
export function search<T>(
  items: readonly T[],
  textOf: (item: T) => string,
  query: string,
  limit: number,
): readonly T[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return items.slice(0, limit)
  const scored = items.flatMap((item) => {
    const score = scoreOf(textOf(item).toLowerCase(), words)
    return score === null ? [] : { item, score }
  })
  return scored
    .sort((a, b) => a.score - b.score)
    .slice(0, limit)
    .map(({ item }) => item)
}

/** Lower is better; null when a word does not occur. */
function scoreOf(text: string, words: readonly string[]): number | null {
  let score = 0
  for (const word of words) {
    const at = text.indexOf(word)
    if (at === -1) return null
    const startsWord = at === 0 || /[^a-z0-9]/.test(text[at - 1] ?? '')
    score += (at === 0 ? 0 : startsWord ? 1 : 2) + text.length / 1000
  }
  return score
}
