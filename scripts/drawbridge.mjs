// `npm run drawbridge`: the command line from its sources, without a build. They are bundled when they have changed.
import { mkdtempSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

const cache = join(root, 'node_modules', '.cache', 'drawbridge')

await import(pathToFileURL(await currentBundle()).href)

/** The bundle in the cache of node_modules; where that cannot be written, one for this time alone. */
async function currentBundle() {
  const bundle = join(cache, 'drawbridge.mjs')
  const list = join(cache, 'modules.json')
  if (isFresh(list)) return bundle
  const { bundleCli } = await import('./bundleCli.mjs')
  try {
    const modules = await bundleCli(bundle)
    const stamps = modules.map((path) => [path, stampOf(path)])
    writeFileSync(`${list}.${process.pid}`, JSON.stringify({ root, stamps }))
    renameSync(`${list}.${process.pid}`, list)
    return bundle
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS'].includes(error.code)) throw error
    const once = join(mkdtempSync(join(tmpdir(), 'drawbridge-')), 'drawbridge.mjs')
    await bundleCli(once)
    return once
  }
}

/** Whether it was bundled here, for copies may share their packages, and every module that went into it is the same file as then. */
function isFresh(list) {
  try {
    const bundled = JSON.parse(readFileSync(list, 'utf8'))
    return bundled.root === root && bundled.stamps.every(([path, stamp]) => stampOf(path) === stamp)
  } catch {
    return false
  }
}

function stampOf(path) {
  const { mtimeMs, size } = statSync(path, { throwIfNoEntry: false }) ?? {}
  return `${mtimeMs} ${size}`
}
