/** What stands in a picture, before anybody knows where. */
import type { Cluster, Endpoint, Workload } from '../model/cluster'
import type { NodeId, ViewRequest } from '../model/graphView'
import type { Frames } from './aggregate'
import { type Frame, frameId, framesOf } from './nodes'

export interface Stage extends Frames {
  readonly frames: readonly Frame[]
  /** The workloads that have a card, in cluster order. */
  readonly drawn: readonly Workload[]
  /** Whether filters leave a workload. */
  readonly isLeft: (workload: Workload) => boolean
}

/**
 * Frames and cards of a cluster, of which filters leave `left`, or everything where that is null. A frame without all of its cards never
 * stands for all of them. Total, linear.
 */
export function stageOf(
  namespaces: Cluster['namespaces'],
  workloads: Cluster['workloads'],
  left: readonly Workload[] | null,
  collapsed: ViewRequest['collapsed'],
): Stage {
  const frames = framesOf({ namespaces, workloads }, left, collapsed)
  const expanded = new Set(frames.filter((it) => !it.collapsed).map(({ namespace }) => namespace))
  const drawn = (left ?? workloads).filter(({ namespace }) => expanded.has(namespace))
  const isLeft = left === null ? null : new Set(left)
  return {
    frames,
    drawn,
    isLeft: (workload) => isLeft === null || isLeft.has(workload),
    frameOf: new Map<NodeId, NodeId>(drawn.map(({ id, namespace }) => [id, frameId(namespace)])),
    cardsIn: new Map(frames.map((frame) => [frame.id, frame.workloads.length])),
  }
}

/** The node that each endpoint is drawn as, by position: its own, or its frame when that is collapsed; null for what filters leave out. */
export function nodesOf(
  endpoints: readonly Endpoint[],
  { frameOf, isLeft }: Pick<Stage, 'frameOf' | 'isLeft'>,
): readonly (NodeId | null)[] {
  return endpoints.map((it) => {
    if (it.kind === 'external') return it.id
    if (!isLeft(it)) return null
    return frameOf.has(it.id) ? it.id : frameId(it.namespace)
  })
}
