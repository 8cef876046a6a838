// `npm run fuzz`: reader and engine against the naive twin on many random clusters, with a fresh seed unless one is given.
//   npm run fuzz -- --seed 20261121 --clusters 10000
//   npm run fuzz -- --seed 20261121 --path 7:0:1      the one cluster that a failed run named
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { startVitest } from 'vitest/node'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const { values } = parseArgs({
  options: { seed: { type: 'string' }, clusters: { type: 'string' }, path: { type: 'string' } },
})
const seed = values.seed ?? String(Math.floor(Math.random() * 2 ** 31))
const clusters = values.clusters ?? (values.path ? '1' : '10000')

console.log(`seed ${seed}: ${clusters} clusters …`)
const started = performance.now()
const env = {
  DRAWBRIDGE_FUZZ_SEED: seed,
  DRAWBRIDGE_FUZZ_CLUSTERS: clusters,
  DRAWBRIDGE_FUZZ_PATH: values.path ?? '',
}
const vitest = await startVitest(
  'test',
  ['src/testing/twin.prop.test.ts'],
  { watch: false, reporters: [{}], env },
  { root, logLevel: 'error' },
)
const modules = vitest.state.getTestModules()
const failures = modules.flatMap((module) => [
  ...module.errors(),
  ...[...module.children.allTests()].flatMap((test) => test.result().errors ?? []),
])
await vitest.close()

const hasPassed = modules.length > 0 && modules.every((module) => module.ok())
for (const { message } of failures) console.log(message)
const seconds = Math.round((performance.now() - started) / 1000)
if (hasPassed) console.log(`seed ${seed}: ${clusters} clusters, 0 differences, ${seconds} s`)
process.exitCode = hasPassed ? 0 : 1
