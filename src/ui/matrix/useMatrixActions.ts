import type { EndpointId } from '../../model/ids'
import type { GroupLine, MatrixLine } from '../../model/matrix'
import type { Selection } from '../../model/selection'
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
  const pressName = (line: MatrixLine) => {
    if (line.kind === 'endpoint') select({ kind: 'endpoint', id: line.id })
    else if (line.namespace === null) fold(line, !line.isFolded)
    else select({ kind: 'namespace', name: line.namespace })
  }
  return {
    /** A pair is asked about; what stands for several opens; a name is selected. */
    press: ({ row, column }: CellPlace) => {
      const [from, to] = [axis.lines[row], axis.lines[column]]
      if (from === undefined || to === undefined) {
        const line = from ?? to
        if (line !== undefined) pressName(line)
      } else if (from.kind === 'group' || to.kind === 'group') {
        open(from)
        open(to)
      } else select(pairOf(from.id, to.id))
    },
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
