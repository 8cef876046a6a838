/** How one endpoint gets to another, over others where it must. */
import type { ConnectionSet } from './connections'
import type { EndpointId } from './ids'

export interface Path {
  readonly from: EndpointId
  readonly to: EndpointId
  /** "frontend gets to database in 2 steps, over api." or "frontend does not get to database." and why it stops. */
  readonly headline: string
  /** A shortest one, in its order; empty where there is none. */
  readonly steps: readonly PathStep[]
  /** Both ends and what lies between them, in its order; empty where there is no path. */
  readonly chain: readonly EndpointId[]
  /** Where there is no path: flows that one side's rules allow and that would make one, and else the direct flow. */
  readonly gaps: readonly PathGap[]
}

export interface PathStep {
  readonly from: EndpointId
  readonly to: EndpointId
  readonly connections: ConnectionSet
}

export interface PathGap {
  readonly from: EndpointId
  readonly to: EndpointId
  /** "ingress of database blocks" */
  readonly words: string
}
