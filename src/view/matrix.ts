import { reach } from '../engine/reach'
import type { Filtered } from '../model/graphView'
import { policiesOf } from '../model/look'
import type {
  LineRange,
  MatrixCell,
  MatrixLine,
  MatrixRequest,
  MatrixSight,
  MatrixWindow,
} from '../model/matrix'
import { isEmpty } from '../sets/connections'
import { aggregates } from './matrixAggregates'
import { linesOf, type PlacedLine } from './matrixLines'
import { pairReader } from './matrixPairs'
import { matrixScope } from './matrixScope'
import { addPair, type CellMaker, cellMaker, emptyTally } from './matrixTally'
import { isOpenPair } from './pairFlows'
import type { IndexFlows, PreparedFlows } from './prepareFlows'
import { nothingFiltered, type ReadFilters, type ViewFilter, viewFilter } from './viewFilter'

/** A matrix to look at part by part. */
export interface MatrixSheet {
  readonly lines: readonly MatrixLine[]
  readonly filtered: Filtered
  /** The cells of a part; what is beyond the last line is left out. */
  readonly windowOf: (sight: MatrixSight) => MatrixWindow
  readonly cellAt: (row: number, column: number) => MatrixCell
}

/**
 * The flows of a cluster as a table of who sends by who receives: the same parts of each pair as the graph's edges when it hides
 * nothing. Nothing is worked out before it is looked at, but the lines; a cell of two endpoints costs O(log n), a row of a folded
 * group the flows of its endpoints, once. Total.
 */
export function matrixSheet(
  prepared: PreparedFlows,
  request: MatrixRequest,
  filters: ReadFilters = nothingFiltered,
): MatrixSheet {
  const flows = prepared[policiesOf(request.show)]
  const { endpoints } = flows.index
  const filter = viewFilter(endpoints, filters)
  const { isShown, filtered } = matrixScope(prepared, filter, filters)
  const placed = linesOf(endpoints, request, isShown)
  const cellAt = cellsOf(flows, placed, filter)
  return {
    lines: placed.map(({ line }) => line),
    filtered,
    cellAt,
    windowOf: (sight) => {
      const [rows, columns] = [clipped(sight.rows, placed.length), clipped(sight.columns, placed.length)]
      const places = new Map<MatrixCell, number>()
      const at: number[] = []
      for (let row = rows.first; row < rows.end; row++)
        for (let column = columns.first; column < columns.end; column++) {
          const cell = cellAt(row, column)
          const place = places.get(cell) ?? places.size
          places.set(cell, place)
          at.push(place)
        }
      return { rows, columns, contents: [...places.keys()], at }
    },
  }
}

function clipped({ first, end }: LineRange, length: number): LineRange {
  const start = Math.min(Math.max(first, 0), length)
  return { first: start, end: Math.max(start, Math.min(end, length)) }
}

const plain = { change: 'same', parts: [], pairs: 0, flowing: 0 } as const
const everything: ViewFilter = viewFilter([], nothingFiltered)
const header: MatrixCell = { ...plain, kind: 'header' }
const outside: MatrixCell = { ...plain, kind: 'outside' }

function cellsOf(
  flows: IndexFlows,
  placed: readonly PlacedLine[],
  filter: ViewFilter,
): MatrixSheet['cellAt'] {
  const reader = pairReader(flows)
  const makeCell = cellMaker()
  const aggregateAt = aggregates({ isolation: flows.isolation, placed, reader, filter, makeCell })
  return (row, column) => {
    const [from, to] = [placed[row], placed[column]]
    const [sender, receiver] = [from?.members[0], to?.members[0]]
    if (sender === undefined || receiver === undefined) return header
    if (from?.line.namespace === null && to?.line.namespace === null) return outside
    const isWithItself = sender === receiver && from?.members.length === 1
    if (isWithItself) return selfCell(flows, sender, makeCell)
    if (from?.line.kind === 'group' || to?.line.kind === 'group') return aggregateAt(row, column)
    const tally = emptyTally()
    addPair(tally, reader.partsOf(sender, receiver), filter)
    return makeCell(tally, 1)
  }
}

/** What the pods of one workload may send each other; a pod reaches itself in any case (SEMANTICS 14). */
function selfCell({ index, isolation }: IndexFlows, position: number, makeCell: CellMaker): MatrixCell {
  const connections = reach(index, position, position)
  const kind = isOpenPair(isolation, position, position) ? 'open' : 'rules'
  const tally = emptyTally()
  if (!isEmpty(connections))
    addPair(
      tally,
      [{ from: position, to: position, kind, connections, blockedBy: null, change: 'same' }],
      everything,
    )
  return { ...makeCell(tally, 0), kind: 'self' }
}
