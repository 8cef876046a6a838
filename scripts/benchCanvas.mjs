// `npm run bench:canvas`: how smoothly the picture moves, in a headless Chromium. docs/performance.md says what is measured.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { chromium } from '@playwright/test'
import { build, preview } from 'vite'
import { findBrowser } from './browser.mjs'
import { bundle } from './bundleCli.mjs'
import { columns, figuresOf, medianOfRuns, tableOf } from './canvasFigures.mjs'
import { moves, pasteAndWait, toFar, toMiddle, watchFrames } from './canvasMoves.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const cache = join(root, 'node_modules', '.cache', 'drawbridge')
const names = ['500', '1000', '3000', 's10k']
/** Is pasted alone: its picture has as many workloads as that of `1000`. */
const pastedAlone = 's10k'

const { values: flags } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: names },
    runs: { type: 'string', default: '3' },
    // A build that is there already; else one is made.
    dist: { type: 'string' },
    // What the runs of all rows are to take together.
    seconds: { type: 'string', default: '240' },
    results: { type: 'string', default: join(root, 'bench', 'results') },
  },
})

/** A run that takes longer, in milliseconds, is given up. */
const longestRun = 120_000
const begun = performance.now()
const budget = 1000 * Number(flags.seconds)

const folder = mkdtempSync(join(tmpdir(), 'drawbridge-canvas-'))
const outDir = flags.dist ?? join(cache, 'canvas')
try {
  await writeClusters()
  if (flags.dist === undefined) await build({ root, logLevel: 'error', build: { outDir, emptyOutDir: true } })
  const server = await preview({
    root,
    logLevel: 'error',
    build: { outDir },
    preview: { host: '127.0.0.1', port: 0 },
  })
  const [address = ''] = server.resolvedUrls?.local ?? []
  const rows = []
  for (const [i, name] of flags.only.entries())
    rows.push({ name, ...(await runsOf(name, address, flags.only.length - i)) })
  await server.close()
  report(rows)
} finally {
  rmSync(folder, { recursive: true })
}

async function writeClusters() {
  const file = join(cache, 'canvasClusters.mjs')
  await bundle(join(root, 'bench', 'canvas.ts'), file)
  const { status } = spawnSync(process.execPath, [file, folder, ...flags.only], { stdio: 'inherit' })
  if (status !== 0) throw new Error('The clusters could not be made.')
}

/**
 * Each run is a browser of its own; a figure is the median of the runs. The rows share the time: on a slow machine a row has fewer runs,
 * and says so.
 */
async function runsOf(name, address, rowsLeft) {
  const text = readFileSync(join(folder, `${name}.json`), 'utf8')
  const start = performance.now()
  const share = (budget - (start - begun)) / rowsLeft
  const runs = []
  for (let run = 0; run < Number(flags.runs); run += 1) {
    const spent = performance.now() - start
    // One run more is to fit into the row's share, if it takes as long as those before.
    if (run > 0 && spent + spent / run > share) break
    process.stderr.write(`${name}, run ${run + 1}\n`)
    runs.push(await runOnce(text, address, name === pastedAlone ? [] : Object.entries(moves)))
  }
  return { runs: runs.length, ...medianOfRuns(runs) }
}

/** What was measured when the time was up, too. */
async function runOnce(text, address, movements) {
  const figures = {}
  const browser = await chromium.launch({
    timeout: 30_000,
    executablePath: await findBrowser(),
    args: ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-gpu'],
  })
  const limit = setTimeout(() => void browser.close(), longestRun)
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    page.setDefaultTimeout(30_000)
    await page.goto(address)
    const cpu = await watchFrames(page)
    figures.paste = await pasteAndWait(page, text)
    for (const [place, go] of Object.entries({ far: toFar, near: toMiddle })) {
      if (movements.length === 0) break
      await go(page)
      for (const [move, perform] of movements) {
        Object.assign(figures, figuresOf(`${move}, ${place}`, await perform(page, cpu)))
      }
    }
  } catch (error) {
    process.stderr.write(`${error.message}\n`)
  } finally {
    clearTimeout(limit)
    await browser.close()
  }
  return figures
}

function report(rows) {
  const machine = `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, Node ${process.versions.node}`
  const load = loadavg()[0]?.toFixed(1)
  process.stdout.write(
    `${tableOf(rows)}\n\nMedians of up to ${flags.runs} fresh browsers each; 1440x900, software raster; load ${load}; ${machine}.\n`,
  )
  mkdirSync(flags.results, { recursive: true })
  const content = JSON.stringify({ machine, load, runs: Number(flags.runs), columns, rows }, null, 2)
  writeFileSync(join(flags.results, 'canvas.json'), `${content}\n`)
}
