// Bundles the command line of src/cli into one file for Node.
import { chmodSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

export function bundleCli(file) {
  return bundle(join(root, 'src', 'cli', 'main.ts'), file)
}

/** Writes the bundle of `entry` to `file` and gives the paths of all modules in it. Whole or not at all: another process may run it meanwhile. */
export async function bundle(entry, file) {
  const { build } = await import('vite')
  const { output } = await build({
    root,
    configFile: false,
    envFile: false,
    logLevel: 'error',
    publicDir: false,
    ssr: { noExternal: true },
    build: {
      ssr: entry,
      target: 'node20',
      write: false,
      rollupOptions: { output: { codeSplitting: false } },
    },
  })
  const [chunk] = output
  mkdirSync(dirname(file), { recursive: true })
  const unfinished = `${file}.${process.pid}`
  writeFileSync(unfinished, `#!/usr/bin/env node\n${chunk.code}`)
  chmodSync(unfinished, 0o755)
  renameSync(unfinished, file)
  return chunk.moduleIds
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await bundleCli(join(root, 'dist-cli', 'drawbridge.mjs'))
