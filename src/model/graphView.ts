/** The picture as plain data: what the canvas draws and the lists read. Positions come from `view/layout`. */
import type { AddressRange, ContainerPort, WorkloadKind } from './cluster'
import type { ConnectionSet } from './connections'
import type { EndpointId } from './ids'
import { type Filters, noFilters, type Show } from './look'

/** An endpoint's id, or `ns:<name>` for a namespace frame. */
export type NodeId = string

export interface GraphView {
  readonly frames: readonly FrameNode[]
  readonly cards: readonly CardNode[]
  readonly externals: readonly ExternalNode[]
  readonly edges: readonly FlowEdge[]
  readonly hidden: HiddenFlows
  readonly filtered: Filtered
}

/** What the filters leave of the cluster. */
export interface Filtered {
  /** Workloads that meet the filters, of so many. */
  readonly matching: number
  readonly of: number
  /** What of the filters could not be read, as sentences; that part filters nothing. */
  readonly problems: readonly FilterProblem[]
}

export interface FilterProblem {
  readonly part: 'selector' | 'ports'
  readonly message: string
}

/**
 * Gate of one direction. `open`: not isolated, everything passes. `wide`: isolated, but a rule lets everything through.
 * `closed`: isolated, only what rules grant passes. `outsidePolicies`: a host network pod that no policy applies to.
 */
export type Gate = 'open' | 'wide' | 'closed' | 'outsidePolicies'

/** A namespace. When `collapsed` it has no cards in the view and is drawn as a card with counts itself. */
export interface FrameNode {
  readonly id: NodeId
  readonly namespace: string
  readonly collapsed: boolean
  readonly workloadCount: number
  readonly policyCount: number
  readonly isolatedIngress: number
  readonly isolatedEgress: number
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** A workload. `x` and `y` are relative to its frame. */
export interface CardNode {
  readonly id: EndpointId
  readonly frame: NodeId
  readonly namespace: string
  readonly name: string
  readonly variant: string
  readonly workloadKind: WorkloadKind
  readonly replicas: number
  readonly ports: readonly ContainerPort[]
  readonly services: readonly string[]
  readonly hostNetwork: boolean
  readonly ingress: Gate
  readonly egress: Gate
  readonly x: number
  readonly y: number
}

export interface ExternalNode {
  readonly id: EndpointId
  /** "Everything outside", "10.0.0.0/8", "3 ranges". */
  readonly label: string
  readonly ranges: readonly AddressRange[]
  readonly isRest: boolean
  readonly x: number
  readonly y: number
}

/**
 * `rules`: allowed, and at least one side is isolated and grants it. `open`: everything is
 * allowed because neither side holds anything back.
 * `half`: one side's rule allows it, the other side blocks it. `mixed`: an aggregate of several kinds.
 */
export type EdgeKind = 'rules' | 'open' | 'half' | 'mixed'

export interface FlowEdge {
  /** From its ends and kind, so it survives edits. */
  readonly id: string
  readonly from: NodeId
  readonly to: NodeId
  readonly kind: EdgeKind
  /** Against the baseline. */
  readonly change: 'same' | 'added' | 'removed'
  readonly connections: ConnectionSet
  /** Short, for the label on the edge: `8080`, `53 UDP, TCP`, `all`. */
  readonly label: string
  /** How many ordered pairs of endpoints this edge stands for; 1 is a single flow between two cards. */
  readonly pairs: number
  /** For `half`: the side that blocks. */
  readonly blockedBy: 'egress' | 'ingress' | null
}

/** Flows that are true but not drawn, so that the picture stays readable; the screen says how many and can show them. */
export interface HiddenFlows {
  /** Pairs where neither side holds anything back. */
  readonly open: number
  /** Pairs allowed only on ports that the destination does not declare. */
  readonly undeclaredPorts: number
  /** Pairs folded into aggregates because there were too many edges. */
  readonly folded: number
}

/** What the screen asks the worker to draw. */
export interface ViewRequest {
  readonly show: Show
  readonly filters: Filters
  /** What the zoom lets be told: flows between namespaces, or between workloads. Every card has its place in both. */
  readonly detail: 'namespaces' | 'workloads'
  /** The namespaces in sight: where not all flows can have an edge, theirs come first. Null: all are. */
  readonly sight: readonly string[] | null
  /** Namespaces the user opened or closed by hand; others follow the size of the cluster. */
  readonly collapsed: Readonly<Record<string, boolean>>
  /** A selected endpoint shows all of its own flows, also those that are usually hidden. */
  readonly focus: NodeId | null
  readonly showOpen: boolean
  readonly showUndeclaredPorts: boolean
}

/** What is asked for when nobody wants anything else. */
export const plainView: ViewRequest = {
  show: 'draft',
  filters: noFilters,
  detail: 'workloads',
  sight: null,
  collapsed: {},
  focus: null,
  showOpen: false,
  showUndeclaredPorts: false,
}

/** Everything meets the filters, of so many workloads. */
export function unfiltered(of: number): Filtered {
  return { matching: of, of, problems: [] }
}

/** Pixels. The layout reserves them and the canvas draws them. */
export const cardSize = { width: 176, height: 64 } as const
export const externalSize = { width: 176, height: 64 } as const
export const frameHeader = 44
