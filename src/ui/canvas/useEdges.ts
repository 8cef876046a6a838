import { useMemo, useRef, useState } from 'react'
import type { FlowEdge, GraphView, NodeId } from '../../model/graphView'
import type { Selection } from '../../model/selection'
import { useApp } from '../useApp'
import type { Emphasis } from './emphasis'
import type { Places, Positions } from './places'
import {
  type Courses,
  coursesOf,
  flowEdges,
  isSameEdge,
  litEdges,
  type Obstacles,
  obstaclesIn,
} from './toFlowEdges'
import { useComing } from './useComing'
import { useKept } from './useKept'
import type { Settled } from './useLevel'
import { usePointing } from './usePointing'

interface EdgesOf {
  readonly graph: GraphView
  readonly places: Places
  /** What is being dragged in a large picture; null for nothing. */
  readonly held: Positions | null
  readonly rest: Settled
  readonly emphasis: Emphasis
}

/** The edges, and what to call when one of them is pointed at: what belongs to it is shown elsewhere, until null is. */
export function useEdges({ graph, places, held, rest, emphasis }: EdgesOf) {
  const { level, labelScale } = rest
  const selection = useApp((state) => state.selection)
  const [pointed, setPointed] = useState<string | null>(null)
  const courses = useCourses({ graph, places, held, rest })
  const flows = useMemo(() => {
    const selected = selectedEdge(selection, graph.edges)
    return flowEdges({ edges: graph.edges, courses, selected, pointed, level, labelScale, emphasis })
  }, [graph, courses, selection, pointed, level, labelScale, emphasis])
  const { isLit, pointAt } = usePointing()
  const lit = useMemo(() => (isLit === null ? flows : litEdges(flows, isLit)), [flows, isLit])
  return {
    edges: useComing(useKept(lit, isSameEdge), graph.edges),
    pointAt: (id: string | null) => {
      setPointed(id)
      pointAt(graph.edges.find((edge) => edge.id === id) ?? null)
    },
  }
}

const nothingInTheWay: Obstacles = { cards: [], frames: [] }

/** Where edges run. While something is dragged through a large picture, the edges that have nothing to do with it stay as they are. */
function useCourses({ graph, places, held, rest }: Omit<EdgesOf, 'emphasis'>): Courses {
  const { level, labelScale } = rest
  const former = useRef<Courses>(new Map())
  return useMemo(() => {
    const common = { places, level, labelScale }
    if (held === null || former.current.size === 0) {
      former.current = coursesOf({ ...common, graph, obstacles: obstaclesIn(graph, places, rest.level) })
      return former.current
    }
    const { cards } = graph
    const edges = edgesOf(graph, held)
    const followed = coursesOf({ ...common, graph: { cards, edges }, obstacles: nothingInTheWay })
    return new Map([...former.current, ...followed])
  }, [graph, places, held, level, labelScale, rest.level])
}

/** The edges that end at what is held, or at a card of a frame that is. */
function edgesOf({ edges, cards }: GraphView, held: Positions): readonly FlowEdge[] {
  const isHeld = (id: NodeId) => Object.hasOwn(held, id)
  const carried = new Set<NodeId>(
    cards.filter(({ id, frame }) => isHeld(id) || isHeld(frame)).map(({ id }) => id),
  )
  return edges.filter(({ from, to }) => [from, to].some((id) => isHeld(id) || carried.has(id)))
}

function selectedEdge(selection: Selection, edges: readonly FlowEdge[]): string | null {
  if (selection.kind === 'aggregate') return selection.edge
  if (selection.kind !== 'pair') return null
  const same = edges.filter(({ from, to }) => from === selection.from && to === selection.to)
  const exact = same.find(({ connections }) => connections === selection.connections)
  return (exact ?? same[0])?.id ?? null
}
