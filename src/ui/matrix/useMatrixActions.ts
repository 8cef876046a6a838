import type { EndpointId } from '../../model/ids'
import type { GroupLine, MatrixCell, MatrixLine } from '../../model/matrix'
import { nothingSelected, type Selection } from '../../model/selection'
import { askFor } from '../askFor'
import { endOf } from '../editEnd'
import { useAppContext } from '../useApp'
import { type Axis, foldKey } from './axis'
import type { CellPlace } from './moves'

/** What a cell or a name does when it is pressed. `onSelect` is told of what was selected here. */
export function useMatrixActions(axis: Axis, onSelect: (selection: Selection) => void) {
  const { store } = useAppContext()
  const select = (selection: Selection) => {
    onSelect(selection)
    store.getState().select(selection)
  }
  const fold = (line: GroupLine, isFolded: boolean) => store.getState().fold(foldKey(line), isFolded)
  const open = (line: MatrixLine | undefined) => {
    if (line?.kind === 'group' && line.isFolded) fold(line, false)
  }
  const pressName = (line: MatrixLine, isAdding: boolean) => {
    if (line.kind === 'endpoint' && isAdding) {
      store.getState().toggleSelected(line.id)
      onSelect(store.getState().selection)
    } else if (line.kind === 'endpoint') select({ kind: 'endpoint', id: line.id })
    else if (line.namespace === null) fold(line, !line.isFolded)
    else select({ kind: 'namespace', name: line.namespace })
  }
  return {
    /** A pair is asked about; what stands for several opens; a name is selected, or taken into the selection or out of it. */
    press: ({ row, column }: CellPlace, isAdding: boolean) => {
      const [from, to] = [axis.lines[row], axis.lines[column]]
      if (from === undefined || to === undefined) {
        const line = from ?? to
        if (line !== undefined) pressName(line, isAdding)
      } else if (from.kind === 'group' || to.kind === 'group') {
        open(from)
        open(to)
      } else select(pairOf(from.id, to.id))
    },
    /** Asks for what flows in a cell of two endpoints to be blocked, as Delete does with an arrow of the graph. */
    takeAway: ({ row, column }: CellPlace, cell: MatrixCell | null) => {
      const [from, to] = [axis.lines[row], axis.lines[column]]
      if (from?.kind !== 'endpoint' || to?.kind !== 'endpoint' || cell === null || cell.kind === 'self')
        return
      select(pairOf(from.id, to.id))
      const flowing = cell.parts.filter(({ kind, change }) => kind !== 'half' && change !== 'removed')
      const [fromEnd, toEnd] = [endOf(from.id), endOf(to.id)]
      if (fromEnd === null || toEnd === null || flowing.length === 0)
        store.getState().notify({ tone: 'plain', text: 'Nothing flows there that could be taken away.' })
      else
        for (const { connections } of flowing)
          askFor(store, { kind: 'block', from: fromEnd, to: toEnd, connections })
    },
    selectNothing: () => select(nothingSelected),
    /** Folds the group of the row, or of the column whose name has the focus; or unfolds it. */
    toggleGroup: ({ row, column }: CellPlace) => {
      const group = axis.lines[axis.groupOf[row === -1 ? column : row] ?? -1]
      if (group?.kind === 'group') fold(group, !group.isFolded)
    },
  }
}

function pairOf(from: EndpointId, to: EndpointId): Selection {
  return from === to ? { kind: 'endpoint', id: from } : { kind: 'pair', from, to, connections: null }
}
