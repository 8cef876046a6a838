import { csvField } from '../export/csvField'
import { formatConnections } from '../sets/connections'
import type { Difference } from './differences'
import { jsonConnections, jsonPeer, markdownCell } from './formats'

export const differenceFormatters = {
  txt: txtLines,
  jsonl: jsonLines,
  json: jsonDocument,
  csv: csvLines,
  md: markdownLines,
} as const satisfies Readonly<Record<string, (found: readonly Difference[]) => readonly string[]>>

/** np-guard's grammar, which other tools read: nothing at all for no difference. */
function txtLines(found: readonly Difference[]): readonly string[] {
  const lines = betweenPeers(found).map(txtLine)
  return lines.length === 0 ? [] : ['Connectivity diff:', ...lines]
}

function txtLine(difference: Difference): string {
  const { change, from, to, before, after } = difference
  const parts = [
    `diff-type: ${change}`,
    `source: ${from.label}`,
    `destination: ${to.label}`,
    `ref1: ${formatConnections(before)}`,
    `ref2: ${formatConnections(after)}`,
  ]
  const words = workloadsWords(difference)
  return [...parts, ...(words === '' ? [] : [`workloads-diff-info: ${words}`])].join(', ')
}

function workloadsWords({ newPeers, gonePeers }: Difference): string {
  const words = (labels: readonly string[], what: string) =>
    labels.length === 0 ? [] : [`${labels.map((label) => `workload ${label}`).join(' and ')} ${what}`]
  return [...words(newPeers, 'added'), ...words(gonePeers, 'removed')].join(', ')
}

function jsonLines(found: readonly Difference[]): readonly string[] {
  return found.map((it) => JSON.stringify(jsonDifference(it)))
}

function jsonDocument(found: readonly Difference[]): readonly string[] {
  const entries = found.map((it) => `  ${JSON.stringify(jsonDifference(it))}`)
  return ['[', ...entries.map((entry, i) => (i < entries.length - 1 ? `${entry},` : entry)), ']']
}

function jsonDifference({ change, from, to, before, after }: Difference) {
  return {
    change,
    from: jsonPeer(from),
    to: jsonPeer(to),
    before: change === 'added' ? null : jsonConnections(before),
    after: change === 'removed' ? null : jsonConnections(after),
  }
}

function csvLines(found: readonly Difference[]): readonly string[] {
  return ['change,from,to,before,after', ...betweenPeers(found).map((it) => cellsOf(it).map(csvField).join())]
}

function markdownLines(found: readonly Difference[]): readonly string[] {
  const rows = betweenPeers(found).map((it) => `| ${cellsOf(it).map(markdownCell).join(' | ')} |`)
  return ['| change | from | to | before | after |', '|---|---|---|---|---|', ...rows]
}

/** Without what a workload's pods send each other, as in the lists of connectivity. */
function betweenPeers(found: readonly Difference[]): readonly Difference[] {
  return found.filter(({ from, to }) => from !== to)
}

function cellsOf({ change, from, to, before, after }: Difference): readonly string[] {
  return [change, from.label, to.label, formatConnections(before), formatConnections(after)]
}
