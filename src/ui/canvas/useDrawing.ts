import { type Node, useReactFlow } from '@xyflow/react'
import { useState } from 'react'
import { externalSize, type NodeId } from '../../model/graphView'
import type { EndpointId } from '../../model/ids'
import type { Point } from '../../model/workspace'
import { selectedEndpoints } from '../../store/screenSlice'
import { useAppContext } from '../useApp'
import type { Rect } from './edgeGeometry'
import type { Drawn } from './ghosts'
import { freePlace } from './outsideTarget'

/** How far from the border of the canvas the place to drop a flow to the outside stands. */
const inset = 56

/** A flow while it is drawn: where it comes from, and then its ends until the ports are chosen. */
export interface Drawing {
  /** The kind of gate that is looked for, while the pointer is down. */
  readonly seeks: 'source' | 'target' | null
  readonly drawn: Drawn | null
  /** Where everything outside stands while there is no card for it; null when nothing was drawn yet. */
  readonly outsideAt: Point | null
  readonly start: (handle: 'source' | 'target' | null) => void
  readonly connect: (from: NodeId, to: NodeId) => void
  readonly end: () => void
  readonly close: () => void
}

/** Follows the pointer from gate to gate. What is drawn from one of several selected cards is drawn from all, and so at the other end. */
export function useDrawing(): Drawing {
  const { store } = useAppContext()
  const { screenToFlowPosition, getNodes } = useReactFlow()
  const [seeks, setSeeks] = useState<Drawing['seeks']>(null)
  const [drawn, setDrawn] = useState<Drawn | null>(null)
  const [outsideAt, setOutsideAt] = useState<Point | null>(null)
  return {
    seeks,
    drawn,
    outsideAt: seeks !== null || drawn !== null ? outsideAt : null,
    start: (handle) => {
      setSeeks(handle === 'target' ? 'source' : 'target')
      setOutsideAt(placeFor(handle, screenToFlowPosition, obstaclesOf(getNodes())))
    },
    connect: (from, to) => setDrawn(endsOf(from, to, selectedEndpoints(store.getState().selection))),
    end: () => setSeeks(null),
    close: () => setDrawn(null),
  }
}

/** The ends of all flows that one drawn arrow means. */
export function endsOf(from: NodeId, to: NodeId, selected: readonly EndpointId[]): Drawn {
  const isOneOf = (id: NodeId) => selected.some((it) => it === id)
  if (isOneOf(from)) return { from: selected.filter((id) => id !== to), to: [to] }
  return { from: [from], to: isOneOf(to) ? selected : [to] }
}

function placeFor(
  handle: 'source' | 'target' | null,
  toFlow: (at: Point) => Point,
  obstacles: readonly Rect[],
): Point | null {
  const pane = document.querySelector('.canvas')?.getBoundingClientRect()
  if (!pane) return null
  const y = pane.top + pane.height / 2
  // Flows go to the right: what they come from stands left, what they go to right.
  const at = toFlow({ x: handle === 'target' ? pane.left + inset : pane.right - inset, y })
  const wanted = {
    x: handle === 'target' ? at.x : at.x - externalSize.width,
    y: at.y - externalSize.height / 2,
  }
  const [from, to] = [toFlow({ x: 0, y: pane.top + inset }).y, toFlow({ x: 0, y: pane.bottom - inset }).y]
  return freePlace(wanted, obstacles, { from, to: to - externalSize.height })
}

/** Frames, and what stands outside of them. */
function obstaclesOf(nodes: readonly Node[]): readonly Rect[] {
  return nodes
    .filter(({ parentId }) => parentId === undefined)
    .map(({ position: { x, y }, width = 0, height = 0 }) => ({ x, y, width, height }))
}
