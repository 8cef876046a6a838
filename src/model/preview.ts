/** What a proposal of edits would do to the draft, before anybody accepts it. */
import type { ConnectionSet } from './connections'
import type { DnsChoice, EditOutcome } from './edit'
import type { Sentence } from './explanation'
import type { EndpointId, PolicyId } from './ids'
import type { Direction } from './policy'
import type { Place } from './text'

export interface Preview {
  /** Each pair that loses something, once, in the first list that it belongs to. */
  readonly stops: FlowStops
  readonly starts: PreviewFlows
  /** Of the edits that the draft does not have yet. */
  readonly outcomes: readonly EditOutcome[]
  /** What the proposal makes of the draft's policies. */
  readonly policies: readonly { readonly kind: 'create' | 'replace' | 'delete'; readonly id: PolicyId }[]
  readonly dns: DnsFacts
}

export interface FlowStops {
  /** Names no longer resolve. */
  readonly dns: PreviewFlows
  /** The manifests suggest that somebody needs these. */
  readonly needed: PreviewFlows
  readonly other: PreviewFlows
}

/** Flows side by side; the rows are cut, the counts are not. */
export interface PreviewFlows {
  /** Ordered pairs of endpoints. */
  readonly flows: number
  readonly rows: readonly PreviewRow[]
  readonly moreRows: number
}

/** Flows that have the same connections and stand here for the same reason. */
export interface PreviewRow {
  readonly from: PreviewEnds
  readonly to: PreviewEnds
  /** The part that the reason is about. */
  readonly connections: ConnectionSet
  readonly flows: number
  /** Why somebody may need it; empty where nothing suggests that. */
  readonly why: Sentence
}

export interface PreviewEnds {
  readonly count: number
  readonly first: readonly EndpointId[]
  /** The namespace that all of them are in; null for addresses outside. */
  readonly namespace: string | null
}

/** The cluster's DNS, and the peers of the rule that keeps it open, by what is chosen. */
export interface DnsFacts {
  /** Whether the manifests show its pods; if not, the usual labels are assumed. */
  readonly isListed: boolean
  /** Whether the manifests show pods of NodeLocal DNSCache. */
  readonly hasNodeLocal: boolean
  readonly rules: Readonly<Record<DnsChoice, readonly Sentence[]>>
}

/** A policy that isolates somebody. */
export interface IsolatingPolicy {
  readonly id: PolicyId
  /** Null when edits make it. */
  readonly place: Place | null
  readonly directions: readonly Direction[]
  /** What it allows again; none for a policy that only denies. */
  readonly rules: number
  /** How many workloads it selects besides. */
  readonly others: number
}
