import type { NodeChange } from '@xyflow/react'
import { useMemo, useState } from 'react'
import type { FlowEdge, GraphView, NodeId } from '../../model/graphView'
import type { EndpointId } from '../../model/ids'
import type { Point } from '../../model/workspace'
import type { Selection } from '../../store/screenSlice'
import { useApp, useAppContext } from '../useApp'
import { type FlowNode, flowEdges, flowNodes, type Positions } from './toFlow'

const emptyGraph: GraphView = {
  frames: [],
  cards: [],
  externals: [],
  edges: [],
  hidden: { open: 0, undeclaredPorts: 0, folded: 0 },
}

/** From afar labels are drawn larger, so that they can still be read. */
const farLabelScale = 1.6

/** Nodes and edges for React Flow, derived from the worker's view, the moved positions and the selection. */
export function useCanvas(isFar: boolean) {
  const { store } = useAppContext()
  const graph = useApp((state) => state.analysis?.graph) ?? emptyGraph
  const moved = useApp((state) => state.workspace.positions)
  const selection = useApp((state) => state.selection)
  // Where nodes are while they are being dragged; the workspace learns of it when they are dropped.
  const [dragged, setDragged] = useState<Positions>({})

  const nodes = useMemo(
    () => flowNodes(graph, { ...moved, ...dragged }, selectedNode(selection)),
    [graph, moved, dragged, selection],
  )
  const edges = useMemo(
    () => flowEdges(graph, nodes, selectedEdge(selection, graph.edges), isFar ? farLabelScale : 1),
    [graph, nodes, selection, isFar],
  )
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
      if (edge) store.getState().select(selectionOf(edge))
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

function selectedNode(selection: Selection): NodeId | null {
  if (selection.kind === 'endpoint') return selection.id
  return selection.kind === 'namespace' ? `ns:${selection.name}` : null
}

function selectedEdge(selection: Selection, edges: readonly FlowEdge[]): string | null {
  if (selection.kind === 'aggregate') return selection.edge
  if (selection.kind !== 'pair') return null
  const same = edges.filter(({ from, to }) => from === selection.from && to === selection.to)
  const exact = same.find(({ connections }) => connections === selection.connections)
  return (exact ?? same[0])?.id ?? null
}
