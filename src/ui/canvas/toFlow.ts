/** GraphView -> React Flow's nodes. With `toFlowEdges` the only place where our words become `source` and `target`. */
import { type Node, Position } from '@xyflow/react'
import {
  type CardNode,
  cardSize,
  type ExternalNode,
  externalSize,
  type FrameNode,
  type GraphView,
  type NodeId,
} from '../../model/graphView'
import type { Rect } from './edgeGeometry'
import type { Emphasis } from './emphasis'
import type { Level } from './levels'
import type { Places } from './places'
import { cardName, externalName, frameName } from './spoken'

export type FrameFlowNode = Node<
  { readonly frame: FrameNode; readonly isLarge: boolean; readonly nameSize: number },
  'frame' | 'area'
>
export type CardFlowNode = Node<
  { readonly card: CardNode; readonly isNear: boolean; readonly step: number | null },
  'card'
>
export type ExternalFlowNode = Node<{ readonly external: ExternalNode }, 'external'>
export type FlowNode = FrameFlowNode | CardFlowNode | ExternalFlowNode

export interface NodesInput {
  readonly graph: GraphView
  readonly places: Places
  readonly selected: ReadonlySet<NodeId>
  readonly level: Level
  readonly nameSize: number
  /** What is in the page; null when everything is. The ends of edges are known to React Flow all the same, or it would draw none. */
  readonly inPage: ReadonlySet<NodeId> | null
  readonly emphasis: Pick<Emphasis, 'isCalmNode' | 'stepOf'>
}

/** Frames first: React Flow wants parents before their children. Linear. */
export function flowNodes(input: NodesInput): FlowNode[] {
  const { graph, places, selected, level, nameSize, inPage, emphasis } = input
  const ends = new Set(graph.edges.flatMap(({ from, to }) => [from, to]))
  const isKnown = ({ id }: { readonly id: NodeId }) => inPage === null || inPage.has(id) || ends.has(id)
  const frames = graph.frames.map(
    (frame): FrameFlowNode => ({
      ...common(input, frame.id, undefined, frameHandles),
      // Every namespace can be reached and is named, wherever it is; its head is made where it can be seen.
      hidden: false,
      type: level === 'far' || inPage?.has(frame.id) === false ? 'area' : 'frame',
      data: { frame, isLarge: inPage !== null, nameSize },
      ariaLabel: frameName(frame),
      dragHandle: '.frame-header',
      zIndex: 0,
    }),
  )
  const cards = graph.cards.filter(isKnown).map(
    (card): CardFlowNode => ({
      ...common(input, card.id, card.frame, () => cardHandles),
      type: 'card',
      ...(places.has(card.frame) ? { parentId: card.frame, extent: 'parent' as const } : {}),
      data: { card, isNear: level === 'near', step: emphasis.stepOf(card.id) },
      ariaLabel: spokenCard(card, selected, emphasis.stepOf(card.id)),
      zIndex: 2,
    }),
  )
  const externals = graph.externals.filter(isKnown).map(
    (external): ExternalFlowNode => ({
      ...common(input, external.id, undefined, () => externalHandles),
      type: 'external',
      data: { external },
      ariaLabel: externalName(external),
      zIndex: 2,
    }),
  )
  return [...frames, ...cards, ...externals]
}

function spokenCard(card: CardNode, selected: ReadonlySet<NodeId>, step: number | null): string {
  const name = selected.size > 1 && selected.has(card.id) ? `${cardName(card)}, selected` : cardName(card)
  return step === null || step === 0 ? name : `${name}, step ${step}`
}

type Handles = (size: Rect) => NonNullable<Node['handles']>

/** The layout has given every node its size and its gates, so React Flow need not wait until it has measured them. */
function common(
  { places, selected, inPage, emphasis }: NodesInput,
  id: NodeId,
  parent: NodeId | undefined,
  handlesOf: Handles,
) {
  const place = places.get(id) ?? nowhere
  const frame = (parent === undefined ? undefined : places.get(parent)) ?? nowhere
  const { width, height } = place
  return {
    id,
    position: { x: place.x - frame.x, y: place.y - frame.y },
    width,
    height,
    measured: { width, height },
    handles: handlesOf(place),
    selected: selected.has(id),
    hidden: inPage !== null && !inPage.has(id),
    className: emphasis.isCalmNode(id) && !id.startsWith('ns:') ? 'calm' : '',
  }
}

const nowhere: Rect = { x: 0, y: 0, width: 0, height: 0 }

/** As canvas.css has them: 20 pixels wide, over the left and the right side. */
function handlesAt(width: number, y: number, height: number): NonNullable<Node['handles']> {
  const size = { y, width: gateWidth, height }
  return [
    { id: null, type: 'target', position: Position.Left, x: -gateWidth / 2, ...size },
    { id: null, type: 'source', position: Position.Right, x: width - gateWidth / 2, ...size },
  ]
}

const gateWidth = 20
const cardHandles = handlesAt(cardSize.width, 8, 48)
const externalHandles = handlesAt(externalSize.width, 8, 48)

function frameHandles({ width }: Rect): NonNullable<Node['handles']> {
  return handlesAt(width, 2, 40)
}

/** Whether two nodes of one id are drawn alike. What they stand for is compared by identity: what did not change crosses as it was. */
export function isSameNode(a: FlowNode, b: FlowNode): boolean {
  return (
    a.type === b.type &&
    thingOf(a) === thingOf(b) &&
    a.position.x === b.position.x &&
    a.position.y === b.position.y &&
    a.width === b.width &&
    a.height === b.height &&
    a.selected === b.selected &&
    a.hidden === b.hidden &&
    a.className === b.className &&
    a.ariaLabel === b.ariaLabel &&
    isSameDetail(a, b)
  )
}

function isSameDetail(a: FlowNode, b: FlowNode): boolean {
  if (a.type === 'card' && b.type === 'card')
    return a.data.isNear === b.data.isNear && a.data.step === b.data.step
  if (!('isLarge' in a.data && 'isLarge' in b.data)) return true
  return a.data.isLarge === b.data.isLarge && a.data.nameSize === b.data.nameSize
}

function thingOf(node: FlowNode): FrameNode | CardNode | ExternalNode {
  if (node.type === 'card') return node.data.card
  return node.type === 'external' ? node.data.external : node.data.frame
}
