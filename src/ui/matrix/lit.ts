import type { EndpointId } from '../../model/ids'
import type { Selection } from '../../model/selection'
import { selectedEndpoints } from '../../store/screenSlice'
import { endpointNamespace } from '../words'
import type { Axis, LineName } from './axis'
import type { CellPlace } from './moves'

/** What of the matrix belongs to the selection, which is that of the graph. */
export interface Lit {
  /** Rows and columns of what is selected. */
  readonly lines: ReadonlySet<number>
  readonly cell: CellPlace | null
}

/** The lines of selected workloads or of a namespace, or the cell of a selected pair; of a folded group, its line. Total. */
export function litBy(selection: Selection, axis: Axis): Lit {
  const places = endsOf(selection)
    .map(axis.placeOf)
    .filter((place) => place !== -1)
  if (selection.kind !== 'pair') return { lines: new Set(places), cell: null }
  const [row, column] = places
  return { lines: noLines, cell: row === undefined || column === undefined ? null : { row, column } }
}

/** The ends of what is selected: one to be in sight, or two that meet in a cell. */
export function endsOf(selection: Selection): readonly LineName[] {
  if (selection.kind === 'pair') return [selection.from, selection.to].map(lineNameOf)
  if (selection.kind === 'namespace') return [{ id: null, namespace: selection.name }]
  return selectedEndpoints(selection).map(lineNameOf)
}

function lineNameOf(id: EndpointId): LineName {
  return { id, namespace: endpointNamespace(id) }
}

const noLines: ReadonlySet<number> = new Set()
