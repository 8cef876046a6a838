import type { MatrixCell } from '../model/matrix'
import { groupBy } from '../sets/groupBy'
import { remembered } from '../sets/remembered'
import type { PlacedLine } from './matrixLines'
import type { PairReader } from './matrixPairs'
import { addFlow, addPair, type CellMaker, emptyTally, type Tally } from './matrixTally'
import { type Isolation, isOpenPair, openFlow } from './pairFlows'
import type { ViewFilter } from './viewFilter'

interface Sources {
  readonly isolation: Isolation
  readonly placed: readonly PlacedLine[]
  readonly reader: PairReader
  readonly filter: ViewFilter
  readonly makeCell: CellMaker
}

interface Counted {
  readonly tally: Tally
  /** Pairs without an isolated side that are in the tally already, because the draft changes them. */
  readonly open: (readonly [from: number, to: number])[]
}

/**
 * The cells in the rows and columns of folded groups: what all their pairs amount to. A row is counted when the first of its cells
 * is asked for; pairs without an isolated side are not listed but multiplied. Total; a row costs the governed flows of its endpoints,
 * and a cell, where something is filtered, the endpoints of its column.
 */
export function aggregates(sources: Sources): (row: number, column: number) => MatrixCell {
  const { placed, makeCell } = sources
  const countedRow = countedRows(sources)
  const addOpen = openCounter(sources)
  const cell = ([row, column]: readonly [number, number]): MatrixCell => {
    const isDiagonal = row === column
    const [senders, receivers] = [placed[row]?.members.length ?? 0, placed[column]?.members.length ?? 0]
    const { tally, open } = countedRow(row).get(column) ?? { tally: emptyTally(), open: [] }
    addOpen(tally, row, column, open)
    return makeCell(tally, senders * receivers - (isDiagonal ? senders : 0))
  }
  const cellOnce = remembered(
    ([row, column]: readonly [number, number]) => row * placed.length + column,
    cell,
  )
  return (row, column) => cellOnce([row, column])
}

/** For each row what its endpoints have with the endpoints of each column, where either line is a folded group. */
function countedRows({ isolation, placed, reader, filter }: Sources) {
  const columnOf = new Int32Array(isolation.egress.length).fill(-1)
  for (const [column, { members }] of placed.entries()) for (const it of members) columnOf[it] = column
  const isFolded = placed.map(({ line }) => line.kind === 'group')
  return remembered(
    (row: number) => row,
    (row) => {
      const columns = new Map<number, Counted>()
      const countedAt = (to: number): Counted | null => {
        const column = columnOf[to] ?? -1
        if (column === -1 || !(isFolded[row] || isFolded[column])) return null
        const counted = columns.get(column) ?? { tally: emptyTally(), open: [] }
        columns.set(column, counted)
        return counted
      }
      for (const from of placed[row]?.members ?? []) {
        const unchanged = reader.unchangedRow(from)
        // Of one pair only one governed flow is more than half-open, so flows can be added one by one.
        for (const flow of unchanged ?? []) addFlow(countedAt(flow.to)?.tally, flow, filter)
        if (unchanged !== null) continue
        reader.visit(from, (to, parts) => {
          const counted = countedAt(to)
          if (counted === null) return
          addPair(counted.tally, parts, filter)
          if (isOpenPair(isolation, from, to)) counted.open.push([from, to])
        })
      }
      return columns
    },
  )
}

/** Adds the open pairs of two lines to a tally, but for those that are counted already. */
function openCounter({ isolation, placed, filter }: Sources) {
  const ends = placed.map(({ members }) => openEnds(isolation, members))
  return (tally: Tally, row: number, column: number, counted: Counted['open']): void => {
    const [from, to] = [ends[row], ends[column]]
    if (from === undefined || to === undefined) return
    if (!filter.isEverything) {
      addPassing(tally, from.leaving, to.entering, counted, filter)
      return
    }
    const pairs = from.leaving.length * to.entering.length - (row === column ? from.both : 0)
    if (pairs > counted.length) addPair(tally, [openFlow(-1, -1)], filter, pairs - counted.length)
  }
}

/** Under filters the open pairs of one receiver are alike, but for the senders that do not meet them where it does not either. */
function addPassing(
  tally: Tally,
  senders: readonly number[],
  receivers: readonly number[],
  counted: Counted['open'],
  filter: ViewFilter,
): void {
  const isMet = (position: number) => filter.meets[position] === true
  const met = senders.filter(isMet)
  const countedTo = groupBy(counted, ([, to]) => to)
  for (const to of receivers) {
    const passing = isMet(to) ? senders : met
    const known = new Set(countedTo.get(to)?.map(([from]) => from)).add(to)
    const sample = passing.find((from) => !known.has(from))
    if (passing.length < senders.length) tally.isFiltered = true
    if (sample === undefined) continue
    const times = passing.length - passing.filter((from) => known.has(from)).length
    addPair(tally, [openFlow(sample, to)], filter, times)
  }
}

function openEnds({ egress, ingress }: Isolation, members: readonly number[]) {
  return {
    leaving: members.filter((it) => !egress[it]),
    entering: members.filter((it) => !ingress[it]),
    both: members.filter((it) => !egress[it] && !ingress[it]).length,
  }
}
