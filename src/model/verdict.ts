import type { ConnectionSet } from './connections'
import type { EndpointId, PolicyId } from './ids'
import type { OneOrMore, Protocol, RuleRef } from './policy'
import type { Requirement } from './selector'

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

/** A rule that grants nothing of what is asked for, with everything that keeps it from granting it. */
export interface NearMiss {
  readonly rule: RuleRef
  /** The peer that comes nearest, by its 0-based position; null when the rule has none (any peer). */
  readonly peer: number | null
  /** With all of these gone the rule grants something of what is asked for; with one of them left it does not. */
  readonly differences: OneOrMore<Difference>
}

/** One thing that keeps a rule from granting a flow. The subject is the pod whose side it is, the peer the other end. */
export type Difference =
  | {
      /** A requirement of the policy's podSelector, of the peer's podSelector or of its namespaceSelector is not met. */
      readonly kind: 'label'
      readonly of: 'subject' | 'peer' | 'namespace'
      readonly requirement: Requirement
      /** What the pod or namespace says to the requirement's key; null when it has no such label. */
      readonly actual: string | null
      /** A label that it has, which the requirement likely means: a misspelt value, or the same value under another key. */
      readonly meant: { readonly key: string; readonly value: string } | null
    }
  /** The policy has rules of this direction, but not the direction among its policy types, so they are inert (SEMANTICS 2). */
  | { readonly kind: 'policyTypes' }
  /** A podSelector alone means the policy's own namespace (SEMANTICS 6). */
  | { readonly kind: 'otherNamespace'; readonly wanted: string; readonly actual: string }
  /** A host network pod that stays outside policies is found by no selector (SEMANTICS 15). */
  | { readonly kind: 'hostNetwork' }
  /** Selectors never match addresses outside the cluster (SEMANTICS 19). */
  | { readonly kind: 'selectorOnAddress' }
  | { readonly kind: 'otherAddress' }
  /** In the ipBlock's `cidr`, but also in these of its `except`. */
  | { readonly kind: 'except'; readonly cidrs: OneOrMore<string> }
  /** The manifests don't say the pod's address, so no ipBlock matches it (SEMANTICS 17). */
  | { readonly kind: 'addressUnknown' }
  /** By the scenario's options no ipBlock matches a pod (SEMANTICS 17). */
  | { readonly kind: 'addressIgnored' }
  /** `granted`: what the rule's ports mean on this destination; may be empty. */
  | { readonly kind: 'otherPort' | 'otherProtocol'; readonly granted: ConnectionSet }
  /** The destination has no port of these names (SEMANTICS 8). `called`: its own names of the ports that are asked for. */
  | {
      readonly kind: 'portName'
      readonly names: OneOrMore<PortName>
      readonly called: readonly string[]
    }
  /** Only pods that a selector finds give names to ports; towards addresses a name allows nothing (SEMANTICS 8). */
  | { readonly kind: 'portNameToAddress'; readonly names: OneOrMore<PortName> }

export interface PortName {
  readonly protocol: Protocol
  readonly name: string
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
