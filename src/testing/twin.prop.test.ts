import fc from 'fast-check'
import { expect, it } from 'vitest'
import { scenarios } from './arbitraries'
import { twinDifferences } from './twinDifferences'
import { twinReport } from './twinReport'

// `npm run fuzz` asks for more clusters, and for those of another seed.
const numRuns = Number(process.env['DRAWBRIDGE_FUZZ_CLUSTERS'] ?? 200)
const seed = Number(process.env['DRAWBRIDGE_FUZZ_SEED'] ?? 20261121)
const path = process.env['DRAWBRIDGE_FUZZ_PATH'] ?? ''

it(`reader and engine agree with the naive twin on ${numRuns} clusters`, {
  timeout: 60_000 + 500 * numRuns,
}, () => {
  const agreement = fc.property(scenarios, (scenario) => twinDifferences(scenario).length === 0)
  const report = twinReport(fc.check(agreement, { numRuns, seed, path }))
  if (report !== null) expect.fail(report)
})
