/** What the inspector says of a policy, of the policies at a workload, and of a namespace: what `explain/` makes of an index. */
import type { ConnectionSet } from './connections'
import type { Sentence } from './explanation'
import type { Gate } from './graphView'
import type { EndpointId, PolicyId } from './ids'
import type { Direction } from './policy'
import type { Place } from './text'

/** Endpoints of which only the first are listed; the count is of all. */
export interface SomeEndpoints {
  readonly count: number
  readonly first: readonly EndpointId[]
}

export interface PolicyFacts {
  readonly policy: PolicyId
  /** Null for a policy that only the draft has. */
  readonly place: Place | null
  /** How its podSelector reads. */
  readonly selector: Sentence
  readonly selected: SomeEndpoints
  /** Where it selects nobody: why, and whom it likely means. */
  readonly missing: Sentence | null
  readonly directions: readonly DirectionFacts[]
  /** Ingress rules first. */
  readonly rules: readonly RuleFacts[]
}

export interface DirectionFacts {
  readonly direction: Direction
  /** Whether the direction is among its policy types, so that the pods that it selects are isolated. */
  readonly isIsolating: boolean
  readonly sentence: Sentence
}

export interface RuleFacts {
  readonly direction: Direction
  /** 0-based in its direction. */
  readonly position: number
  /** `web may call db on TCP 5432`; of several peers `any of these may call db on TCP 5432`. */
  readonly words: string
  /** Its peers one by one where it has several; only the first of very many. */
  readonly peers: readonly PeerFacts[]
  /** How many peers it has; none where it is for anyone. */
  readonly peerCount: number
  readonly place: Place | null
  /** Ordered pairs of endpoints that exchange something which it allows. */
  readonly flows: number
  /** Those that would exchange less without it; where there is none, the rule grants nothing. */
  readonly needed: number
  /** Why it grants nothing; empty where it grants something. */
  readonly idle: readonly Sentence[]
}

/** One of several peers of a rule: whoever it stands for is let through, whatever the others say. */
export interface PeerFacts {
  readonly words: Sentence
  readonly place: Place | null
  /** The pods that it stands for; null for addresses. */
  readonly pods: number | null
  /** It and the peer before it look like one peer that was torn in two: why. */
  readonly torn: Sentence | null
}

/** What policies make of one workload. */
export interface Standing {
  readonly endpoint: EndpointId
  readonly policies: readonly SelectingPolicy[]
  /** Policies that miss it by one requirement of their podSelector which looks like a slip. */
  readonly almost: readonly { readonly policy: PolicyId; readonly why: Sentence }[]
  readonly services: readonly ServiceFacts[]
  readonly gates: Readonly<Record<Direction, GateFacts>>
}

export interface SelectingPolicy {
  readonly policy: PolicyId
  readonly place: Place | null
  /** Which requirements of its podSelector the labels meet. */
  readonly why: Sentence
  /** The directions in which it isolates. */
  readonly directions: readonly Direction[]
  /** How many rules it has in these. */
  readonly rules: number
}

export interface ServiceFacts {
  readonly name: string
  readonly type: string
  readonly place: Place
  /** `80 → TCP 8080 (http)`; a port that leads nowhere says so. */
  readonly ports: readonly string[]
}

/** What one side lets through, whatever the other side says. */
export interface GateFacts {
  readonly gate: Gate
  /** Other workloads that something is let through for or to, and how many others there are. */
  readonly workloads: number
  readonly of: number
  /** Whether addresses outside are let through: all of them, some, or none. */
  readonly outside: 'all' | 'some' | 'none'
  /** By namespace, those with the most workloads first; cut at 50. */
  readonly namespaces: readonly GatePeers[]
}

export interface GatePeers {
  readonly namespace: string
  readonly workloads: number
  readonly of: number
  /** All that is let through for any of them. */
  readonly connections: ConnectionSet
  /** Whether that is the same for each of them. */
  readonly isForEach: boolean
}

export interface NamespaceFacts {
  readonly namespace: string
  readonly coverage: Readonly<Record<Direction, Coverage>>
  readonly dns: NamespaceDns
  /** Flows among its own workloads. */
  readonly inside: number
  /** Flows with other namespaces, most first. */
  readonly others: readonly NamespaceFlows[]
  readonly outside: { readonly exposed: SomeEndpoints; readonly leaving: SomeEndpoints }
}

export interface Coverage {
  readonly isolated: number
  readonly of: number
  /** Those that no policy isolates and that one could. */
  readonly open: SomeEndpoints
  /** Those on the host network, which no policy applies to. */
  readonly exempt: number
  /** The policies that isolate every pod, present or to come. */
  readonly defaults: readonly DefaultPolicy[]
}

export interface DefaultPolicy {
  readonly policy: PolicyId
  readonly place: Place | null
  /** It has no rule in the direction: it only denies. */
  readonly isDeny: boolean
}

/** Whether names still resolve for those whose egress is isolated. */
export interface NamespaceDns {
  readonly isolated: number
  readonly without: SomeEndpoints
  readonly isListed: boolean
}

export interface NamespaceFlows {
  readonly namespace: string
  /** Ordered pairs of workloads that exchange something. */
  readonly incoming: number
  readonly outgoing: number
}
