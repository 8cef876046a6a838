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
const names = ['100', '500', '1000', '3000', 's10k']

const { values: flags } = parseArgs({
  options: {
    row: { type: 'string', multiple: true, default: names },
    runs: { type: 'string', default: '3' },
    // A build that is there already; else one is made.
    dist: { type: 'string' },
    results: { type: 'string', default: join(root, 'bench', 'results') },
  },
})

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
  for (const name of flags.row) rows.push({ name, ...(await runsOf(name, address)) })
  await server.close()
  report(rows)
} finally {
  rmSync(folder, { recursive: true })
}

async function writeClusters() {
  const file = join(cache, 'canvasClusters.mjs')
  await bundle(join(root, 'bench', 'canvas.ts'), file)
  const { status } = spawnSync(process.execPath, [file, folder, ...flags.row], { stdio: 'inherit' })
  if (status !== 0) throw new Error('The clusters could not be made.')
}

/** Each run is a browser of its own; a figure is the median of the runs. */
async function runsOf(name, address) {
  const text = readFileSync(join(folder, `${name}.json`), 'utf8')
  const runs = []
  for (let run = 0; run < Number(flags.runs); run += 1) {
    process.stderr.write(`${name}, run ${run + 1}\n`)
    runs.push(await runOnce(text, address))
  }
  return medianOfRuns(runs)
}

async function runOnce(text, address) {
  const browser = await chromium.launch({
    executablePath: await findBrowser(),
    args: ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-gpu'],
  })
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.goto(address)
    await watchFrames(page)
    const paste = await pasteAndWait(page, text)
    const figures = { paste }
    for (const [place, go] of Object.entries({ far: toFar, near: toMiddle })) {
      await go(page)
      for (const [move, perform] of Object.entries(moves)) {
        const { intervals, tasks } = await perform(page)
        Object.assign(figures, figuresOf(`${move}, ${place}`, intervals, tasks))
      }
    }
    return figures
  } finally {
    await browser.close()
  }
}

function report(rows) {
  const machine = `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, Node ${process.versions.node}`
  const load = loadavg()[0]?.toFixed(1)
  process.stdout.write(
    `${tableOf(rows)}\n\nMedians of ${flags.runs} fresh browsers each; 1440x900, software raster; load ${load}; ${machine}.\n`,
  )
  mkdirSync(flags.results, { recursive: true })
  const content = JSON.stringify({ machine, load, runs: Number(flags.runs), columns, rows }, null, 2)
  writeFileSync(join(flags.results, 'canvas.json'), `${content}\n`)
}
