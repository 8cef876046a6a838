/**
 * A NetworkPolicy as the engine reads it. `manifest/` has already applied the API server's defaults,
 * so nothing here is optional merely because a manifest may leave it out.
 *
 * `place` is where a part stands in the user's text, and null for a part that synthesis made. An amended
 * policy keeps the places of the parts that it keeps: that is how the writer knows what to leave untouched.
 *
 * https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/
 */
import type { PolicyId } from './ids'
import type { LabelSelector } from './selector'
import type { Place } from './text'

export type Direction = 'ingress' | 'egress'

export type Protocol = 'TCP' | 'UDP' | 'SCTP'

export interface NetworkPolicy {
  readonly id: PolicyId
  readonly namespace: string
  readonly name: string
  readonly podSelector: LabelSelector
  /** After defaulting. A selected pod is isolated in each of these directions. */
  readonly policyTypes: readonly Direction[]
  /** Rules of a direction that is not among the policy types are kept, and inert. */
  readonly ingress: readonly Rule[]
  readonly egress: readonly Rule[]
  readonly place: Place | null
}

/** One ingress rule (`peers` is its `from`) or one egress rule (`peers` is its `to`). */
export interface Rule {
  readonly peers: OneOrMore<Peer> | 'any'
  readonly ports: OneOrMore<PortMatch> | 'any'
  readonly place: Place | null
}

export type Peer =
  | {
      readonly kind: 'pods'
      readonly podSelector: LabelSelector
      readonly namespaces: NamespaceScope
      readonly place: Place | null
    }
  | {
      readonly kind: 'ipBlock'
      readonly cidr: string
      readonly except: readonly string[]
      readonly place: Place | null
    }

/** `own`: the peer had no namespaceSelector, so it only reaches the policy's own namespace. */
export type NamespaceScope = 'own' | LabelSelector

export type PortMatch =
  | {
      readonly kind: 'range'
      readonly protocol: Protocol
      readonly first: number
      readonly last: number
      readonly place: Place | null
    }
  | {
      readonly kind: 'named'
      readonly protocol: Protocol
      readonly name: string
      readonly place: Place | null
    }

// An empty `from`, `to` or `ports` list means "any" in the API, never "none". Making the list
// non-empty by type keeps that trap in manifest/, where it is decided once.
export type OneOrMore<T> = readonly [T, ...T[]]

/** Points at one rule of one policy: `position` is 0-based in its direction's list. */
export interface RuleRef {
  readonly policy: PolicyId
  readonly direction: Direction
  readonly position: number
}
