import type { ConnectionSet } from './connections'
import type { EndpointId, PolicyId } from './ids'
import type { RuleRef } from './policy'

/** Why a pair may or may not talk: both sides with their evidence. `explain/` words it and decides nothing. */
export interface Verdict {
  readonly from: EndpointId
  readonly to: EndpointId
  /** Allowed by both sides. */
  readonly connections: ConnectionSet
  readonly egress: SideVerdict
  readonly ingress: SideVerdict
  /** What Kubernetes leaves undefined and this verdict rests on. */
  readonly notes: readonly VerdictNote[]
}

export type SideVerdict =
  | {
      readonly kind: 'notIsolated'
      readonly why: 'noPolicy' | 'outside' | 'hostNetwork'
    }
  | {
      readonly kind: 'isolated'
      /** The policies that select the pod and have this direction; never empty. */
      readonly by: readonly PolicyId[]
      /** Only rules that grant at least one port to this peer. */
      readonly grants: readonly Grant[]
      /** Union of the grants. */
      readonly connections: ConnectionSet
      /** Rules of `by` that grant this peer nothing, with the reason; in policy and rule order. */
      readonly misses: readonly RuleMiss[]
    }

/** A rule that allows the flow on one side. `peer` is its 0-based position in `from`/`to`, null when the rule has none (any peer). */
export interface Grant {
  readonly rule: RuleRef
  readonly peer: number | null
  readonly connections: ConnectionSet
}

export interface RuleMiss {
  readonly rule: RuleRef
  /** `peer`: no peer matches. `namedPort`: the peer matches, but the destination has no port of that name and protocol. */
  readonly why: 'peer' | 'namedPort'
}

export interface VerdictNote {
  readonly kind:
    | 'hostNetwork'
    | 'ipBlockOnPodIp'
    | 'podIpUnknown'
    | 'namedPortToOutside'
    | 'nodeTraffic'
    | 'endPort'
    | 'snat'
  /** The connections about which another plugin may decide otherwise; never empty. */
  readonly connections: ConnectionSet
}
