import fc from 'fast-check'
import { expect, it } from 'vitest'
import { scenarios } from './arbitraries'
import { twinDifferences } from './twinDifferences'

// `npm run fuzz` asks for more runs; a failure prints the seed to run again.
const numRuns = Number(process.env['DRAWBRIDGE_FUZZ_RUNS'] ?? 200)
const seed = Number(process.env['DRAWBRIDGE_FUZZ_SEED'] ?? 20261121)

it(`reader and engine agree with the naive twin on ${numRuns} clusters`, {
  timeout: 60_000 + 200 * numRuns,
}, () => {
  fc.assert(
    fc.property(scenarios, (scenario) => {
      expect(twinDifferences(scenario)).toEqual([])
    }),
    { numRuns, seed },
  )
})
