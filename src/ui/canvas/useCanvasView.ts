import { type OnMove, useNodesInitialized, useReactFlow, useStore } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import { useApp } from '../useApp'
import type { FlowNode } from './toFlow'

/**
 * How the whole graph is fitted in: room for the tools above and the legend below, and at the sides more than the 40 pixels in
 * which React Flow moves the view while a flow is drawn, or a gate near the border would slip away.
 */
export function fitting() {
  return {
    padding: { top: '58px', bottom: '66px', x: '48px' },
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
 * canvas changes its size before anybody moved the view by hand, and a selected endpoint that is out of sight. An edit of a flow
 * moves nothing. Returns what to call when somebody moves the view.
 */
export function useCanvasView(nodes: readonly FlowNode[]): { readonly onMoveStart: OnMove } {
  const { fitView, getNodesBounds, setCenter, getZoom, screenToFlowPosition } = useReactFlow()
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

  useEffect(() => {
    if (selected === null) return
    const pane = document.querySelector('.canvas')?.getBoundingClientRect()
    if (!pane) return
    const bounds = getNodesBounds([selected])
    const first = screenToFlowPosition({ x: pane.left, y: pane.top })
    const last = screenToFlowPosition({ x: pane.right, y: pane.bottom })
    const isInSight =
      bounds.x >= first.x &&
      bounds.y >= first.y &&
      bounds.x + bounds.width <= last.x &&
      bounds.y + bounds.height <= last.y
    if (bounds.width === 0 || isInSight) return
    void setCenter(bounds.x + bounds.width / 2, bounds.y + bounds.height / 2, {
      zoom: Math.max(getZoom(), 0.7),
      duration: movingTime(),
    })
  }, [selected, getNodesBounds, setCenter, getZoom, screenToFlowPosition])

  return {
    // React Flow gives no event when the program moves the view.
    onMoveStart: (event) => {
      if (event) isMovedByHand.current = true
    },
  }
}
