import {
  Background,
  BackgroundVariant,
  type Connection,
  MiniMap,
  type OnConnectStart,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  useStore,
} from '@xyflow/react'
import '@xyflow/react/dist/base.css'
import type { NodeId } from '../../model/graphView'
import { isExternalId } from '../../model/ids'
import type { MenuTarget } from '../contextMenu/menuEntry'
import { ThingMenu } from '../contextMenu/ThingMenu'
import { useApp, useAppContext } from '../useApp'
import { CanvasTools } from './CanvasTools'
import './cards.css'
import './canvas.css'
import './edges.css'
import './gates.css'
import './overlays.css'
import { DrawPopover } from './DrawPopover'
import { ExternalCard } from './ExternalCard'
import { FlowArrows, FlowLine } from './FlowLine'
import { GraphPrint } from './GraphPrint'
import { Legend } from './Legend'
import { NamespaceArea } from './NamespaceArea'
import { NamespaceFrame } from './NamespaceFrame'
import { NothingToDraw } from './NothingToDraw'
import { SceneLayer } from './SceneLayer'
import { nodeAt } from './sight'
import type { FlowNode } from './toFlow'
import type { FlowFlowEdge } from './toFlowEdges'
import { useCanvas } from './useCanvas'
import { addsTo, idOf, useCanvasKeys } from './useCanvasKeys'
import { type CanvasView, useCanvasView } from './useCanvasView'
import { type Drawing, useDrawing } from './useDrawing'
import { type Settled, useSettle } from './useLevel'
import { usePictures } from './usePictures'
import { useStable } from './useStable'
import { WorkloadCard } from './WorkloadCard'

const nodeTypes = { frame: NamespaceFrame, area: NamespaceArea, card: WorkloadCard, external: ExternalCard }
const edgeTypes = { flow: FlowLine }

/** Up to here the whole graph is readable at once, and a map of it would only stand in its way. */
const seenAtOnce = 30

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
  const drawing = useDrawing()
  const canvas = useCanvas(drawing)
  const { graph, places, rest, shapes, nodes, edges, pointAt } = canvas
  const view = useCanvasView(canvas)
  const settle = useSettle(graph, places, rest)
  usePictures(canvas)
  const pointer = usePointer(canvas, drawing, view.showPart)
  const onKeyDown = useCanvasKeys(canvas)
  const isStale = useApp((state) => state.analysis === null)
  const show = useApp((state) => state.show)
  return (
    <>
      <ThingMenu targetOf={pointer.targetOf}>
        <section
          className="canvas"
          aria-label="Graph"
          aria-busy={isStale}
          data-level={rest.level}
          data-print={rest.nameSize}
          data-show={show}
          data-seeks={drawing.seeks}
          style={sizes(rest)}
          onKeyDown={onKeyDown}
          onDoubleClick={pointer.onDoubleClick}
          onFocus={({ target }) => pointAt(idOf(target, 'edge'))}
          onBlur={() => pointAt(null)}
        >
          <FlowArrows scale={rest.level === 'far' ? rest.labelScale : 1} />
          <ReactFlow
            nodes={nodes}
            edges={edges}
            nodeTypes={nodeTypes}
            edgeTypes={edgeTypes}
            {...pointer.flow}
            onMoveStart={view.onMoveStart}
            onMoveEnd={settle}
            isValidConnection={isPossible}
            // Frames lie below edges and edges below cards, whatever is selected.
            zIndexMode="manual"
            connectionRadius={36}
            minZoom={0.02}
            maxZoom={2}
            ariaLabelConfig={keyHelp}
            deleteKeyCode={null}
            selectionKeyCode={null}
            multiSelectionKeyCode={null}
            zoomOnDoubleClick={false}
            nodeClickDistance={4}
            paneClickDistance={4}
            proOptions={{ hideAttribution: false }}
          >
            <Background variant={BackgroundVariant.Dots} gap={22} size={1.2} color="var(--line-strong)" />
            {shapes && <SceneLayer shapes={shapes} />}
            <CanvasTools onFit={() => view.showAll()} />
            <Legend />
            {graph.cards.length > seenAtOnce && <GraphMap />}
          </ReactFlow>
          <NothingToDraw />
        </section>
      </ThingMenu>
      <GraphPrint graph={graph} level={rest.level} />
      {drawing.drawn && <DrawPopover drawn={drawing.drawn} onClose={drawing.close} />}
    </>
  )
}

