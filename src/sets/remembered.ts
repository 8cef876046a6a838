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

/** Remembers the answers to the newest few questions. Two are one when all of their parts are the same objects or equal values. */
export function rememberedNewest<Parts extends readonly unknown[], Answer>(
  most: number,
  answer: (...parts: Parts) => Answer,
): (...parts: Parts) => Answer {
  let known: readonly { readonly parts: Parts; readonly answer: Answer }[] = []
  return (...parts) => {
    const before = known.find((it) => it.parts.every((part, i) => part === parts[i]))
    const newest = before ?? { parts, answer: answer(...parts) }
    known = [newest, ...known.filter((it) => it !== before)].slice(0, most)
    return newest.answer
  }
}

/** Gives for a list the newest one that has the same elements in the same order, so that what is remembered of it is found again. */
export function rememberedLists<T>(most: number): (list: readonly T[]) => readonly T[] {
  let known: readonly (readonly T[])[] = []
  return (list) => {
    const before = known.find((it) => it.length === list.length && it.every((part, i) => part === list[i]))
    const newest = before ?? list
    known = [newest, ...known.filter((it) => it !== before)].slice(0, most)
    return newest
  }
}
