/**
 * The best matches for what was typed, at most `limit`. Words may stand in any order; a name that is the text comes first, then one
 * that begins with it, then one with a word that begins with it; the shorter of two that are alike wins. O(items).
 */
export function search<T>(
  items: readonly T[],
  textOf: (item: T) => string,
  query: string,
  limit: number,
): readonly T[] {
  const words = wordsOf(query)
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

/** How well a text fits what was typed: lower is better, and infinite when a word does not occur. */
export function distance(text: string, query: string): number {
  return scoreOf(text.toLowerCase(), wordsOf(query)) ?? Number.POSITIVE_INFINITY
}

function wordsOf(query: string): readonly string[] {
  return query.toLowerCase().split(/\s+/).filter(Boolean)
}

/** Lower is better; null when a word does not occur. */
function scoreOf(text: string, words: readonly string[]): number | null {
  let score = text.length / 1000
  for (const word of words) {
    const at = bestPlace(text, word)
    if (at === -1) return null
    const isWhole = !isNamePart(text[at + word.length])
    const startsWord = at === 0 || !isNamePart(text[at - 1])
    score += (at === 0 ? 0 : startsWord ? 2 : 4) + (isWhole && startsWord ? 0 : 1) + at / 10_000
  }
  return score
}

/** Where a word of the text begins with it; else where it first occurs. */
function bestPlace(text: string, word: string): number {
  const first = text.indexOf(word)
  for (let at = first; at !== -1; at = text.indexOf(word, at + 1))
    if (at === 0 || !isNamePart(text[at - 1])) return at
  return first
}

function isNamePart(character: string | undefined): boolean {
  return character !== undefined && /[a-z0-9]/.test(character)
}
