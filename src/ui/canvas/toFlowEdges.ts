/** GraphView -> React Flow's edges. */
import type { Edge } from '@xyflow/react'
import type { FlowEdge, GraphView, NodeId } from '../../model/graphView'
import type { Rect } from './edgeGeometry'
import { type EdgeCourse, edgeCourses } from './edgeGeometryCourses'
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

export interface Obstacles {
  readonly cards: readonly Rect[]
  readonly frames: readonly Rect[]
}

export interface EdgesInput {
  readonly graph: Pick<GraphView, 'edges' | 'cards'>
  readonly places: Places
  readonly selected: string | null
  readonly labelScale: number
  /** What labels are not to hide, and edges go round: cards, and frames, from afar their names. */
  readonly obstacles: Obstacles
  readonly level: Level
  readonly emphasis: Emphasis
}

/** `places` decide where the edges run, so this follows a card that is being dragged. The cost is that of `edgeCourses`. */
export function flowEdges(input: EdgesInput): FlowFlowEdge[] {
  const { graph, places, selected, labelScale, obstacles, emphasis, level } = input
  const frameOf = new Map<NodeId, NodeId>(graph.cards.map(({ id, frame }) => [id, frame]))
  const drawn = graph.edges.filter((edge) => places.has(edge.from) && places.has(edge.to))
  const courses = edgeCourses(
    drawn.map((edge) => ({
      id: edge.id,
      from: rectOf(places, edge.from),
      to: rectOf(places, edge.to),
      frames: framesOf(edge, frameOf, places),
      labelLength: edgeLabel(edge, level).length,
    })),
    obstacles.cards,
    labelScale,
    obstacles.frames,
  )
  return drawn.map((edge) => ({
    id: edge.id,
    type: 'flow',
    source: edge.from,
    target: edge.to,
    data: {
      edge,
      course: courses.get(edge.id) ?? nowhere,
      label: edgeLabel(edge, level),
      labelScale,
      isDimmed: emphasis.isCalmEdge(edge),
      isTold: emphasis.isTold(edge),
      isGhost: isGhost(edge),
      motion: null,
    },
    selected: edge.id === selected,
    ariaLabel: edgeName(edge),
    zIndex: 1,
  }))
}

const nowhere: EdgeCourse = { path: '', labelX: 0, labelY: 0, isCrowded: true }

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
