/** What the canvas element draws of a large picture, as plain shapes: namespaces, and workloads that are no cards in the page. */
import type { FrameNode, Gate, GraphView, NodeId } from '../../model/graphView'
import type { Rect } from './edgeGeometry'
import type { Places } from './places'

export type Shape = FrameShape | CardShape | OutsideShape

interface Common {
  readonly id: NodeId
  readonly rect: Rect
  readonly name: string
  readonly isSelected: boolean
  /** Steps back behind what is looked at. */
  readonly isCalm: boolean
}

export interface FrameShape extends Common {
  readonly kind: 'frame'
  readonly isCollapsed: boolean
  /** Whether the canvas writes its name; else the page does. */
  readonly isNamed: boolean
  readonly count: number
  readonly ingress: Lock
  readonly egress: Lock
}

export interface CardShape extends Common {
  readonly kind: 'card'
  readonly isIdle: boolean
  readonly ingress: Gate
  readonly egress: Gate
}

export interface OutsideShape extends Common {
  readonly kind: 'outside'
}

/** Whether all workloads of a namespace are isolated in a direction, some, or none. */
export type Lock = 'shut' | 'partly' | 'open'

export interface SceneInput {
  readonly graph: Pick<GraphView, 'frames' | 'cards' | 'externals'>
  readonly places: Places
  /** Drawn in the page, so not here; of a namespace its head alone. */
  readonly inPage: ReadonlySet<NodeId>
  readonly isFar: boolean
  readonly selected: ReadonlySet<NodeId>
  readonly isCalm: (id: NodeId) => boolean
}

/** The shapes in the order in which they are drawn: frames below. From afar the names of namespaces are among them. Linear. */
export function sceneOf({ graph, places, inPage, isFar, selected, isCalm }: SceneInput): readonly Shape[] {
  const common = (id: NodeId, name: string): Common => ({
    id,
    rect: places.get(id) ?? nowhere,
    name,
    isSelected: selected.has(id),
    isCalm: isCalm(id),
  })
  const frames = graph.frames.map(
    (frame): FrameShape => ({
      ...common(frame.id, frame.namespace),
      kind: 'frame',
      isCollapsed: frame.collapsed,
      isNamed: isFar || !inPage.has(frame.id),
      count: frame.workloadCount,
      ...locksOf(frame),
    }),
  )
  const cards = graph.cards
    .filter(({ id }) => !inPage.has(id))
    .map(
      ({ id, name, replicas, ingress, egress }): CardShape => ({
        ...common(id, name),
        kind: 'card',
        isIdle: replicas === 0,
        ingress,
        egress,
      }),
    )
  const externals = graph.externals
    .filter(({ id }) => !inPage.has(id))
    .map(({ id, label }): OutsideShape => ({ ...common(id, label), kind: 'outside' }))
  return [...frames, ...cards, ...externals]
}

const nowhere: Rect = { x: 0, y: 0, width: 0, height: 0 }

function locksOf({ isolatedIngress, isolatedEgress, workloadCount }: FrameNode) {
  return { ingress: lockOf(isolatedIngress, workloadCount), egress: lockOf(isolatedEgress, workloadCount) }
}

/** The state of a lock from how many of how many are isolated. */
export function lockOf(isolated: number, of: number): Lock {
  if (isolated === 0) return 'open'
  return isolated === of ? 'shut' : 'partly'
}
