import { groups } from './groups'
import { tableText } from './markdownTable'
import type { Figures, Row, Sample } from './row'

/** The runs of a row put together: the median of each figure. */
export interface Result {
  readonly name: string
  readonly group: Row['group']
  readonly figures: Figures
  readonly checksum: number
  readonly expected: number
  readonly isRight: boolean
}

/** Every run must have given the right answer, and the same one. */
export function resultOf(row: Row, samples: readonly Sample[]): Result {
  const keys = new Set(samples.flatMap(({ figures }) => Object.keys(figures)))
  const figures = Object.fromEntries(
    [...keys].map((key) => [key, median(samples.flatMap((sample) => sample.figures[key] ?? []))]),
  )
  const wrong = samples.find(({ checksum }) => checksum !== row.checksum)
  return {
    name: row.name,
    group: row.group,
    figures,
    checksum: wrong?.checksum ?? row.checksum,
    expected: row.checksum,
    isRight: wrong === undefined,
  }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const [low = 0, high = 0] = [sorted[middle - 1] ?? sorted[middle], sorted[middle]]
  return sorted.length % 2 === 1 ? high : (low + high) / 2
}

/** A Markdown table for each group that has results. */
export function tablesOf(results: readonly Result[]): string {
  const tables = Object.entries(groups).flatMap(([group, { title, columns, checksum }]) => {
    const own = results.filter((result) => result.group === group)
    if (own.length === 0) return []
    const head = [
      'row',
      ...columns.map((it) => (it.unit === '' ? it.title : `${it.title}, ${it.unit}`)),
      checksum,
    ]
    const lines = own.map((result) => [
      result.name,
      ...columns.map(({ key }) => numberText(result.figures[key])),
      checksumText(result),
    ])
    return [`${title}\n\n${tableText([head, ...lines])}`]
  })
  return tables.join('\n\n')
}

function checksumText({ checksum, expected, isRight }: Result): string {
  const text = checksum.toLocaleString('en')
  return isRight ? text : `WRONG: ${text} instead of ${expected.toLocaleString('en')}`
}

/** Counts as they are, everything else to three digits. */
function numberText(value: number | undefined): string {
  if (value === undefined) return ''
  if (Number.isInteger(value) || value >= 1000) return Math.round(value).toLocaleString('en')
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3).replace(/(\.\d)0$/, '$1')
}
