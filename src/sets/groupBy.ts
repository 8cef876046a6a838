/** The list's elements by key, keys and elements in the order in which they come. Total. */
export function groupBy<T, Key>(
  list: Iterable<T>,
  keyOf: (element: T) => Key,
): ReadonlyMap<Key, readonly T[]> {
  const groups = new Map<Key, T[]>()
  for (const element of list) {
    const key = keyOf(element)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [element])
    else group.push(element)
  }
  return groups
}
