import { spawnSync } from 'node:child_process'
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { besideOthers, besideRow } from './beside'
import { clusterText } from './clusters/texts'
import { groups } from './groups'
import { type Result, resultOf, tablesOf } from './results'
import type { Row, Sample } from './row'
import { rows } from './rows'
import { threadClock } from './threadClock'

const { values: flags } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    runs: { type: 'string' },
    row: { type: 'string', multiple: true, default: [] },
    results: { type: 'string', default: join('bench', 'results') },
    // With an input: this process is one run of a row, and prints its sample.
    input: { type: 'string' },
  },
})

if (flags.input === undefined) runAll()
else runOnce(flags.row[0] ?? '', flags.input)

function runOnce(name: string, input: string): void {
  const row = rows.find((it) => it.name === name)
  if (row === undefined) throw new Error(`There is no row ${name}.`)
  process.stdout.write(JSON.stringify(groups[row.group].measure(name, readFileSync(input))))
}

function runAll(): void {
  const isAsked = (name: string) =>
    flags.row.length === 0 || flags.row.some((start) => name.startsWith(start))
  const chosen = rows.filter(({ name, isQuick }) => (isQuick || !flags.quick) && isAsked(name))
  const isBesideAsked = isAsked(besideRow)
  const areRowsRight = chosen.length > 0 ? runRows(chosen) : isBesideAsked
  process.exitCode = areRowsRight && (!isBesideAsked || printBeside()) ? 0 : 1
}

function runRows(chosen: readonly Row[]): boolean {
  const runs = Number(flags.runs ?? (flags.quick ? 3 : 7))
  const folder = mkdtempSync(join(tmpdir(), 'drawbridge-bench-'))
  try {
    const results = chosen.map((row) => runRow(row, runs, folder))
    report(results, runs)
    return results.every((result) => result.isRight)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function printBeside(): boolean {
  const { table, isRight } = besideOthers()
  process.stdout.write(`\n${table}\n${isRight ? '' : '\nWRONG: ours are more somewhere.\n'}`)
  return isRight
}

/** Timed runs, and one more for what only a collected heap tells: collections would change the times. */
function runRow(row: Row, runs: number, folder: string): Result {
  process.stderr.write(`${row.name}\n`)
  const input = join(folder, 'input')
  writeInput(row, input)
  const timed = Array.from({ length: runs }, () => runInOwnProcess(row, input, []))
  if (flags.quick) return resultOf(row, timed)
  const { figures, checksum } = runInOwnProcess(row, input, ['--expose-gc'])
  const weighed = Object.entries(figures).filter(([key]) => timed[0]?.figures[key] === undefined)
  return resultOf(row, [...timed, { figures: Object.fromEntries(weighed), checksum }])
}

function writeInput(row: Row, path: string): void {
  const file = openSync(path, 'w')
  for (const piece of clusterText(row.cluster(), row.form)) writeSync(file, piece)
  closeSync(file)
}

function runInOwnProcess(row: Row, input: string, nodeFlags: readonly string[]): Sample {
  const script = process.argv[1] ?? ''
  const options = ['--max-old-space-size=8192', ...nodeFlags, script, '--row', row.name, '--input', input]
  const { status, stdout, stderr } = spawnSync(process.execPath, options, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${row.name} failed:\n${stderr}`)
  return JSON.parse(stdout) as Sample
}

function report(results: readonly Result[], runs: number): void {
  const machine = `${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.versions.node}`
  const clock = threadClock().name
  process.stdout.write(
    `${tablesOf(results)}\n\nMedians of ${runs} fresh processes each; ms and µs are ${clock}; ${machine}.\n`,
  )
  mkdirSync(flags.results, { recursive: true })
  const content = JSON.stringify({ machine, clock, runs, results }, null, 2)
  writeFileSync(join(flags.results, 'latest.json'), `${content}\n`)
}
