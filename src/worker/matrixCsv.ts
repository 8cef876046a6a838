import { csvField } from '../export/csvField'
import type { MatrixCell, MatrixLine, MatrixPart } from '../model/matrix'
import { formatConnections } from '../sets/connections'
import type { MatrixSheet } from '../view/matrix'

/** More cells than this make no table that a spreadsheet opens, nor a text that a clipboard takes. */
const mostCells = 4_000_000

/**
 * The whole matrix as CSV (RFC 4180): a line for each sender, a column for each receiver, and in each cell what flows, in words:
 * `TCP 5432`, `unrestricted`, `half-open: TCP 80 (ingress blocks)`. Folded groups stand for their endpoints. Null where there are
 * too many cells. Total; costs the cells.
 */
export function matrixCsv({ lines, cellAt }: MatrixSheet): string | null {
  const told = lines.flatMap((line, place) =>
    line.kind === 'endpoint' || line.isFolded ? [{ place, name: lineName(line) }] : [],
  )
  if (told.length ** 2 > mostCells) return null
  const head = ['from \\ to', ...told.map(({ name }) => name)]
  const rows = told.map(({ place: row, name }) => [
    name,
    ...told.map(({ place: column }) => cellWords(cellAt(row, column))),
  ])
  return [head, ...rows].map((fields) => `${fields.map(csvField).join()}\r\n`).join('')
}

function lineName(line: MatrixLine): string {
  const namespace = line.namespace ?? 'outside'
  if (line.kind === 'group') return `${namespace} (${line.endpoints})`
  return line.namespace === null ? line.name : `${namespace}/${line.name}`
}

function cellWords({ kind, parts, pairs, flowing }: MatrixCell): string {
  if (kind === 'self') return 'itself'
  const words = parts.map(partWords).join('; ')
  return pairs > 1 && words !== '' ? `${flowing} of ${pairs} pairs: ${words}` : words
}

function partWords({ kind, change, connections, blockedBy }: MatrixPart): string {
  const ports = formatConnections(connections)
  const what =
    kind === 'half' ? `half-open: ${ports} (${blockedBy} blocks)` : kind === 'open' ? 'unrestricted' : ports
  return change === 'same' ? what : `${change}: ${what}`
}
