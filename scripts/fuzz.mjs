// `npm run fuzz`: reader and engine against the naive twin on many random clusters, synthesis against the exhaustive search on many
// random edits, and against each of its laws on more of them, with a fresh seed unless one is given.
//   npm run fuzz -- --seed 20261121 --clusters 10000 --edits 2000 --laws 2000
//   npm run fuzz -- --seed 20261121 --path 7:0:1           the one cluster that a failed run named
//   npm run fuzz -- --seed 20261121 --edits-path 7:0:1     the one case of edits that a failed run named
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { startVitest } from 'vitest/node'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const text = { type: 'string' }
const { values } = parseArgs({
  options: { seed: text, clusters: text, edits: text, laws: text, path: text, 'edits-path': text },
})
const seed = values.seed ?? String(Math.floor(Math.random() * 2 ** 31))
const onePath = values.path ?? values['edits-path']
const clusters = values.clusters ?? (onePath ? '1' : '10000')
const edits = values.edits ?? (onePath ? '1' : '2000')
const laws = values.laws ?? (onePath ? '0' : '2000')

const filesOfLaws = [
  'src/synthesis/synthesise.prop.test.ts',
  'src/synthesis/yaml.prop.test.ts',
  'src/synthesis/blockWays.prop.test.ts',
  'src/synthesis/openUp.prop.test.ts',
  'src/synthesis/labelOffers.prop.test.ts',
  'src/manifest/addLabel.prop.test.ts',
]

const twin = await fuzz(['src/testing/twin.prop.test.ts'], `${clusters} clusters`, {
  DRAWBRIDGE_FUZZ_SEED: seed,
  DRAWBRIDGE_FUZZ_CLUSTERS: clusters,
  DRAWBRIDGE_FUZZ_PATH: values.path ?? '',
})
const search = await fuzz(['src/synthesis/minimal.prop.test.ts'], `${edits} cases of edits`, {
  DRAWBRIDGE_FUZZ_SEED: seed,
  DRAWBRIDGE_FUZZ_RUNS: edits,
  DRAWBRIDGE_FUZZ_PATH: values['edits-path'] ?? '',
})
const lawful =
  laws === '0'
    ? search
    : await fuzz(filesOfLaws, `${laws} cases for each law`, {
        DRAWBRIDGE_FUZZ_SEED: seed,
        DRAWBRIDGE_FUZZ_LAWS: laws,
      })
if (twin !== null) console.log(`${clusters} clusters, 0 differences, ${twin.seconds} s`)
if (search !== null) {
  const { checked, skipped, cheaper, blocks, isolations, onlyNew, collateral } = search.meta
  console.log(
    `${edits} cases of edits, ${checked + skipped} answers, ${checked} searched to the end, ${cheaper} cheaper ones (none by a policy), ${skipped} cut short, ${search.seconds} s`,
  )
  console.log(
    `of those searched: ${blocks} with blocks, ${isolations} with isolations, ${onlyNew} with only new policies, ${collateral} with collateral`,
  )
}
process.exitCode = twin !== null && search !== null && lawful !== null ? 0 : 1

/** Runs files of tests; what they leave behind, or null when one has failed. */
async function fuzz(files, what, env) {
  console.log(`seed ${seed}: ${what} …`)
  const started = performance.now()
  const vitest = await startVitest(
    'test',
    files,
    { watch: false, reporters: [{}], testTimeout: 0, env },
    { root, logLevel: 'error' },
  )
  const modules = vitest.state.getTestModules()
  const tests = modules.flatMap((module) => [...module.children.allTests()])
  const failures = [
    ...modules.flatMap((module) => module.errors().map(({ message }) => message)),
    ...tests.flatMap((test) =>
      (test.result().errors ?? []).map(({ message }) => `${test.fullName}\n${message}`),
    ),
  ]
  const meta = Object.assign({}, ...tests.map((test) => test.meta()))
  await vitest.close()
  for (const failure of failures) console.log(failure)
  const hasPassed = modules.length > 0 && modules.every((module) => module.ok())
  return hasPassed ? { meta, seconds: Math.round((performance.now() - started) / 1000) } : null
}
