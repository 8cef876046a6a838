import { type OnMove, useNodesInitialized, useReactFlow, useStore } from '@xyflow/react'
import { useCallback, useEffect, useRef } from 'react'
import { useApp } from '../useApp'
import type { FlowNode } from './toFlow'

/**
 * How the whole graph is fitted in: room for the tools above and two rows of the legend below, and at the sides more than the 40
 * pixels in which React Flow moves the view while a flow is drawn, or a gate near the border would slip away.
 */
export function fitting() {
  return {
    padding: { top: '58px', bottom: '84px', x: '48px' },
    maxZoom: 1.1,
    duration: movingTime(),
  } as const
}

/** Milliseconds that the view takes to move; none for people who asked for less motion. */
export function movingTime(): number {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 250
}

/**
 * Moves the view when something asks for it: the whole graph when other namespaces appear (another scenario, a paste) or the
 * canvas changes its size or gets a card for the outside before anybody moved the view by hand, and a selected endpoint that is
 * out of sight. Other edits move nothing. Returns what to call when somebody moves the view.
 */
export function useCanvasView(nodes: readonly FlowNode[]): { readonly onMoveStart: OnMove } {
  const { fitView, getNodesBounds, setCenter, getZoom } = useReactFlow()
  const isInSight = useInSight()
  const isReady = useNodesInitialized()
  const frames = nodes
    .filter((node) => node.type === 'frame')
    .map((node) => node.id)
    .join(' ')
  const selected = useApp((state) => (state.selection.kind === 'endpoint' ? state.selection.id : null))

  const isMovedByHand = useRef(false)
  const size = useStore(({ width, height }) => `${width} ${height}`)

  useEffect(() => {
    if (!isReady || frames === '') return
    isMovedByHand.current = false
    void fitView(fitting())
  }, [isReady, frames, fitView])

  useEffect(() => {
    if (size !== '' && !isMovedByHand.current) void fitView(fitting())
  }, [size, fitView])

  // A flow to the outside may bring the first card for it, which is of little use where nobody sees it.
  const externals = useApp((state) => state.analysis?.graph.externals)
  const known = useRef<ReadonlySet<string>>(new Set())
  useEffect(() => {
    const ids = (externals ?? []).map(({ id }) => id)
    const fresh = ids.filter((id) => !known.current.has(id))
    known.current = new Set(ids)
    if (!isMovedByHand.current && !fresh.every(isInSight)) void fitView(fitting())
  }, [externals, fitView, isInSight])

  useEffect(() => {
    if (selected === null) return
    if (isInSight(selected)) return
    const bounds = getNodesBounds([selected])
    void setCenter(bounds.x + bounds.width / 2, bounds.y + bounds.height / 2, {
      zoom: Math.max(getZoom(), 0.7),
      duration: movingTime(),
    })
  }, [selected, getNodesBounds, setCenter, getZoom, isInSight])

  return {
    // React Flow gives no event when the program moves the view.
    onMoveStart: (event) => {
      if (event) isMovedByHand.current = true
    },
  }
}

/** Whether all of a node can be seen; true for one that is not drawn. */
function useInSight(): (id: string) => boolean {
  const { getNodesBounds, screenToFlowPosition } = useReactFlow()
  return useCallback(
    (id) => {
      const pane = document.querySelector('.canvas')?.getBoundingClientRect()
      const bounds = getNodesBounds([id])
      if (!pane || bounds.width === 0) return true
      const first = screenToFlowPosition({ x: pane.left, y: pane.top })
      const last = screenToFlowPosition({ x: pane.right, y: pane.bottom })
      return (
        bounds.x >= first.x &&
        bounds.y >= first.y &&
        bounds.x + bounds.width <= last.x &&
        bounds.y + bounds.height <= last.y
      )
    },
    [getNodesBounds, screenToFlowPosition],
  )
}
