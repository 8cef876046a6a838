/** GraphView -> React Flow's edges. */
import type { Edge } from '@xyflow/react'
import type { FlowEdge, GraphView, NodeId } from '../../model/graphView'
import type { Rect } from './edgeGeometry'
import { courseSteps, type EdgeCourse, edgeCourses } from './edgeGeometryCourses'
import type { Emphasis } from './emphasis'
import { isGhost } from './ghosts'
import type { Level } from './levels'
import type { Places } from './places'
import { edgeLabel, edgeName } from './spoken'

export type FlowFlowEdge = Edge<
  {
    readonly edge: FlowEdge
    readonly course: EdgeCourse
    readonly label: string
    readonly labelScale: number
    readonly isDimmed: boolean
    /** Its label is there even where it may hide another one. */
    readonly isTold: boolean
    readonly isGhost: boolean
    /** How it appears or goes, while it does. */
    readonly motion: 'coming' | 'going' | null
  },
  'flow'
>

/** What labels are not to hide, and edges go round. */
export interface Obstacles {
  readonly cards: readonly Rect[]
  readonly frames: readonly Rect[]
}

export interface CoursesInput {
  readonly graph: Pick<GraphView, 'edges' | 'cards'>
  readonly places: Places
  readonly obstacles: Obstacles
  readonly level: Level
  readonly labelScale: number
}

export type Courses = ReadonlyMap<string, EdgeCourse>

/** Where the edges run whose both ends have a place: this follows a card that is being dragged. The cost is that of `edgeCourses`. */
export function coursesOf(input: CoursesInput): Courses {
  return edgeCourses(...geometryOf(input))
}

/** The same in small steps, so that a large picture stops nothing else. */
export function stepsOf(input: CoursesInput): ReturnType<typeof courseSteps> {
  return courseSteps(...geometryOf(input))
}

function geometryOf({
  graph,
  places,
  obstacles,
  level,
  labelScale,
}: CoursesInput): Parameters<typeof courseSteps> {
  const frameOf = new Map<NodeId, NodeId>(graph.cards.map(({ id, frame }) => [id, frame]))
  const drawn = graph.edges.filter(({ from, to }) => places.has(from) && places.has(to))
  const ends = drawn.map((edge) => ({
    id: edge.id,
    from: rectOf(places, edge.from),
    to: rectOf(places, edge.to),
    frames: framesOf(edge, frameOf, places),
    labelLength: edgeLabel(edge, level).length,
  }))
  return [ends, obstacles.cards, labelScale, obstacles.frames]
}

/** What is in the way of edges at a level. Linear. */
export function obstaclesIn(
  { cards, externals, frames }: Pick<GraphView, 'cards' | 'externals' | 'frames'>,
  places: Places,
  level: Level,
): Obstacles {
  const rectsOf = (things: readonly { readonly id: NodeId }[]) =>
    things.flatMap(({ id }) => places.get(id) ?? [])
  const open = rectsOf(frames.filter(({ collapsed }) => !collapsed))
  // From afar there is room between namespaces alone.
  if (level === 'far') return { cards: open, frames: [] }
  const folded = frames.filter(({ collapsed }) => collapsed)
  return { cards: rectsOf([...cards, ...externals, ...folded]), frames: open }
}

export interface EdgesInput {
  readonly edges: readonly FlowEdge[]
  readonly courses: Courses
  readonly selected: string | null
  /** Has the pointer or the keyboard's focus. */
  readonly pointed: string | null
  readonly level: Level
  readonly labelScale: number
  readonly emphasis: Emphasis
}

/** The edges that have a course. Linear. */
export function flowEdges(input: EdgesInput): FlowFlowEdge[] {
  const { edges, courses, selected, pointed, level, labelScale, emphasis } = input
  return edges.flatMap((edge): FlowFlowEdge[] => {
    const course = courses.get(edge.id)
    if (course === undefined) return []
    const isTold = emphasis.isTold(edge) || edge.id === selected || edge.id === pointed
    const flow: FlowFlowEdge = {
      id: edge.id,
      type: 'flow',
      source: edge.from,
      target: edge.to,
      data: {
        edge,
        course,
        // What is looked at says its ports from afar too.
        label: edgeLabel(edge, isTold ? 'near' : level),
        labelScale,
        isDimmed: emphasis.isCalmEdge(edge),
        isTold,
        isGhost: isGhost(edge),
        motion: null,
      },
      selected: edge.id === selected,
      ariaLabel: edgeName(edge),
      zIndex: 1,
    }
    return [flow]
  })
}

/** Whether two edges of one id are drawn alike. */
export function isSameEdge({ data: a, ...one }: FlowFlowEdge, { data: b, ...other }: FlowFlowEdge): boolean {
  return (
    a !== undefined &&
    b !== undefined &&
    one.selected === other.selected &&
    a.edge === b.edge &&
    a.label === b.label &&
    a.labelScale === b.labelScale &&
    a.isDimmed === b.isDimmed &&
    a.isTold === b.isTold &&
    a.motion === b.motion &&
    a.course.path === b.course.path &&
    a.course.isCrowded === b.course.isCrowded &&
    a.course.labelX === b.course.labelX &&
    a.course.labelY === b.course.labelY
  )
}

/** The same edges with only some of them in full colour: those that something else on the screen points at. */
export function litEdges(edges: readonly FlowFlowEdge[], isLit: (edge: FlowEdge) => boolean): FlowFlowEdge[] {
  return edges.map((edge) =>
    edge.data ? { ...edge, data: { ...edge.data, isDimmed: !isLit(edge.data.edge) } } : edge,
  )
}

function framesOf(
  { from, to }: FlowEdge,
  frameOf: ReadonlyMap<NodeId, NodeId>,
  places: Places,
): { readonly from: Rect; readonly to: Rect } | null {
  const [outerFrom, outerTo] = [frameOf.get(from) ?? from, frameOf.get(to) ?? to]
  if (outerFrom === outerTo) return null
  return { from: rectOf(places, outerFrom), to: rectOf(places, outerTo) }
}

function rectOf(places: Places, id: string): Rect {
  return places.get(id) ?? { x: 0, y: 0, width: 0, height: 0 }
}
