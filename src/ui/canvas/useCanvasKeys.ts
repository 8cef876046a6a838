import type { NodeId } from '../../model/graphView'
import { useAppContext } from '../useApp'
import { takeAwaySelected } from './takeAwaySelected'

interface CanvasActions {
  readonly selectNode: (id: NodeId) => void
  readonly toggleNode: (id: NodeId) => void
  /** Whether there is such an edge to select. */
  readonly selectEdge: (id: string) => boolean
}

const removing: ReadonlySet<string> = new Set(['Delete', 'Backspace'])
const choosing: ReadonlySet<string> = new Set(['Enter', ' '])

/**
 * What keys do on the canvas. React Flow gives cards and edges the focus: Enter and Space select what has it, with Shift they add it
 * to the selection; Delete takes the edge away that has it; Escape selects nothing.
 */
export function useCanvasKeys({ selectNode, toggleNode, selectEdge }: CanvasActions) {
  const { store } = useAppContext()
  return (event: React.KeyboardEvent) => {
    const focused = event.target instanceof Element ? event.target : null
    const [node, edge] = [idOf(focused, 'node'), idOf(focused, 'edge')]
    if (event.key === 'Escape') store.getState().select({ kind: 'none' })
    const isTakenAway = removing.has(event.key) && edge !== null && selectEdge(edge)
    if (isTakenAway) takeAwaySelected(store)
    if (!choosing.has(event.key)) return
    if (node !== null) (addsTo(event) ? toggleNode : selectNode)(node)
    if (edge !== null) selectEdge(edge)
  }
}

/** Which node or edge of the canvas an element is. */
export function idOf(element: Element | null, kind: 'node' | 'edge'): string | null {
  return element?.matches(`.react-flow__${kind}`) ? element.getAttribute('data-id') : null
}

/** With Shift, or Ctrl or Command, a click adds to what is selected. */
export function addsTo({
  shiftKey,
  ctrlKey,
  metaKey,
}: Pick<MouseEvent, 'shiftKey' | 'ctrlKey' | 'metaKey'>): boolean {
  return shiftKey || ctrlKey || metaKey
}
