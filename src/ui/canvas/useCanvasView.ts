import { getViewportForBounds, type OnMove, useReactFlow, useStore, useStoreApi } from '@xyflow/react'
import { type RefObject, useEffect, useRef } from 'react'
import type { GraphView, NodeId } from '../../model/graphView'
import { useApp } from '../useApp'
import type { Rect } from './edgeGeometry'
import { isLarge } from './levels'
import { movingTime } from './movingTime'
import { boundsOf, type Places } from './places'
import { holds, sightOf } from './sight'
import type { Settled } from './useLevel'
import { useStable } from './useStable'

/** Room for the tools above and the legend below, and at the sides more than the 40 pixels in which React Flow moves the view while a flow is drawn, or a gate near the border would slip away. */
const padding = { top: '46px', bottom: '60px', x: '44px' } as const
const leastZoom = 0.02
const largestFit = 1.1

export interface CanvasView {
  readonly showAll: () => void
  readonly showPart: (part: Rect) => void
  readonly onMoveStart: OnMove
}

interface Viewed {
  readonly graph: GraphView
  readonly places: Places
  readonly chosen: RefObject<NodeId | null>
  readonly rest: Settled
}

/**
 * Moves the view when something asks for it: the whole graph when other namespaces appear (another scenario, a paste) or the
 * canvas changes its size or gets a card for the outside before anybody moved the view by hand, and an endpoint that was selected
 * elsewhere and is out of sight, or but a box. Other edits move nothing.
 */
export function useCanvasView({ graph, places, chosen, rest }: Viewed): CanvasView {
  const { setViewport, setCenter, getZoom } = useReactFlow()
  const flow = useStoreApi()
  const isReady = useStore(({ panZoom, width }) => panZoom !== null && width > 0)
  const size = useStore(({ width, height }) => `${width} ${height}`)
  const isMovedByHand = useRef(false)

  const fitIn = useStable((part: Rect | null, duration: number) => {
    const { width, height } = flow.getState()
    if (part === null || width === 0) return
    void setViewport(getViewportForBounds(part, width, height, leastZoom, largestFit, padding), { duration })
  })
  const isInSight = (id: string) => {
    const { transform, width, height } = flow.getState()
    const [x, y, zoom] = transform
    const rect = places.get(id)
    return rect === undefined || holds(sightOf({ x, y, zoom }, { width, height }), rect)
  }
  const fitAll = useStable((duration: number) => fitIn(boundsOf(places.values()), duration))

  const frames = graph.frames.map(({ id }) => id).join(' ')
  const isFirst = useRef(true)
  useEffect(() => {
    if (!isReady || frames === '') return
    isMovedByHand.current = false
    fitAll(isFirst.current ? 0 : movingTime())
    isFirst.current = false
  }, [isReady, frames, fitAll])

  useEffect(() => {
    if (size !== '' && !isMovedByHand.current) fitAll(movingTime())
  }, [size, fitAll])

  // A flow to the outside may bring the first card for it, which is of little use where nobody sees it.
  const known = useRef<ReadonlySet<string>>(new Set())
  const showOutside = useStable(() => {
    const ids = graph.externals.map(({ id }) => id)
    const fresh = ids.filter((id) => !known.current.has(id))
    known.current = new Set(ids)
    if (!isMovedByHand.current && !fresh.every(isInSight)) fitAll(movingTime())
  })
  const { externals } = graph
  useEffect(() => {
    if (externals.length > 0) showOutside()
  }, [externals, showOutside])

  const selected = useApp((state) => (state.selection.kind === 'endpoint' ? state.selection.id : null))
  const show = useStable((id: string) => {
    const rect = places.get(id)
    const isBox = rest.level === 'far' && chosen.current !== id
    chosen.current = null
    if (rect === undefined || (isInSight(id) && !isBox)) return
    // What is shown on purpose is not to be lost for a card that its flows bring.
    isMovedByHand.current = true
    const zoom = Math.max(getZoom(), isLarge(graph.cards.length) ? 0.6 : 0.7)
    void setCenter(rect.x + rect.width / 2, rect.y + rect.height / 2, { zoom, duration: movingTime() })
  })
  useEffect(() => {
    if (selected !== null) show(selected)
  }, [selected, show])

  const fitAsked = useApp((state) => state.fitAsked)
  useEffect(() => {
    if (fitAsked !== null) fitAll(movingTime())
  }, [fitAsked, fitAll])

  return {
    showAll: () => fitAll(movingTime()),
    showPart: (part) => fitIn(part, movingTime()),
    // React Flow gives no event when the program moves the view.
    onMoveStart: useStable<Parameters<OnMove>>((event) => {
      if (event) isMovedByHand.current = true
    }),
  }
}
