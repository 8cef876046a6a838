import { useMemo, useRef } from 'react'

/**
 * The same list with the objects of the list before for everything that is as it was, and that list itself when all is: what keeps
 * its identity is not rendered again. `isSame` compares two things of one id.
 */
export function useKept<T extends { readonly id: string }>(
  next: T[],
  isSame: (before: T, now: T) => boolean,
): T[] {
  const former = useRef<T[]>([])
  return useMemo(() => {
    former.current = keptOf(former.current, next, isSame)
    return former.current
  }, [next, isSame])
}

/** `next` with what of `former` is the same. Linear. */
export function keptOf<T extends { readonly id: string }>(
  former: T[],
  next: T[],
  isSame: (before: T, now: T) => boolean,
): T[] {
  const known = new Map(former.map((it) => [it.id, it]))
  const kept = next.map((it) => {
    const before = known.get(it.id)
    return before !== undefined && isSame(before, it) ? before : it
  })
  return kept.length === former.length && kept.every((it, i) => it === former[i]) ? former : kept
}
