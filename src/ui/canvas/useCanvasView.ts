import { useNodesInitialized, useReactFlow } from '@xyflow/react'
import { useEffect } from 'react'
import { useApp } from '../useApp'
import type { FlowNode } from './toFlow'

const fitting = { padding: 0.08, maxZoom: 1.1, duration: 250 } as const

/**
 * Moves the view when something asks for it: the whole graph when other namespaces appear (another scenario, a paste),
 * and a selected endpoint that is out of sight. An edit of a flow moves nothing.
 */
export function useCanvasView(nodes: readonly FlowNode[]): void {
  const { fitView, getNodesBounds, setCenter, getZoom, screenToFlowPosition } = useReactFlow()
  const isReady = useNodesInitialized()
  const frames = nodes
    .filter((node) => node.type === 'frame')
    .map((node) => node.id)
    .join(' ')
  const selected = useApp((state) => (state.selection.kind === 'endpoint' ? state.selection.id : null))

  useEffect(() => {
    if (isReady && frames !== '') void fitView(fitting)
  }, [isReady, frames, fitView])

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
      duration: fitting.duration,
    })
  }, [selected, getNodesBounds, setCenter, getZoom, screenToFlowPosition])
}
