/** Why and why not, in sentences: what `explain/` makes of a verdict and the inspector shows. */
import type { ConnectionSet } from './connections'
import type { Edit } from './edit'
import type { EndpointId, PolicyId } from './ids'
import type { Place } from './text'

export interface Explanation {
  readonly from: EndpointId
  readonly to: EndpointId
  /** The connections in question: what was asked for, or what the destination declares, or all. */
  readonly asked: ConnectionSet
  readonly allowed: ConnectionSet
  readonly outcome: 'allowed' | 'partly' | 'blocked'
  /** "Blocked, though api would let it in." */
  readonly headline: string
  /** One or two sentences more. */
  readonly summary: string
  /** What was likely meant instead, and where to change it in the YAML; at most one for each side that blocks. */
  readonly hints: readonly Sentence[]
  readonly egress: SideExplanation
  readonly ingress: SideExplanation
  /** What Kubernetes leaves to the network plugin. */
  readonly notes: readonly string[]
  /** The smallest edits that flip the verdict, with a sentence each; the first is the best. */
  readonly flips: readonly Flip[]
}

export interface SideExplanation {
  readonly outcome: 'allowed' | 'partly' | 'blocked'
  /** What closes the side, what opens it again, and what is left closed. */
  readonly sentences: readonly Sentence[]
  /** The rules that come nearest to opening what is closed, nearest first, and why they don't; at most three. */
  readonly nearMisses: readonly Sentence[]
  /** "4 more rules are for others." Empty where there are none. */
  readonly moreMisses: string
}

/** Plain text with links: parts of which some can be clicked. */
export type Sentence = readonly SentencePart[]

export type SentencePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  /** Jumps to the YAML line. `place` is null for a policy that only exists in the draft. */
  | {
      readonly kind: 'policy'
      readonly policy: PolicyId
      readonly text: string
      readonly place: Place | null
    }

export interface Flip {
  readonly sentence: string
  readonly button: string
  /** Without its id: the store gives it one. */
  readonly edit: EditWithoutId
}

export type EditWithoutId = Edit extends infer E ? (E extends Edit ? Omit<E, 'id'> : never) : never
