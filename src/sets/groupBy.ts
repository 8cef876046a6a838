/** The list's elements by key, keys and elements in the order in which they come. Total. */
export function groupBy<T, Key>(
  list: Iterable<T>,
  keyOf: (element: T) => Key,
): ReadonlyMap<Key, readonly T[]> {
  const groups = new Map<Key, T[]>()
  for (const element of list) addTo(groups, keyOf(element), element)
  return groups
}

/** For whoever fills lists by key of its own. */
export function addTo<Key, T>(groups: Map<Key, T[]>, key: Key, element: T): void {
  const group = groups.get(key)
  if (group === undefined) groups.set(key, [element])
  else group.push(element)
}
