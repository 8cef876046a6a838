import type { ConnectionSet } from '../../model/connections'
import type { MatrixCell, MatrixLine, MatrixPart } from '../../model/matrix'
import { connectionWords, counted, flowKindWords } from '../words'

/** What a line is called in the name of a cell. */
export function lineWords(line: MatrixLine): string {
  if (line.kind === 'endpoint') return line.name
  return line.namespace === null ? 'everything outside' : `namespace ${line.namespace}`
}

/** What is written on a row or column. */
export function headName(line: MatrixLine): string {
  if (line.kind === 'endpoint') return line.name
  return line.namespace ?? 'Outside'
}

/** The name of a row or column: `web in shop`, `namespace shop, 5 workloads`. */
export function headWords(line: MatrixLine): string {
  if (line.kind === 'endpoint')
    return line.namespace === null ? `${line.name}, outside the cluster` : `${line.name} in ${line.namespace}`
  return line.namespace === null
    ? `outside the cluster, ${counted(line.endpoints, 'address block')}`
    : `namespace ${line.namespace}, ${counted(line.endpoints, 'workload')}`
}

/** The name of a cell, as the graph names its arrows: `web to db: allowed on TCP 5432`. */
export function cellName(from: MatrixLine, to: MatrixLine, cell: MatrixCell): string {
  const ends = `${lineWords(from)} to ${lineWords(to)}`
  switch (cell.kind) {
    case 'self':
      return `${lineWords(from)} to itself${cell.parts.map((part) => `, its pods exchange ${connectionWords(part.connections)}`).join('')}`
    case 'outside':
      return `${ends}: no policy decides`
    case 'filtered':
      return `${ends}: nothing that meets the filters`
    case 'none':
    case 'header':
      return `${ends}: nothing allowed`
    default: {
      const words = cell.parts.map((part) => partWords(part, from, to, cell.pairs > 1)).join('; ')
      return cell.pairs > 1
        ? `${ends}: ${cell.flowing.toLocaleString('en')} of ${counted(cell.pairs, 'pair')}; ${words}`
        : `${ends}: ${words}`
    }
  }
}

function partWords(part: MatrixPart, from: MatrixLine, to: MatrixLine, isSum: boolean): string {
  const change = part.change === 'same' ? '' : `, ${part.change} by your edits`
  const count = isSum ? `, ${counted(part.pairs, 'pair')}` : ''
  return `${flowKindWords(part, lineWords(from), lineWords(to))} on ${connectionWords(part.connections)}${count}${change}`
}

/** One of the texts that stand in a cell, with the look that the graph gives such an edge. */
export interface CellText {
  readonly look: 'rules' | 'open' | 'half' | 'added' | 'removed'
  readonly text: string
}

/**
 * What is written in a cell: ports behind the signs of the edge grammar, or for several pairs how many of them. Unrestricted is
 * everything, and a dot says it.
 */
export function cellTexts(cell: MatrixCell): readonly CellText[] {
  if (cell.kind === 'self') return []
  if (cell.pairs <= 1)
    return cell.parts.map((part) => {
      const look = lookOf(part)
      if (look === 'open') return { look, text: part.label === 'all' ? '●' : part.label }
      return { look, text: `${signs[look]}${part.label}` }
    })
  const marked = (['half', 'added', 'removed'] as const).flatMap((look): readonly CellText[] => {
    const count = cell.parts.reduce((sum, part) => sum + (lookOf(part) === look ? part.pairs : 0), 0)
    return count === 0 ? [] : [{ look, text: `${signs[look]}${cell.flowing === 0 ? count : ''}` }]
  })
  if (cell.flowing === 0) return marked
  return [{ look: flowingLook(cell), text: shareText(cell, marked.length) }, ...marked]
}

// Pixels of the cell's letters, of what is between its texts, and of its edges.
const letter = 6.6
const gap = 4
const edges = 7

/** What is written in a cell of such a width: where the ports of a pair do not fit, how many they are. Total. */
export function textsWithin(cell: MatrixCell, width: number): readonly CellText[] {
  const texts = cellTexts(cell)
  if (cell.pairs > 1) return texts
  const needed = texts.reduce((sum, { text }) => sum + text.length * letter + gap, edges - gap)
  if (needed <= width) return texts
  return texts.map((it, i) => {
    const part = cell.parts[i]
    if (part === undefined) return it
    const text = `${it.look === 'open' ? '' : signs[it.look]}${counted(portCount(part.connections), 'port')}`
    return text.length < it.text.length ? { ...it, text } : it
  })
}

function portCount({ TCP, UDP, SCTP }: ConnectionSet): number {
  return [TCP, UDP, SCTP].flat().reduce((sum, { first, last }) => sum + last - first + 1, 0)
}

const signs = { rules: '', half: '!', added: '+', removed: '−' } as const

function lookOf({ kind, change }: MatrixPart): CellText['look'] {
  return change === 'same' ? kind : change
}

function flowingLook({ parts }: MatrixCell): CellText['look'] {
  return parts.some(({ kind, change }) => kind === 'rules' && change === 'same') ? 'rules' : 'open'
}

/** What fits into the narrowest cell, beside the signs. */
const longestShare = 5

function shareText({ flowing, pairs }: MatrixCell, signCount: number): string {
  if (flowing === pairs) return 'all'
  const text = `${flowing}/${pairs}`
  if (text.length + signCount <= longestShare) return text
  return `${Math.min(99, Math.max(1, Math.round((flowing / pairs) * 100)))}%`
}
