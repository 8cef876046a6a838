import { Background, BackgroundVariant, MiniMap, ReactFlow, ReactFlowProvider, useStore } from '@xyflow/react'
import '@xyflow/react/dist/base.css'
import { useState } from 'react'
import { isExternalId } from '../../model/ids'
import { useApp, useAppContext } from '../useApp'
import { CanvasTools } from './CanvasTools'
import './canvas.css'
import { type Drawn, DrawPopover } from './DrawPopover'
import { ExternalCard } from './ExternalCard'
import { FlowArrows, FlowLine } from './FlowLine'
import { Legend } from './Legend'
import { NamespaceFrame } from './NamespaceFrame'
import { NothingToDraw } from './NothingToDraw'
import { takeAwaySelected } from './takeAwaySelected'
import type { FlowNode } from './toFlow'
import { useCanvas } from './useCanvas'
import { useCanvasView } from './useCanvasView'
import { WorkloadCard } from './WorkloadCard'

const nodeTypes = { frame: NamespaceFrame, card: WorkloadCard, external: ExternalCard }
const edgeTypes = { flow: FlowLine }

/** Up to here the whole graph is readable at once, and a map of it would only stand in its way. */
const seenAtOnce = 30

/** More nodes than this and only those in sight are in the page. */
const manyNodes = 150

/** Below this zoom the small print would be illegible: cards show their name alone, and larger. */
const farZoom = 0.72

/** The graph: every workload a card, every flow an edge. Fills its parent. */
export function GraphCanvas() {
  return (
    <ReactFlowProvider>
      <Canvas />
    </ReactFlowProvider>
  )
}

function Canvas() {
  const { store } = useAppContext()
  const isFar = useStore(({ transform }) => transform[2] < farZoom)
  const [drawn, setDrawn] = useState<Drawn | null>(null)
  const { nodes, edges, onNodesChange, onNodeDragStop, selectNode, selectEdge } = useCanvas(isFar)
  const isStale = useApp((state) => state.analysis === null)
  const { onMoveStart } = useCanvasView(nodes)
  return (
    <section className="canvas" aria-label="Graph" aria-busy={isStale} data-far={isFar} onKeyDown={onKeyDown}>
      <FlowArrows />
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={onNodesChange}
        onNodeDragStop={onNodeDragStop}
        onNodeClick={(_event, node) => selectNode(node.id)}
        onEdgeClick={(_event, edge) => selectEdge(edge.id)}
        onMoveStart={onMoveStart}
        onPaneClick={() => store.getState().select({ kind: 'none' })}
        onConnect={({ source, target }) => setDrawn({ from: source, to: target })}
        isValidConnection={({ source, target }) => source !== target && !areBothOutside(source, target)}
        onlyRenderVisibleElements={nodes.length > manyNodes}
        // Frames lie below edges and edges below cards, whatever is selected.
        zIndexMode="manual"
        connectionRadius={36}
        minZoom={0.08}
        maxZoom={2}
        deleteKeyCode={null}
        selectionKeyCode={null}
        multiSelectionKeyCode={null}
        zoomOnDoubleClick={false}
        nodeClickDistance={4}
        proOptions={{ hideAttribution: false }}
      >
        <Background variant={BackgroundVariant.Dots} gap={22} size={1.2} color="var(--line-strong)" />
        <CanvasTools />
        <Legend />
        {nodes.length > seenAtOnce && (
          <MiniMap<FlowNode>
            className="canvas-minimap"
            ariaLabel="Map of the whole graph"
            pannable
            zoomable
            nodeColor={(node) => (node.type === 'frame' ? 'var(--frame-line)' : 'var(--faint)')}
            nodeStrokeWidth={0}
            nodeBorderRadius={12}
            maskColor="color-mix(in srgb, var(--bg) 65%, transparent)"
            bgColor="var(--surface)"
          />
        )}
      </ReactFlow>
      <NothingToDraw />
      {drawn && <DrawPopover drawn={drawn} onClose={() => setDrawn(null)} />}
    </section>
  )

  /** React Flow gives cards and edges the focus; Enter and Space select what has it. */
  function onKeyDown(event: React.KeyboardEvent) {
    const focused = event.target instanceof Element ? event.target : null
    if ((event.key === 'Delete' || event.key === 'Backspace') && focused?.matches('.react-flow__edge'))
      takeAwaySelected(store)
    if (event.key === 'Escape') store.getState().select({ kind: 'none' })
    if (event.key !== 'Enter' && event.key !== ' ') return
    const node = focused?.matches('.react-flow__node') ? focused.getAttribute('data-id') : null
    const edge = focused?.matches('.react-flow__edge') ? focused.getAttribute('data-id') : null
    if (node !== null) selectNode(node)
    if (edge !== null) selectEdge(edge)
  }
}

function areBothOutside(from: string, to: string): boolean {
  return isExternalId(from) && isExternalId(to)
}
