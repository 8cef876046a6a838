/** Remembers the answers to questions; questions with one key are one question. Grows with the keys that are asked for. */
export function remembered<Question, Key, Answer>(
  keyOf: (question: Question) => Key,
  answer: (question: Question, key: Key) => Answer,
): (question: Question) => Answer {
  const known = new Map<Key, Answer>()
  return (question) => {
    const key = keyOf(question)
    const before = known.get(key)
    if (before !== undefined) return before
    const now = answer(question, key)
    known.set(key, now)
    return now
  }
}

/** Remembers the answers about objects, each as long as its object lives. */
export function rememberedOf<Question extends object, Answer extends object>(
  answer: (question: Question) => Answer,
): (question: Question) => Answer {
  const known = new WeakMap<Question, Answer>()
  return (question) => {
    const before = known.get(question)
    if (before !== undefined) return before
    const now = answer(question)
    known.set(question, now)
    return now
  }
}
