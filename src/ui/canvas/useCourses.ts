import { useEffect, useMemo, useRef, useState } from 'react'
import type { FlowEdge, GraphView, NodeId } from '../../model/graphView'
import { isGhost } from './ghosts'
import { inSlices } from './inSlices'
import { isLarge } from './levels'
import type { Places, Positions } from './places'
import {
  type Courses,
  type CoursesInput,
  coursesOf,
  type Obstacles,
  obstaclesIn,
  stepsOf,
} from './toFlowEdges'
import type { Settled } from './useLevel'

interface Wanted {
  readonly graph: GraphView
  readonly places: Places
  /** What is being dragged in a large picture; null for nothing. */
  readonly held: Positions | null
  readonly rest: Settled
}

/** Edges, and where they run. */
export interface LaidEdges {
  readonly edges: readonly FlowEdge[]
  readonly courses: Courses
}

const nothing: LaidEdges = { edges: [], courses: new Map() }
const nothingInTheWay: Obstacles = { cards: [], frames: [] }

/**
 * The edges of the picture with their courses. Those of a large picture are worked out in slices, and until then the edges before are
 * shown; what is in somebody's hand and what is being drawn does not wait, and runs straight meanwhile.
 */
export function useCourses({ graph, places, held, rest }: Wanted): LaidEdges {
  const { level, labelScale } = rest
  const isInSlices = isLarge(graph.cards.length)
  const isHeld = held !== null
  const [laid, setLaid] = useState(nothing)
  const shown = useRef(nothing)
  const taken = useRef(nothing)

  useEffect(() => {
    if (!isInSlices || isHeld) return
    const obstacles = obstaclesIn(graph, places, level)
    const { edges } = graph
    return inSlices(stepsOf({ graph, places, obstacles, level, labelScale }), (courses) =>
      setLaid({ edges, courses }),
    )
  }, [isInSlices, isHeld, graph, places, level, labelScale])

  return useMemo(() => {
    const common = { places, level, labelScale }
    if (!isInSlices) {
      const obstacles = obstaclesIn(graph, places, level)
      shown.current = { edges: graph.edges, courses: coursesOf({ ...common, graph, obstacles }) }
    } else {
      const before = laid === taken.current ? shown.current : laid
      shown.current = withUrgent(before, urgentEdges(graph, held, before), { ...common, graph })
    }
    taken.current = laid
    return shown.current
  }, [isInSlices, laid, graph, places, held, level, labelScale])
}

/** The edges that end at what is held, or at a card of a frame that is, and those that are being drawn. */
function urgentEdges(
  { edges, cards }: GraphView,
  held: Positions | null,
  { courses }: LaidEdges,
): readonly FlowEdge[] {
  const fresh = edges.filter((edge) => isGhost(edge) && !courses.has(edge.id))
  if (held === null) return fresh
  const isHeld = (id: NodeId) => Object.hasOwn(held, id)
  const carried = new Set<NodeId>(
    cards.filter(({ id, frame }) => isHeld(id) || isHeld(frame)).map(({ id }) => id),
  )
  const moved = edges.filter(({ from, to }) => [from, to].some((id) => isHeld(id) || carried.has(id)))
  return [...new Set([...fresh, ...moved])]
}

function withUrgent(
  laid: LaidEdges,
  urgent: readonly FlowEdge[],
  input: Omit<CoursesInput, 'obstacles'>,
): LaidEdges {
  if (urgent.length === 0) return laid
  const ids = new Set(urgent.map(({ id }) => id))
  const courses = coursesOf({
    ...input,
    graph: { ...input.graph, edges: urgent },
    obstacles: nothingInTheWay,
  })
  return {
    edges: [...laid.edges.filter(({ id }) => !ids.has(id)), ...urgent],
    courses: new Map([...laid.courses, ...courses]),
  }
}
