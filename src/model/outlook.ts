/** What all flows of an endpoint come to: how far a break-in goes, and what it is exposed to that the manifests do not have. */
import type { ConnectionSet } from './connections'
import type { SentencePart } from './explanation'
import type { EndpointId } from './ids'

export interface Outlook {
  readonly endpoint: EndpointId
  /** Where somebody can go on to who has taken it. */
  readonly onward: Spread
  /** From where somebody can get to it. */
  readonly inward: Spread
  /** Null for addresses outside. */
  readonly exposure: ExposureWords | null
  /** What was counted, and what the network does not say. */
  readonly notes: readonly string[]
}

export interface Spread {
  /** "If web is taken over: 3 workloads in one step, 7 in two, and all of the internet on TCP 443." */
  readonly headline: string
  /** What is one step away, then two, …; none is empty. */
  readonly layers: readonly SpreadLayer[]
}

/** Long layers are cut; the count is not. */
export interface SpreadLayer {
  readonly count: number
  readonly hops: readonly SpreadHop[]
}

export interface SpreadHop {
  readonly endpoint: EndpointId
  /** The last step of the way outward, the first one of the way inward. */
  readonly from: EndpointId
  readonly to: EndpointId
  readonly connections: ConnectionSet
}

/** What is let in and what may be left for, each the most dangerous first. */
export interface ExposureWords {
  readonly ingress: readonly ExposureLine[]
  readonly egress: readonly ExposureLine[]
}

/** `none`: rules would allow it, and something else does not. */
export interface ExposureLine {
  readonly danger: 'high' | 'medium' | 'low' | 'none'
  readonly sentence: readonly SentencePart[]
}
