/** Frames, cards and external blocks of the picture, as far as they do not depend on flows. */
import type { PolicyIndex } from '../engine/compile'
import { isIsolated } from '../engine/reach'
import { isOutsidePolicies } from '../engine/selects'
import type { ServicesByWorkload } from '../engine/servicePorts'
import { letsEverythingThrough } from '../engine/wideRules'
import type { Cluster, ExternalBlock, Workload } from '../model/cluster'
import type { CardNode, ExternalNode, FrameNode, Gate, NodeId, ViewRequest } from '../model/graphView'
import type { EndpointId } from '../model/ids'
import type { Direction } from '../model/policy'
import { groupBy } from '../sets/groupBy'
import { externalLabel } from './externalLabel'
import type { LayoutFrame, PlacedNodes } from './layout'
import type { Point } from './tierLayout'

/** Pictures of more workloads than this start with every namespace collapsed. */
const mostCards = 6000

/** A namespace with what stands in it. */
export interface Frame extends LayoutFrame {
  readonly namespace: string
  /** All of the namespace's workloads, also those that filters leave out. */
  readonly workloads: readonly Workload[]
  /** Those that are in the picture. */
  readonly shown: readonly Workload[]
}

export function frameId(namespace: string): NodeId {
  return `ns:${namespace}`
}

/**
 * One frame per namespace, in name order, also for those that only a workload names. `shown` are the workloads that filters leave, and
 * then a namespace without any of them has no frame; null where nothing is filtered. Total.
 */
export function framesOf(
  { namespaces, workloads }: Pick<Cluster, 'namespaces' | 'workloads'>,
  shown: readonly Workload[] | null,
  collapsed: ViewRequest['collapsed'],
): readonly Frame[] {
  const byNamespace = groupBy(workloads, ({ namespace }) => namespace)
  const shownIn = shown === null ? byNamespace : groupBy(shown, ({ namespace }) => namespace)
  const names = new Set([...(shown === null ? namespaces.map(({ name }) => name) : []), ...shownIn.keys()])
  const areMany = (shown ?? workloads).length > mostCards
  return [...names].sort().map((namespace) => {
    const own = shownIn.get(namespace) ?? []
    const asked = Object.hasOwn(collapsed, namespace) ? collapsed[namespace] : undefined
    return {
      id: frameId(namespace),
      namespace,
      collapsed: asked ?? areMany,
      cards: own.map(({ id }) => id),
      workloads: byNamespace.get(namespace) ?? [],
      shown: own,
    }
  })
}

/** A frame with its place and its counts. Total. */
export function frameNode(
  frame: Frame,
  policyCount: number,
  index: PolicyIndex,
  placed: PlacedNodes,
): FrameNode {
  const { id, namespace, collapsed, workloads } = frame
  const { x, y, width, height } = placed.frames.get(id) ?? { x: 0, y: 0, width: 0, height: 0 }
  const isolated = (direction: Direction) =>
    workloads.filter(({ id: it }) => isIsolated(index, direction, index.positionOf.get(it) ?? -1)).length
  return {
    id,
    namespace,
    collapsed,
    workloadCount: workloads.length,
    policyCount,
    isolatedIngress: isolated('ingress'),
    isolatedEgress: isolated('egress'),
    x,
    y,
    width,
    height,
  }
}

/** A card with its place, its Services and its gates. Total. */
export function cardNode(
  workload: Workload,
  services: ServicesByWorkload,
  index: PolicyIndex,
  placed: PlacedNodes,
): CardNode {
  const { id, namespace, name, variant, workloadKind, replicas, ports, hostNetwork } = workload
  const { x, y } = placed.cards.get(id) ?? { x: 0, y: 0 }
  return {
    id,
    frame: frameId(namespace),
    namespace,
    name,
    variant,
    workloadKind,
    replicas,
    ports,
    services: (services.get(id) ?? []).map((service) => service.name),
    hostNetwork,
    ingress: gateOf(workload, 'ingress', index),
    egress: gateOf(workload, 'egress', index),
    x,
    y,
  }
}

export function externalNode(block: ExternalBlock, places: ReadonlyMap<EndpointId, Point>): ExternalNode {
  const { id, ranges, isRest } = block
  const { x, y } = places.get(id) ?? { x: 0, y: 0 }
  return { id, label: externalLabel(block), ranges, isRest, x, y }
}

function gateOf(workload: Workload, direction: Direction, index: PolicyIndex): Gate {
  if (isOutsidePolicies(workload, index.options)) return 'outsidePolicies'
  const position = index.positionOf.get(workload.id) ?? -1
  if (!isIsolated(index, direction, position)) return 'open'
  return letsEverythingThrough(index, direction, position) ? 'wide' : 'closed'
}
