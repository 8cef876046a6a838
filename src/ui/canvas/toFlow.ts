/** GraphView -> React Flow's nodes and edges. The only place where our words become `source` and `target`. */
import type { Edge, Node } from '@xyflow/react'
import {
  type CardNode,
  cardSize,
  type ExternalNode,
  externalSize,
  type FlowEdge,
  type FrameNode,
  type Gate,
  type GraphView,
  type NodeId,
} from '../../model/graphView'
import type { Point } from '../../model/workspace'
import { nodeName } from '../editEnd'
import { connectionWords, endpointName } from '../words'
import { type EdgeCourse, edgeCourses, type Rect } from './edgeGeometry'
import { isGhost } from './ghosts'

export type FrameFlowNode = Node<{ readonly frame: FrameNode }, 'frame'>
export type CardFlowNode = Node<{ readonly card: CardNode }, 'card'>
export type ExternalFlowNode = Node<{ readonly external: ExternalNode }, 'external'>
export type FlowNode = FrameFlowNode | CardFlowNode | ExternalFlowNode
export type FlowFlowEdge = Edge<
  {
    readonly edge: FlowEdge
    readonly course: EdgeCourse
    readonly labelScale: number
    readonly isDimmed: boolean
    readonly isGhost: boolean
  },
  'flow'
>

/** Where the user moved nodes, by id; relative to the frame for cards. */
export type Positions = Readonly<Record<string, Point>>

/** Frames first: React Flow wants parents before their children. */
export function flowNodes(graph: GraphView, positions: Positions, selected: ReadonlySet<NodeId>): FlowNode[] {
  const place = (node: { readonly id: NodeId; readonly x: number; readonly y: number }) => ({
    id: node.id,
    position: positions[node.id] ?? { x: node.x, y: node.y },
    selected: selected.has(node.id),
  })
  const frames = graph.frames.map(
    (frame): FrameFlowNode => ({
      ...place(frame),
      type: 'frame',
      ...sized(frame),
      data: { frame },
      ariaLabel: frameName(frame),
      dragHandle: '.frame-header',
      zIndex: 0,
    }),
  )
  const cards = graph.cards.map(
    (card): CardFlowNode => ({
      ...place(card),
      type: 'card',
      parentId: card.frame,
      extent: 'parent',
      ...sized(cardSize),
      data: { card },
      ariaLabel: selected.size > 1 && selected.has(card.id) ? `${cardName(card)}, selected` : cardName(card),
      zIndex: 2,
    }),
  )
  const externals = graph.externals.map(
    (external): ExternalFlowNode => ({
      ...place(external),
      type: 'external',
      ...sized(externalSize),
      data: { external },
      ariaLabel: `${external.label}, outside the cluster`,
      zIndex: 2,
    }),
  )
  return [...frames, ...cards, ...externals]
}

/** The layout has given every node its size, so React Flow need not wait until it has measured them. */
function sized({ width, height }: { readonly width: number; readonly height: number }) {
  return { width, height, measured: { width, height } }
}

/** `nodes` decide where the edges run, so this follows a card that is being dragged; flows of others than a selected card are dimmed. */
export function flowEdges(
  graph: GraphView,
  nodes: readonly FlowNode[],
  selected: string | null,
  labelScale = 1,
): FlowFlowEdge[] {
  const focus = new Set(nodes.filter((node) => node.selected && node.type !== 'frame').map(({ id }) => id))
  const isDimmed = (edge: FlowEdge) =>
    focus.size > 0 && !focus.has(edge.from) && !focus.has(edge.to) && !isGhost(edge)
  const rects = absoluteRects(nodes)
  const frameOf = new Map(nodes.map(({ id, parentId }) => [id, parentId ?? id]))
  const drawn = graph.edges.filter((edge) => rects.has(edge.from) && rects.has(edge.to))
  const courses = edgeCourses(
    drawn.map((edge) => ({
      id: edge.id,
      from: rectOf(rects, edge.from),
      to: rectOf(rects, edge.to),
      frames: framesOf(edge, frameOf, rects),
      labelLength: edgeLabel(edge).length,
      isBundle: edge.pairs > 1,
    })),
    nodes
      .filter((node) => node.type !== 'frame' || node.data.frame.collapsed)
      .map((node) => rectOf(rects, node.id)),
    labelScale,
  )
  return drawn.map((edge) => ({
    id: edge.id,
    type: 'flow',
    source: edge.from,
    target: edge.to,
    data: {
      edge,
      course: courses.get(edge.id) ?? { path: '', labelX: 0, labelY: 0, isCrowded: true },
      labelScale,
      isDimmed: isDimmed(edge),
      isGhost: isGhost(edge),
    },
    selected: edge.id === selected,
    ariaLabel: edgeName(edge),
    zIndex: 1,
  }))
}

