import { Background, BackgroundVariant, MiniMap, ReactFlow, ReactFlowProvider, useStore } from '@xyflow/react'
import '@xyflow/react/dist/base.css'
import { isExternalId } from '../../model/ids'
import { useApp, useAppContext } from '../useApp'
import { CanvasTools } from './CanvasTools'
import './canvas.css'
import { DrawPopover } from './DrawPopover'
import { ExternalCard } from './ExternalCard'
import { FlowArrows, FlowLine } from './FlowLine'
import { Legend } from './Legend'
import { NamespaceFrame } from './NamespaceFrame'
import { NothingToDraw } from './NothingToDraw'
import type { FlowFlowEdge, FlowNode } from './toFlow'
import { useCanvas } from './useCanvas'
import { addsTo, idOf, useCanvasKeys } from './useCanvasKeys'
import { useCanvasView } from './useCanvasView'
import { useDrawing } from './useDrawing'
import { useStable } from './useStable'
import { WorkloadCard } from './WorkloadCard'

const nodeTypes = { frame: NamespaceFrame, card: WorkloadCard, external: ExternalCard }
const edgeTypes = { flow: FlowLine }

/** Up to here the whole graph is readable at once, and a map of it would only stand in its way. */
const seenAtOnce = 30

/** More nodes than this and only those in sight are in the page. */
const manyNodes = 150

/** Below this zoom the small print would be illegible: cards show their name alone, and larger. */
const farZoom = 0.72

/** What the keys do, for screen readers; React Flow's own words promise to remove cards. */
const keyHelp = {
  'node.a11yDescription.default':
    'Enter selects it. Shift and Enter takes it into the selection, or out of it.',
  'node.a11yDescription.keyboardDisabled':
    'Enter selects it, and the arrow keys then move it. Shift and Enter takes it into the selection, or out of it.',
  'edge.a11yDescription.default': 'Enter asks why it is there. Delete takes the flow away.',
}

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
  const drawing = useDrawing()
  const canvas = useCanvas(isFar, drawing)
  const { nodes, edges, onNodesChange, pointAt } = canvas
  const pointer = usePointer(canvas)
  const onKeyDown = useCanvasKeys(canvas)
  const isStale = useApp((state) => state.analysis === null)
  const { onMoveStart } = useCanvasView(nodes)
  return (
    <section
      className="canvas"
      aria-label="Graph"
      aria-busy={isStale}
      data-far={isFar}
      data-seeks={drawing.seeks}
      onKeyDown={onKeyDown}
      onFocus={({ target }) => pointAt(idOf(target, 'edge'))}
      onBlur={() => pointAt(null)}
    >
      <FlowArrows />
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={onNodesChange}
        {...pointer}
        onMoveStart={onMoveStart}
        onPaneClick={() => store.getState().select({ kind: 'none' })}
        onConnectStart={(_event, { handleType }) => drawing.start(handleType)}
        onConnect={({ source, target }) => drawing.connect(source, target)}
        onConnectEnd={drawing.end}
        isValidConnection={({ source, target }) => source !== target && !areBothOutside(source, target)}
        onlyRenderVisibleElements={nodes.length > manyNodes}
        // Frames lie below edges and edges below cards, whatever is selected.
        zIndexMode="manual"
        connectionRadius={36}
        minZoom={0.08}
        maxZoom={2}
        ariaLabelConfig={keyHelp}
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
      {drawing.drawn && <DrawPopover drawn={drawing.drawn} onClose={drawing.close} />}
    </section>
  )
}

/** What the pointer does to nodes and edges. */
function usePointer(canvas: ReturnType<typeof useCanvas>) {
  const { selectNode, toggleNode, selectEdge, pointAt } = canvas
  return {
    onNodeDragStop: useStable(canvas.onNodeDragStop),
    onNodeClick: useStable((event: React.MouseEvent, { id }: FlowNode) =>
      addsTo(event) ? toggleNode(id) : selectNode(id),
    ),
    onEdgeClick: useStable((_event: unknown, { id }: FlowFlowEdge) => selectEdge(id)),
    onEdgeMouseEnter: useStable((_event: unknown, { id }: FlowFlowEdge) => pointAt(id)),
    onEdgeMouseLeave: useStable(() => pointAt(null)),
  }
}

function areBothOutside(from: string, to: string): boolean {
  return isExternalId(from) && isExternalId(to)
}
