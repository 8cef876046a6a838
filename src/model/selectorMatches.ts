/** Whom a part of a policy stands for, for the editor and what it lights on the canvas. */
import type { EndpointId, PolicyId } from './ids'
import type { Direction } from './policy'

/** A part of a policy by its position in the manifest: whom it selects, a rule, a peer, or one selector of a peer. */
export type SelectorPart =
  | { readonly kind: 'subject' }
  | { readonly kind: 'rule'; readonly direction: Direction; readonly rule: number }
  | {
      readonly kind: 'peer' | 'podSelector' | 'namespaceSelector'
      readonly direction: Direction
      readonly rule: number
      readonly peer: number
    }

export interface SelectorMatches {
  readonly policy: PolicyId
  /** `everything`: a rule without peers. */
  readonly what: 'pods' | 'namespaces' | 'addresses' | 'everything'
  /** Workloads, namespaces or ranges of addresses, and how many pods that is. */
  readonly count: number
  readonly pods: number
  /** The first few, as people call them. */
  readonly names: readonly string[]
  /** Whom the policy selects, and whom the part stands for; cut, for they are for the picture. */
  readonly subjects: readonly EndpointId[]
  readonly matched: readonly EndpointId[]
  /** Why it matches nothing, with what comes nearest. */
  readonly nobody: string | null
  /** What else is to be known of it: it looks like a half of one peer. */
  readonly remark: string | null
}
