import type { ConnectionSet } from './connections'
import type { EndpointId, PolicyId } from './ids'

/** What the user looks at. Links carry it; it is no step that can be undone. */
export type Selection =
  | { readonly kind: 'none' }
  | { readonly kind: 'endpoint'; readonly id: EndpointId }
  /** Two or more cards, in the order in which they were selected. */
  | { readonly kind: 'several'; readonly ids: readonly EndpointId[] }
  | { readonly kind: 'namespace'; readonly name: string }
  | { readonly kind: 'policy'; readonly id: PolicyId }
  /** Two endpoints in order; `connections` when an edge stood for these only. */
  | {
      readonly kind: 'pair'
      readonly from: EndpointId
      readonly to: EndpointId
      readonly connections: ConnectionSet | null
    }
  /** An edge that stands for several pairs. */
  | { readonly kind: 'aggregate'; readonly edge: string }

export const nothingSelected: Selection = { kind: 'none' }
