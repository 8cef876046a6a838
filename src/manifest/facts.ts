/** What one document says by itself, before namespaces are defaulted and owners resolved. Null is: not said. */
import type { ContainerPort, Service } from '../model/cluster'
import type { NetworkPolicy } from '../model/policy'
import type { Labels } from '../model/selector'
import type { Place } from '../model/text'

/** Places are relative to the document until `placeIn` moves them to the file. */
export type Fact =
  | NamespaceFact
  | PolicyFact
  | ServiceFact
  | ControllerFact
  | PodFact
  | { readonly kind: 'skipped'; readonly name: string }

export interface NamespaceFact {
  readonly kind: 'namespace'
  readonly name: string
  readonly labels: Labels
  readonly place: Place
}

export interface PolicyFact extends Omit<NetworkPolicy, 'id' | 'namespace' | 'place'> {
  readonly kind: 'policy'
  readonly namespace: string | null
  readonly place: Place
}

export interface ServiceFact extends Omit<Service, 'namespace'> {
  readonly kind: 'service'
  readonly namespace: string | null
}

/** A Deployment, Job, …: the pods that its template would make. */
export interface ControllerFact {
  readonly kind: 'controller'
  readonly workloadKind: string
  readonly namespace: string | null
  readonly name: string
  readonly owner: OwnerRef | null
  readonly pods: PodShape
  readonly ownerSelector: Labels
  readonly replicas: number
  readonly place: Place
}

export interface PodFact {
  readonly kind: 'pod'
  readonly namespace: string | null
  readonly name: string
  readonly owner: OwnerRef | null
  readonly pods: PodShape
  /** In phase Succeeded or Failed: no traffic. */
  readonly isFinished: boolean
  readonly ips: readonly string[]
  readonly hostIps: readonly string[]
  readonly place: Place
}

export interface OwnerRef {
  readonly kind: string
  readonly name: string
}

/** What policies can see of a pod, from its manifest or its template. */
export interface PodShape {
  readonly labels: Labels
  readonly ports: readonly ContainerPort[]
  readonly hostNetwork: boolean
}

/** A fact whose namespace is decided. */
export type InNamespace<F extends { readonly namespace: string | null }> = Omit<F, 'namespace'> & {
  readonly namespace: string
}

/** The label that the control plane sets on every namespace (SEMANTICS 10). */
export const nameLabel = 'kubernetes.io/metadata.name'
