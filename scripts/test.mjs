// `npm test`: every check of the project, one after the other, and at the end how many passed, as the runners count them.
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const reports = join(root, 'test-results')
const unitReport = join(reports, 'unit.json')
const endToEndReport = join(reports, 'e2e.json')

/** A step without `count` is one check. `needs`: not worth running when that step failed. */
const steps = [
  { name: 'format, lint, walls', command: ['biome', 'check', '--error-on-warnings', '.'] },
  { name: 'types', command: ['tsc', '--noEmit'] },
  { name: 'unused code', command: ['knip'] },
  {
    name: 'unit',
    command: ['vitest', 'run', '--reporter=dot', '--reporter=json', `--outputFile.json=${unitReport}`],
    count: countUnit,
  },
  { name: 'build', command: ['vite', 'build', '--logLevel', 'warn'] },
  { name: 'end to end', command: ['playwright', 'test'], count: countEndToEnd, needs: 'build' },
]

rmSync(reports, { recursive: true, force: true })
mkdirSync(reports)
const port = await freePort()
const failedSteps = new Set()
let passed = 0
let failed = 0

for (const step of steps) {
  const counts = failedSteps.has(step.needs) ? skipped(step) : await run(step)
  passed += counts.passed
  failed += counts.failed
  if (counts.failed > 0) failedSteps.add(step.name)
}

process.exitCode = failed === 0 ? 0 : 1
process.stdout.write(`\n${passed} passed, ${failed} failed\n`)

/** Prints the output of a step only when it failed: what passed needs no reading. */
async function run({ name, command: [tool, ...options], count }) {
  const started = performance.now()
  const { status, output } = await call(tool, options)
  const counts = count ? count(status) : oneCheck(status)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  const figures = count ? `${counts.passed} passed, ${counts.failed} failed, ` : ''
  process.stdout.write(`${counts.failed === 0 ? 'ok    ' : 'FAILED'}  ${name} (${figures}${seconds} s)\n`)
  if (counts.failed > 0) process.stdout.write(`${output.trimEnd()}\n\n`)
  return counts
}

function skipped({ name, needs }) {
  process.stdout.write(`FAILED  ${name} (not run, since "${needs}" failed)\n`)
  return { passed: 0, failed: 1 }
}

function call(tool, options) {
  return new Promise((resolve) => {
    const child = spawn(join(root, 'node_modules', '.bin', tool), options, {
      cwd: root,
      env: { ...process.env, DRAWBRIDGE_PORT: String(port), FORCE_COLOR: '0', NO_COLOR: '1' },
      shell: process.platform === 'win32',
    })
    let output = ''
    const collect = (chunk) => {
      output += chunk
    }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    child.on('error', (error) => resolve({ status: 1, output: String(error) }))
    child.on('close', (status) => resolve({ status, output }))
  })
}

function oneCheck(status) {
  return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/** A file that cannot even be loaded has no tests to count, and is one failure. */
function countUnit(status) {
  const report = readReport(unitReport)
  const unloaded = report?.testResults.filter(
    (it) => it.status === 'failed' && it.assertionResults.length === 0,
  )
  return neverGreen(status, {
    passed: report?.numPassedTests ?? 0,
    failed: (report?.numFailedTests ?? 0) + (unloaded?.length ?? 0),
  })
}

function countEndToEnd(status) {
  const report = readReport(endToEndReport)
  return neverGreen(status, {
    passed: report?.stats.expected ?? 0,
    failed: (report?.stats.unexpected ?? 0) + (report?.stats.flaky ?? 0) + (report?.errors.length ?? 0),
  })
}

/** A runner that failed without a failed test, or that found no test, is a failure all the same. */
function neverGreen(status, { passed, failed }) {
  const isRed = status !== 0 || passed === 0
  return { passed, failed: isRed ? Math.max(failed, 1) : failed }
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}