/** Whether two nodes of one id are drawn alike. What they stand for is compared by identity: what did not change crosses as it was. */
export function isSameNode(a: FlowNode, b: FlowNode): boolean {
  return (
    thingOf(a) === thingOf(b) &&
    a.position.x === b.position.x &&
    a.position.y === b.position.y &&
    a.selected === b.selected &&
    a.ariaLabel === b.ariaLabel
  )
}

function thingOf(node: FlowNode): FrameNode | CardNode | ExternalNode {
  if (node.type === 'frame') return node.data.frame
  return node.type === 'card' ? node.data.card : node.data.external
}

/** Whether two edges of one id are drawn alike. */
export function isSameEdge({ data: a, ...one }: FlowFlowEdge, { data: b, ...other }: FlowFlowEdge): boolean {
  return (
    a !== undefined &&
    b !== undefined &&
    one.selected === other.selected &&
    a.edge === b.edge &&
    a.labelScale === b.labelScale &&
    a.isDimmed === b.isDimmed &&
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
  rects: ReadonlyMap<string, Rect>,
): { readonly from: Rect; readonly to: Rect } | null {
  const [outerFrom = from, outerTo = to] = [frameOf.get(from), frameOf.get(to)]
  if (outerFrom === outerTo) return null
  return { from: rectOf(rects, outerFrom), to: rectOf(rects, outerTo) }
}

/** What stands on the edge: a sign for its kind, so that colour is never alone, then the ports. */
export function edgeLabel(edge: FlowEdge): string {
  // Unrestricted is everything: the thin line says it, and such lines are many.
  if (edge.kind === 'open' && edge.change === 'same' && edge.label === 'all') return ''
  if (isGhost(edge)) return ''
  const several = edge.pairs > 1 ? ` ×${edge.pairs}` : ''
  return `${edgeSign(edge)}${edge.label}${several}`
}

function edgeSign(edge: FlowEdge): string {
  if (edge.change === 'added') return '+ '
  if (edge.change === 'removed') return '− '
  return edge.kind === 'half' ? '! ' : ''
}

/** `web to db: allowed on TCP 5432`. */
export function edgeName(edge: FlowEdge): string {
  const ends = `${nodeName(edge.from)} to ${nodeName(edge.to)}`
  if (isGhost(edge)) return `${ends}: being worked out`
  const ports = connectionWords(edge.connections)
  const change = edge.change === 'same' ? '' : `, ${edge.change} by your edits`
  const several = edge.pairs > 1 ? `, ${edge.pairs} flows` : ''
  return `${ends}: ${kindWords(edge)} on ${ports}${several}${change}`
}

function kindWords({ kind, blockedBy, from, to, change }: FlowEdge): string {
  if (change === 'removed') return 'was allowed'
  if (kind === 'half')
    return blockedBy === 'egress'
      ? `half-open, egress of ${nodeName(from)} blocks`
      : `half-open, ingress of ${nodeName(to)} blocks`
  if (kind === 'open') return 'unrestricted'
  return kind === 'mixed' ? 'flows of several kinds' : 'allowed'
}

function cardName({ id, namespace, ingress, egress, hostNetwork }: CardNode): string {
  return `${endpointName(id)} in ${namespace}: ${hostNetwork ? 'on the host network' : isolationWords(ingress, egress)}`
}

/** `not isolated`, `isolated for ingress`, `isolated for ingress and egress`. */
export function isolationWords(ingress: Gate, egress: Gate): string {
  const isIsolated = (gate: Gate) => gate === 'closed' || gate === 'wide'
  const closed = [isIsolated(ingress) ? 'ingress' : '', isIsolated(egress) ? 'egress' : ''].filter(Boolean)
  return closed.length === 0 ? 'not isolated' : `isolated for ${closed.join(' and ')}`
}

function frameName({ namespace, workloadCount, isolatedIngress, isolatedEgress }: FrameNode): string {
  const noun = workloadCount === 1 ? 'workload' : 'workloads'
  return `namespace ${namespace}: ${workloadCount} ${noun}, ${isolatedIngress} isolated for ingress, ${isolatedEgress} for egress`
}

function absoluteRects(nodes: readonly FlowNode[]): ReadonlyMap<string, Rect> {
  const rects = new Map<string, Rect>()
  for (const { id, parentId, position, width = 0, height = 0 } of nodes) {
    const frame = parentId === undefined ? undefined : rects.get(parentId)
    rects.set(id, { x: position.x + (frame?.x ?? 0), y: position.y + (frame?.y ?? 0), width, height })
  }
  return rects
}

function rectOf(rects: ReadonlyMap<string, Rect>, id: string): Rect {
  return rects.get(id) ?? { x: 0, y: 0, width: 0, height: 0 }
}
