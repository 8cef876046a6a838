/** What a cluster has words for: labels, namespaces and ports to choose from while a policy is written. */
import type { Protocol } from './policy'

export interface Vocabulary {
  readonly podLabels: readonly LabelUse[]
  readonly namespaceLabels: readonly LabelUse[]
  readonly namespaces: readonly NamespaceUse[]
  readonly ports: readonly PortUse[]
}

/** A label key with its values, most used first. */
export interface LabelUse {
  readonly key: string
  /** Pods, or namespaces, that carry the key. */
  readonly count: number
  readonly values: readonly { readonly value: string; readonly count: number }[]
}

export interface NamespaceUse {
  readonly name: string
  readonly pods: number
}

/** A port that containers declare. */
export interface PortUse {
  readonly name: string | null
  readonly port: number
  readonly protocol: Protocol
  readonly pods: number
}
