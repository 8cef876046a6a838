/** Numbers that only look random: the same seed gives the same sequence on every machine (mulberry32). */
export interface Random {
  /** From 0 up to but not including 1. */
  readonly next: () => number
  /** A whole number from 0 up to but not including `limit`. */
  readonly below: (limit: number) => number
  readonly pick: <T>(list: readonly T[]) => T
  /** True this share of the times. */
  readonly chance: (share: number) => boolean
}

export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    const once = Math.imul(state ^ (state >>> 15), state | 1)
    const twice = (once + Math.imul(once ^ (once >>> 7), once | 61)) ^ once
    return ((twice ^ (twice >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    next,
    below,
    pick: <T>(list: readonly T[]) => list[below(list.length)] as T,
    chance: (share) => next() < share,
  }
}
