import type { MatrixCell } from '../model/matrix'
import { allConnections } from '../sets/connections'
import { remembered } from '../sets/remembered'
import type { PlacedLine } from './matrixLines'
import type { PairReader } from './matrixPairs'
import { addPair, type CellMaker, emptyTally, type Tally } from './matrixTally'
import { type Isolation, isOpenPair, type PairFlow } from './pairFlows'

interface Sources {
  readonly isolation: Isolation
  readonly placed: readonly PlacedLine[]
  readonly reader: PairReader
  readonly makeCell: CellMaker
}

interface Counted {
  readonly tally: Tally
  /** Pairs without an isolated side that are in the tally, because the draft changes them. */
  open: number
}

const plainlyOpen: PairFlow = {
  from: -1,
  to: -1,
  kind: 'open',
  connections: allConnections,
  blockedBy: null,
  change: 'same',
}

/**
 * The cells in the rows and columns of folded groups: what all their pairs amount to. A row is counted when the first of its cells
 * is asked for; pairs without an isolated side are not listed but multiplied. Total; a row costs the governed flows of its endpoints.
 */
export function aggregates({ isolation, placed, reader, makeCell }: Sources) {
  const ends = placed.map(({ members }) => openEnds(isolation, members))
  const countedRow = rememberedRows({ isolation, placed, reader })
  const cell = ([row, column]: readonly [number, number]): MatrixCell => {
    const isDiagonal = row === column
    const [senders, receivers] = [placed[row]?.members.length ?? 0, placed[column]?.members.length ?? 0]
    const { tally, open } = countedRow(row).get(column) ?? { tally: emptyTally(), open: 0 }
    const [from, to] = [ends[row], ends[column]]
    const openPairs = (from?.leaving ?? 0) * (to?.entering ?? 0) - (isDiagonal ? (from?.both ?? 0) : 0) - open
    if (openPairs > 0) addPair(tally, [plainlyOpen], openPairs)
    return makeCell(tally, senders * receivers - (isDiagonal ? senders : 0))
  }
  const cellOnce = remembered(
    ([row, column]: readonly [number, number]) => row * placed.length + column,
    cell,
  )
  return (row: number, column: number): MatrixCell => cellOnce([row, column])
}

function openEnds({ egress, ingress }: Isolation, members: readonly number[]) {
  return {
    leaving: members.filter((it) => !egress[it]).length,
    entering: members.filter((it) => !ingress[it]).length,
    both: members.filter((it) => !egress[it] && !ingress[it]).length,
  }
}

/** For each row what its endpoints have with the endpoints of each column, where either line is a folded group. */
function rememberedRows({ isolation, placed, reader }: Omit<Sources, 'makeCell'>) {
  const columnOf = new Int32Array(isolation.egress.length).fill(-1)
  for (const [column, { members }] of placed.entries()) for (const it of members) columnOf[it] = column
  const isFolded = placed.map(({ line }) => line.kind === 'group')
  return remembered(
    (row: number) => row,
    (row) => {
      const columns = new Map<number, Counted>()
      for (const from of placed[row]?.members ?? [])
        reader.visit(from, (to, parts) => {
          const column = columnOf[to] ?? -1
          if (column === -1 || !(isFolded[row] || isFolded[column])) return
          const counted = columns.get(column) ?? { tally: emptyTally(), open: 0 }
          columns.set(column, counted)
          addPair(counted.tally, parts)
          if (isOpenPair(isolation, from, to)) counted.open++
        })
      return columns
    },
  )
}
