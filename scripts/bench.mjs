// `npm run bench`: bundles the benchmark from its sources and starts it. docs/performance.md says what it measures.
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundle } from './bundleCli.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const file = join(root, 'node_modules', '.cache', 'drawbridge', 'bench.mjs')

await bundle(join(root, 'bench', 'main.ts'), file)
const { status } = spawnSync(process.execPath, [file, ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
})
process.exitCode = status ?? 1
