import type { NodeChange } from '@xyflow/react'
import { useMemo, useState } from 'react'
import type { Edit } from '../../model/edit'
import { type FlowEdge, type GraphView, type NodeId, unfiltered } from '../../model/graphView'
import type { EndpointId } from '../../model/ids'
import type { Selection } from '../../model/selection'
import type { Point } from '../../model/workspace'
import { selectedEndpoints } from '../../store/screenSlice'
import { useApp, useAppContext } from '../useApp'
import { ghostEdges, isGhost } from './ghosts'
import { withOutside } from './outsideTarget'
import {
  type FlowNode,
  flowEdges,
  flowNodes,
  isSameEdge,
  isSameNode,
  litEdges,
  type Positions,
} from './toFlow'
import type { Drawing } from './useDrawing'
import { useKept } from './useKept'
import { usePointing } from './usePointing'

const emptyGraph: GraphView = {
  frames: [],
  cards: [],
  externals: [],
  edges: [],
  hidden: { open: 0, undeclaredPorts: 0, folded: 0 },
  filtered: unfiltered(0),
}

const noEdits: readonly Edit[] = []

/** From afar labels are drawn larger, so that they can still be read. */
const farLabelScale = 1.6

/** Nodes and edges for React Flow, derived from the worker's view, the moved positions and the selection. */
export function useCanvas(isFar: boolean, { drawn, outsideAt }: Pick<Drawing, 'drawn' | 'outsideAt'>) {
  const { store } = useAppContext()
  const answer = useApp((state) => state.analysis?.graph) ?? emptyGraph
  const answered = useApp((state) => state.analysisOf?.edits) ?? noEdits
  const edits = useApp((state) => state.workspace.edits)
  const ghosts = useMemo(() => {
    const cards = new Set<NodeId>(answer.cards.map(({ id }) => id))
    return ghostEdges(edits, answered, drawn, (id) => cards.has(id))
  }, [answer, edits, answered, drawn])
  const graph = useMemo(() => {
    const whole = withOutside(answer, ghosts, outsideAt)
    return ghosts.length === 0 ? whole : { ...whole, edges: [...whole.edges, ...ghosts] }
  }, [answer, ghosts, outsideAt])
  const moved = useApp((state) => state.workspace.positions)
  const selection = useApp((state) => state.selection)
  // Where nodes are while they are being dragged; the workspace learns of it when they are dropped.
  const [dragged, setDragged] = useState<Positions>({})

  const drawnNodes = useMemo(
    () => flowNodes(graph, { ...moved, ...dragged }, selectedNodes(selection)),
    [graph, moved, dragged, selection],
  )
  const nodes = useKept(drawnNodes, isSameNode)
  const courses = useMemo(
    () => flowEdges(graph, nodes, selectedEdge(selection, graph.edges), isFar ? farLabelScale : 1),
    [graph, nodes, selection, isFar],
  )
  const { isLit, pointAt } = usePointing()
  const drawnEdges = useMemo(() => (isLit === null ? courses : litEdges(courses, isLit)), [courses, isLit])
  const edges = useKept(drawnEdges, isSameEdge)
  return {
    nodes,
    edges,
    onNodesChange: (changes: readonly NodeChange<FlowNode>[]) => {
      const places = changes.flatMap((change) =>
        change.type === 'position' && change.position ? [[change.id, change.position] as const] : [],
      )
      if (places.length > 0) setDragged((before) => ({ ...before, ...Object.fromEntries(places) }))
    },
    onNodeDragStop: (_event: unknown, node: { readonly id: string; readonly position: Point }) => {
      const { moveNode, workspace } = store.getState()
      const before = workspace.positions[node.id]
      setDragged({})
      if (before?.x !== node.position.x || before.y !== node.position.y) moveNode(node.id, node.position)
    },
    toggleNode: (id: NodeId) => {
      if (!id.startsWith('ns:')) store.getState().toggleSelected(id as EndpointId)
    },
    /** What belongs to an edge is shown elsewhere, until null is pointed at. */
    pointAt: (id: string | null) => pointAt(graph.edges.find((edge) => edge.id === id) ?? null),
    selectNode: (id: NodeId) =>
      store
        .getState()
        .select(
          id.startsWith('ns:')
            ? { kind: 'namespace', name: id.slice(3) }
            : { kind: 'endpoint', id: id as EndpointId },
        ),
    selectEdge: (id: string) => {
      const edge = graph.edges.find((it) => it.id === id)
      if (!edge || isGhost(edge)) return false
      store.getState().select(selectionOf(edge))
      return true
    },
  }
}

/** A single flow is asked about as a pair; a bundle is looked at as such. */
function selectionOf(edge: FlowEdge): Selection {
  if (edge.pairs > 1 || edge.from.startsWith('ns:') || edge.to.startsWith('ns:'))
    return { kind: 'aggregate', edge: edge.id }
  const { from, to, connections } = edge
  return { kind: 'pair', from: from as EndpointId, to: to as EndpointId, connections }
}

function selectedNodes(selection: Selection): ReadonlySet<NodeId> {
  return new Set(selection.kind === 'namespace' ? [`ns:${selection.name}`] : selectedEndpoints(selection))
}

function selectedEdge(selection: Selection, edges: readonly FlowEdge[]): string | null {
  if (selection.kind === 'aggregate') return selection.edge
  if (selection.kind !== 'pair') return null
  const same = edges.filter(({ from, to }) => from === selection.from && to === selection.to)
  const exact = same.find(({ connections }) => connections === selection.connections)
  return (exact ?? same[0])?.id ?? null
}
