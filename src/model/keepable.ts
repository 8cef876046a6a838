/** What may be kept of the flows that stop when only what is drawn is to stay. */
import type { ConnectionSet } from './connections'
import type { Edit } from './edit'
import type { Sentence } from './explanation'
import type { EndpointId } from './ids'

/** An allow edit that is not in the list yet. */
export type KeepEdit = Omit<Extract<Edit, { readonly kind: 'allow' }>, 'id'>

/** Edits that keep many flows at once. */
export interface KeepOffers {
  /** What the manifests suggest that somebody needs. */
  readonly suggested: KeepOffer
  /** What flows within each of the namespaces. */
  readonly inside: KeepOffer
}

export interface KeepOffer {
  readonly edits: readonly KeepEdit[]
  /** Edits that are left out, because nobody would read that many. */
  readonly more: number
}

/** The flows that stop, one pair a row; the rows are cut, the counts are not. */
export interface Keepable {
  /** Ordered pairs of endpoints. */
  readonly flows: number
  /** Those that the filter leaves. */
  readonly matching: number
  readonly rows: readonly KeepRow[]
}

export interface KeepRow {
  readonly from: EndpointId
  readonly to: EndpointId
  /** What keeping it allows: what is needed, else the receiver's declared ports, else all that stops. */
  readonly connections: ConnectionSet
  /** Why somebody may need it; empty where nothing suggests that. */
  readonly why: Sentence
  /** Null for addresses that no single end of an edit means. */
  readonly edit: KeepEdit | null
}
