import fc from 'fast-check'
import { expect } from 'vitest'

interface Meeting {
  readonly seed: number
  readonly numRuns: number
  /** More cases than these must be met. */
  readonly least?: number
}

/**
 * Checks a law on random cases. `law` throws where it is broken, and says whether it said anything about the case: a law that meets
 * too few cases (a tenth, unless `least` says otherwise) fails too, for it could not be broken. Costs `numRuns` calls.
 */
export function expectMet<T>(
  cases: fc.Arbitrary<T>,
  law: (it: T) => boolean,
  { seed, numRuns, least = numRuns / 10 }: Meeting,
): void {
  let met = 0
  fc.assert(
    fc.property(cases, (it) => {
      if (law(it)) met++
    }),
    { seed, numRuns },
  )
  expect(met).toBeGreaterThan(least)
}