function GraphMap() {
  // On a low screen it would stand in the way of what it is a map of.
  const isHigh = useStore(({ height }) => height > 450)
  if (!isHigh) return null
  return (
    <MiniMap<FlowNode>
      className="canvas-minimap"
      ariaLabel="Map of the whole graph"
      pannable
      zoomable
      nodeColor={({ type }) => (type === 'frame' || type === 'area' ? 'var(--frame-line)' : 'var(--faint)')}
      nodeStrokeWidth={0}
      nodeBorderRadius={12}
      maskColor="color-mix(in srgb, var(--bg) 65%, transparent)"
      bgColor="var(--surface)"
    />
  )
}

/**
 * What the pointer does to nodes, to edges, and to what the canvas element draws. React Flow asks everything in the page whether it is
 * as it was for each handler that is another one, so these stay the same.
 */
function usePointer(
  canvas: ReturnType<typeof useCanvas>,
  drawing: Drawing,
  showPart: CanvasView['showPart'],
) {
  const { store } = useAppContext()
  const { screenToFlowPosition } = useReactFlow()
  const { places, selectNode, toggleNode, selectEdge, pointAt } = canvas
  const choose = (event: React.MouseEvent, id: NodeId) => (addsTo(event) ? toggleNode : selectNode)(id)
  const hit = ({ clientX, clientY }: React.MouseEvent) =>
    nodeAt(places, screenToFlowPosition({ x: clientX, y: clientY }))
  return {
    targetOf: (event: React.MouseEvent): MenuTarget => {
      const element = event.target instanceof Element ? event.target : null
      const edge = idOf(element?.closest('.react-flow__edge') ?? null, 'edge')
      if (edge !== null) return { kind: 'edge', id: edge }
      const node =
        idOf(element?.closest('.react-flow__node') ?? null, 'node') ??
        (isOnPicture(event.target) ? hit(event) : null)
      return node === null ? { kind: 'pane' } : { kind: 'node', id: node }
    },
    onDoubleClick: useStable((event: React.MouseEvent) => {
      const id = canvas.rest.level === 'far' && isOnPicture(event.target) ? hit(event) : null
      const rect = id === null ? undefined : places.get(id)
      if (rect) showPart(rect)
    }),
    flow: {
      onNodesChange: useStable(canvas.onNodesChange),
      onConnectStart: useStable<Parameters<OnConnectStart>>((_event, { handleType }) =>
        drawing.start(handleType),
      ),
      onConnect: useStable(({ source, target }: Connection) => drawing.connect(source, target)),
      onConnectEnd: useStable(drawing.end),
      onNodeClick: useStable((event: React.MouseEvent, { id }: FlowNode) => choose(event, id)),
      onPaneClick: useStable((event: React.MouseEvent) => {
        const id = hit(event)
        if (id === null) store.getState().select({ kind: 'none' })
        else choose(event, id)
      }),
      onEdgeClick: useStable((_event: unknown, { id }: FlowFlowEdge) => selectEdge(id)),
      onEdgeMouseEnter: useStable(({ buttons }: React.MouseEvent, { id }: FlowFlowEdge) => {
        // While something is dragged, edges pass below the pointer without being pointed at.
        if (buttons === 0) pointAt(id)
      }),
      onEdgeMouseLeave: useStable(() => pointAt(null)),
    },
  }
}

function isOnPicture(target: EventTarget): boolean {
  return target instanceof Element && target.closest('.react-flow__pane, .react-flow__node') !== null
}

function sizes({
  level,
  labelScale,
  nameSize,
}: Settled): React.CSSProperties & Record<`--${string}`, string> {
  return { '--line-scale': `${level === 'far' ? labelScale : 1}`, '--name-size': `${nameSize}px` }
}

function isPossible({ source, target }: Pick<Connection, 'source' | 'target'>): boolean {
  return source !== target && !(isExternalId(source) && isExternalId(target))
}
