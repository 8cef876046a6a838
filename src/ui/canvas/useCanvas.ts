import type { NodeChange } from '@xyflow/react'
import { useMemo, useRef, useState } from 'react'
import type { Edit } from '../../model/edit'
import { type GraphView, type NodeId, unfiltered } from '../../model/graphView'
import type { EndpointId } from '../../model/ids'
import type { Selection } from '../../model/selection'
import { selectedEndpoints } from '../../store/screenSlice'
import { useApp, useAppContext } from '../useApp'
import { selectionOf } from './edgeSelection'
import { emphasisOf } from './emphasis'
import { ghostEdges, isGhost } from './ghosts'
import { withOutside } from './outsideTarget'
import { type Positions, placesOf } from './places'
import { sceneOf } from './scene'
import { type FlowNode, flowNodes, isSameNode } from './toFlow'
import { missingEdges, pathTrail, spreadTrail, type Trail } from './trail'
import type { Drawing } from './useDrawing'
import { useEdges } from './useEdges'
import { useGliding } from './useGliding'
import { useGoverned } from './useGoverned'
import { useInPage } from './useInPage'
import { useKept } from './useKept'
import { useLevel } from './useLevel'

const emptyGraph: GraphView = {
  frames: [],
  cards: [],
  externals: [],
  edges: [],
  hidden: { open: 0, undeclaredPorts: 0, folded: 0 },
  filtered: unfiltered(0),
}

const noEdits: readonly Edit[] = []

/** Nodes and edges for React Flow, derived from the worker's view, the moved positions and the selection. */
export function useCanvas(drawing: Pick<Drawing, 'drawn' | 'outsideAt'>) {
  const { graph, trail } = useDrawnGraph(drawing)
  const rest = useLevel(graph.cards.length)
  const { places, held, ...dragging } = usePlaces(graph)
  const selection = useApp((state) => state.selection)
  const selected = useMemo(() => selectedNodes(selection), [selection])
  const show = useApp((state) => state.show)
  const underCursor = useApp((state) => state.underCursor)
  const governed = useGoverned()
  const emphasis = useMemo(
    () => emphasisOf(graph, { selection, show, trail, underCursor, governed }),
    [graph, selection, show, trail, underCursor, governed],
  )
  const inPage = useInPage(graph, places, rest.level)

  const drawnNodes = useMemo(
    () =>
      flowNodes({ graph, places, selected, level: rest.level, nameSize: rest.nameSize, inPage, emphasis }),
    [graph, places, selected, rest.level, rest.nameSize, inPage, emphasis],
  )
  const shapes = useMemo(
    () =>
      inPage === null
        ? null
        : sceneOf({
            graph,
            places,
            inPage,
            isFar: rest.level === 'far',
            selected,
            isCalm: emphasis.isCalmNode,
          }),
    [graph, places, inPage, rest.level, selected, emphasis],
  )
  const { edges, pointAt } = useEdges({ graph, places, held: inPage === null ? null : held, rest, emphasis })
  return {
    graph,
    places,
    rest,
    shapes,
    selected,
    emphasis,
    nodes: useKept(drawnNodes, isSameNode),
    edges,
    ...dragging,
    ...useSelecting(graph),
    pointAt,
  }
}

/** The worker's view, with what is being drawn and what it does not know of yet. */
function useDrawnGraph({ drawn, outsideAt }: Pick<Drawing, 'drawn' | 'outsideAt'>) {
  const answer = useApp((state) => state.analysis?.graph) ?? emptyGraph
  const answered = useApp((state) => state.analysisOf?.edits) ?? noEdits
  const edits = useApp((state) => state.workspace.edits)
  const ghosts = useMemo(() => {
    const cards = new Set<NodeId>(answer.cards.map(({ id }) => id))
    return ghostEdges(edits, answered, drawn, (id) => cards.has(id))
  }, [answer, edits, answered, drawn])
  const trail = useTrail()
  const graph = useMemo(() => {
    const whole = withOutside(answer, ghosts, outsideAt)
    const cards = new Set<NodeId>([...whole.cards, ...whole.externals].map(({ id }) => id))
    const missing = trail === null ? [] : missingEdges(whole.edges, trail, (id) => cards.has(id))
    const more = [...missing, ...ghosts]
    return more.length === 0 ? whole : { ...whole, edges: [...whole.edges, ...more] }
  }, [answer, ghosts, outsideAt, trail])
  return { graph, trail }
}

/** The way that is looked at: how far a break-in goes from what is selected, or else a path. */
function useTrail(): Trail | null {
  const path = useApp((state) => state.path)
  const spread = useApp((state) => state.spread)
  const outlook = useApp((state) => state.outlook)
  const selection = useApp((state) => state.selection)
  return useMemo(() => {
    const isOfIt = selection.kind === 'endpoint' && outlook?.endpoint === selection.id
    if (spread !== null && isOfIt) return spreadTrail(outlook[spread], outlook.endpoint)
    return path === null || path === 'none' || path.chain.length === 0 ? null : pathTrail(path)
  }, [path, spread, outlook, selection])
}

/** Where everything is drawn, and what to tell of dragging. */
function usePlaces(graph: GraphView) {
  const { store } = useAppContext()
  const moved = useApp((state) => state.workspace.positions)
  // Where nodes are while they are being dragged; the workspace learns of it when they are dropped.
  const [dragged, setDragged] = useState<Positions | null>(null)
  const { frames, cards, externals } = graph
  const target = useMemo(
    () => placesOf({ frames, cards, externals }, { ...moved, ...dragged }),
    [frames, cards, externals, moved, dragged],
  )
  return {
    places: useGliding(target, dragged !== null),
    /** Where everything stands when it has come there. */
    standing: target,
    /** What is in somebody's hand; null for nothing. */
    held: dragged,
    onNodesChange: (changes: readonly NodeChange<FlowNode>[]) => {
      const moves = changes.filter((change) => change.type === 'position')
      const places = Object.fromEntries(
        moves.flatMap(({ id, position }) => (position ? [[id, position]] : [])),
      )
      if (moves.some(({ dragging }) => dragging)) return setDragged((before) => ({ ...before, ...places }))
      // Dropped, or moved with the keys.
      if (moves.length > 0) setDragged(null)
      for (const [id, { x, y }] of Object.entries(places)) {
        const { workspace, moveNode } = store.getState()
        const before = workspace.positions[id]
        if (before?.x !== x || before.y !== y) moveNode(id, { x, y })
      }
    },
  }
}

function useSelecting(graph: GraphView) {
  const { store } = useAppContext()
  /** What was chosen here, where it is seen: nothing need be shown for it. */
  const chosen = useRef<string | null>(null)
  return {
    chosen,
    toggleNode: (id: NodeId) => {
      if (!id.startsWith('ns:')) store.getState().toggleSelected(id as EndpointId)
    },
    selectNode: (id: NodeId) => {
      chosen.current = id
      store
        .getState()
        .select(
          id.startsWith('ns:')
            ? { kind: 'namespace', name: id.slice(3) }
            : { kind: 'endpoint', id: id as EndpointId },
        )
    },
    selectEdge: (id: string) => {
      const edge = graph.edges.find((it) => it.id === id)
      if (!edge || isGhost(edge)) return false
      chosen.current = edge.id
      store.getState().select(selectionOf(edge))
      return true
    },
  }
}

function selectedNodes(selection: Selection): ReadonlySet<NodeId> {
  return new Set(selection.kind === 'namespace' ? [`ns:${selection.name}`] : selectedEndpoints(selection))
}
