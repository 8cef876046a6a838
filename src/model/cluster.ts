import type { EndpointId } from './ids'
import type { NetworkPolicy, Protocol } from './policy'
import type { Labels } from './selector'
import type { Place } from './text'

/**
 * What the manifests say, as the engine reads it: defaults applied, lists opened, owners resolved.
 * Everything is sorted by namespace, then name, then kind, so equal manifests give equal clusters.
 */
export interface Cluster {
  readonly namespaces: readonly Namespace[]
  readonly workloads: readonly Workload[]
  readonly services: readonly Service[]
  readonly policies: readonly NetworkPolicy[]
}

export interface Namespace {
  readonly name: string
  /** Always with `kubernetes.io/metadata.name` (SEMANTICS 10). */
  readonly labels: Labels
  /** Null when the namespace is only implied by an object in it. */
  readonly place: Place | null
}

/** The kinds whose pods are drawn, and whatever kind an owner reference names. */
export type WorkloadKind = string

/**
 * Pods that no policy in use can tell apart: those of one Deployment, StatefulSet, … or one bare pod
 * (kind `Pod`). Pods of one owner that policies can tell apart are several workloads (SEMANTICS 12).
 */
export interface Workload {
  readonly kind: 'workload'
  readonly id: EndpointId
  readonly namespace: string
  readonly workloadKind: WorkloadKind
  readonly name: string
  /** Empty, or what sets these pods apart from their owner's other pods, such as `version=canary`. */
  readonly variant: string
  /** The names of its pods, where they are listed and their owner has several workloads. */
  readonly podNames?: readonly string[]
  /** The labels that all these pods carry: the pod template's, or the pods' own. */
  readonly labels: Labels
  /** `matchLabels` of the owner's own selector: the labels that identify the workload over time. Empty for bare pods. */
  readonly ownerSelector: Labels
  /** Of containers and sidecars (init containers with `restartPolicy: Always`). */
  readonly ports: readonly ContainerPort[]
  /** Pods that run, or would run: `spec.replicas`, or the number of pods listed. 0 is drawn, marked. */
  readonly replicas: number
  /** `status.podIPs`, where known, of all its pods. */
  readonly ips: readonly string[]
  readonly hostNetwork: boolean
  /** `status.hostIPs`, where known. */
  readonly hostIps: readonly string[]
  readonly place: Place
}

export interface ContainerPort {
  /** Null when the manifest gives no name. */
  readonly name: string | null
  readonly port: number
  readonly protocol: Protocol
}

/** A Service is no endpoint: it is a name for the workloads that it selects, and the way to find the port (SEMANTICS 20). */
export interface Service {
  readonly namespace: string
  readonly name: string
  readonly type: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName'
  /** Null: no selector, so its endpoints are not known from the manifests. */
  readonly selector: Labels | null
  readonly ports: readonly ServicePort[]
  readonly externalTrafficPolicy: 'Cluster' | 'Local'
  readonly place: Place
}

export interface ServicePort {
  readonly name: string | null
  readonly port: number
  readonly protocol: Protocol
  /** A number, or the name of a container port. The Service's own port where the manifest gives none. */
  readonly targetPort: number | string
}

/** Addresses outside the cluster that every policy in use treats alike (SEMANTICS 18). */
export interface ExternalBlock {
  readonly kind: 'external'
  readonly id: EndpointId
  /** Inclusive, ascending, IPv4 before IPv6, neighbours merged. */
  readonly ranges: readonly AddressRange[]
  /** True for the block of all addresses that no ipBlock names. */
  readonly isRest: boolean
}

/** `first` and `last` are addresses of one IP version in their canonical text form. */
export interface AddressRange {
  readonly first: string
  readonly last: string
}

/** What traffic starts or ends at. */
export type Endpoint = Workload | ExternalBlock
