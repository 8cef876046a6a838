import type { ConnectionSet } from './connections'
import type { EditId, EndpointId, PolicyId } from './ids'
import type { Direction, NetworkPolicy } from './policy'
import type { PolicyWish } from './policyWish'

/** What the user wants. Edits are a list; the policy changes are derived from all of them that are not switched off. */
export type Edit = ReachEdit | OnlyEdit | OpenEdit | PolicyEdit

/** An edit about flows. */
export type ReachEdit = ReachWish & Listed

/** An edit about all flows of some namespaces. */
export type OnlyEdit = OnlyWish & Listed

/** An edit that opens what policies isolate. */
export type OpenEdit = OpenWish & Listed

/** An edit about policies as such. */
export type PolicyEdit = PolicyWish & Listed

/** Tells the two apart; what an edit asks for is told apart by its `kind`. */
export function isPolicyEdit<Some extends { readonly kind: string }>(
  edit: Some,
): edit is Extract<Some, PolicyWish> {
  return (
    edit.kind === 'template' ||
    edit.kind === 'deletePolicy' ||
    edit.kind === 'renamePolicy' ||
    edit.kind === 'disableRule'
  )
}

interface Listed {
  readonly id: EditId
  /** Kept in the list, and nothing is derived from it. */
  readonly off?: true
}

/** What may be asked of flows. */
export type ReachWish =
  | {
      readonly kind: 'allow'
      readonly from: EditEnd
      readonly to: EditEnd
      readonly connections: ConnectionSet
    }
  | {
      readonly kind: 'block'
      readonly from: EditEnd
      readonly to: EditEnd
      readonly connections: ConnectionSet
      /** Which rules it is to be cut out of: the sender's for egress, or the receiver's for ingress. Absent: the best way. */
      readonly cut?: Direction
    }
  | {
      readonly kind: 'isolate'
      readonly end: EditEnd
      readonly directions: readonly Direction[]
      /** With egress: what stays open of DNS. */
      readonly dns: DnsChoice
    }

/**
 * What is drawn, and nothing else: the pods of these namespaces are isolated in both directions, and of the flows with an end among
 * them those stay that allow edits ask for, with DNS as chosen.
 */
export interface OnlyWish {
  readonly kind: 'only'
  readonly namespaces: readonly string[]
  readonly dns: DnsChoice
}

/** No policy isolates the end any more in these directions. The undoing of `isolate`, for what the manifests isolate too. */
export interface OpenWish {
  readonly kind: 'open'
  readonly end: EditEnd
  readonly directions: readonly Direction[]
  /** What happens to the policies that isolate it. Absent: what opens nobody else, then the least change. */
  readonly way?: OpenWay
}

/**
 * `narrow`: they leave the workload out, and go on to isolate others. `drop`: they no longer isolate for the direction, whomever they
 * select. `delete`: they go, with all their rules.
 */
export type OpenWay = 'narrow' | 'drop' | 'delete'

/**
 * Whom isolated pods may still ask for names: nobody, the cluster's DNS pods, or those and NodeLocal DNSCache, which answers on
 * every node at a link-local address.
 */
export type DnsChoice = 'none' | 'cluster' | 'clusterAndNodeLocal'

/** `namespace` means all its pods, future ones too; `outside` everything that is no pod. */
export type EditEnd =
  | { readonly kind: 'workload'; readonly id: EndpointId }
  | { readonly kind: 'namespace'; readonly name: string }
  | { readonly kind: 'allPods' }
  | {
      readonly kind: 'cidr'
      readonly cidr: string
      readonly except: readonly string[]
    }
  | { readonly kind: 'outside' }

/** A policy created, replaced or deleted. `replace` keeps the places of the parts it keeps. */
export type PolicyChange =
  | {
      readonly kind: 'create'
      readonly policy: NetworkPolicy
      readonly edits: readonly EditId[]
    }
  | {
      readonly kind: 'replace'
      readonly policy: NetworkPolicy
      /** Where it had another name: the id that it stands in the text by. */
      readonly renamedFrom?: PolicyId
      readonly edits: readonly EditId[]
    }
  | {
      readonly kind: 'delete'
      readonly id: PolicyId
      readonly edits: readonly EditId[]
    }

/** The id of a changed policy in the baseline; that of a created one is in none. */
export function baselineId(change: PolicyChange): PolicyId {
  if (change.kind === 'delete') return change.id
  return (change.kind === 'replace' ? change.renamedFrom : undefined) ?? change.policy.id
}

/** One ordered pair whose connections the draft changes. */
export interface FlowChange {
  readonly from: EndpointId
  readonly to: EndpointId
  readonly connections: ConnectionSet
}

/** The flows that the draft adds and removes against the baseline, by re-evaluation; collateral is the part no edit asked for. */
export interface Impact {
  readonly added: readonly FlowChange[]
  readonly removed: readonly FlowChange[]
  readonly collateralAdded: readonly FlowChange[]
  readonly collateralRemoved: readonly FlowChange[]
  /** Flows that stay although an edit asked that only what is drawn stays; in the baseline or not. Absent: none. */
  readonly collateralKept?: readonly FlowChange[]
}

export interface EditOutcome {
  readonly edit: EditId
  /**
   * `holds`: true in the draft, by re-evaluation. `already`: it held before. `contradicted`: a later edit undoes it.
   * `impossible`: no policy of this kind can say it. `unknownEnd`: an end is not in the manifests.
   */
  readonly status: 'holds' | 'already' | 'contradicted' | 'impossible' | 'unknownEnd'
  /** A sentence for the user; empty when it simply holds. */
  readonly message: string
}

/** A label that would tell a workload apart from others that edits mean as well, because labels cannot tell them apart. */
export interface LabelOffer {
  /** Those that mean the others too, or cannot be made because they would. */
  readonly edits: readonly EditId[]
  readonly workload: EndpointId
  readonly others: readonly EndpointId[]
  /** To be added to the labels of its pods; what its owner selects by stays as it is. */
  readonly label: PodLabel
}

export interface PodLabel {
  readonly key: string
  readonly value: string
}

/** What a change costs, the most important first: of two that do the same, the one with the smaller first difference is better. */
export interface Cost {
  /** Ordered pairs of endpoints whose flows change although no edit asked for it. */
  readonly collateral: number
  /** Policies created, replaced or deleted. */
  readonly policies: number
  readonly rules: number
  /** Peers and ports. */
  readonly entries: number
  readonly requirements: number
  /** Lines of YAML. */
  readonly lines: number
}

/** Everything that follows from the edits: the changes, the proof and what became of each edit. */
export interface Synthesis {
  readonly changes: readonly PolicyChange[]
  /** The policies of the draft cluster: the baseline's with the changes applied, sorted as in `Cluster`. */
  readonly policies: readonly NetworkPolicy[]
  readonly outcomes: readonly EditOutcome[]
  readonly impact: Impact
  readonly cost: Cost
  readonly labelOffers: readonly LabelOffer[]
}
