/**
 * Kubernetes objects as they stand in JSON, in the fields that the naive twin reads. Whatever the API lets a manifest leave out
 * may be missing or null here: that is the point of them.
 */
import type { Protocol } from '../model/policy'

type Maybe<T> = T | null | undefined
export type PlainLabels = Readonly<Record<string, string>>

export interface PlainMetadata {
  readonly name: string
  readonly namespace?: Maybe<string>
  readonly labels?: Maybe<PlainLabels>
  readonly ownerReferences?: Maybe<readonly PlainOwner[]>
}

export interface PlainOwner {
  readonly apiVersion: string
  readonly kind: string
  readonly name: string
  readonly uid: string
  readonly controller: boolean
}

interface PlainOf<Kind extends string> {
  readonly apiVersion: string
  readonly kind: Kind
  readonly metadata: PlainMetadata
}

export type PlainNamespace = PlainOf<'Namespace'>

export interface PlainPod extends PlainOf<'Pod'> {
  readonly spec: PlainPodSpec
  readonly status?: Maybe<{
    readonly phase?: Maybe<string>
    readonly podIP?: Maybe<string>
    readonly podIPs?: Maybe<readonly { readonly ip: string }[]>
    readonly hostIP?: Maybe<string>
    readonly hostIPs?: Maybe<readonly { readonly ip: string }[]>
  }>
}

export interface PlainPodSpec {
  readonly hostNetwork?: Maybe<boolean>
  readonly containers: readonly PlainContainer[]
  readonly initContainers?: Maybe<readonly PlainContainer[]>
}

export interface PlainContainer {
  readonly name: string
  readonly restartPolicy?: Maybe<string>
  readonly ports?: Maybe<readonly PlainContainerPort[]>
}

export interface PlainContainerPort {
  readonly name?: Maybe<string>
  readonly containerPort: number
  readonly protocol?: Maybe<Protocol>
}

export interface PlainTemplate {
  readonly metadata?: Maybe<{ readonly labels?: Maybe<PlainLabels> }>
  readonly spec: PlainPodSpec
}

export type TemplateKind =
  | 'Deployment'
  | 'ReplicaSet'
  | 'ReplicationController'
  | 'StatefulSet'
  | 'DaemonSet'
  | 'Job'

export interface PlainWorkload extends PlainOf<TemplateKind> {
  readonly spec: {
    readonly replicas?: Maybe<number>
    readonly selector?: unknown
    readonly template: PlainTemplate
  }
}

export interface PlainCronJob extends PlainOf<'CronJob'> {
  readonly spec: {
    readonly schedule: string
    readonly jobTemplate: { readonly spec: { readonly template: PlainTemplate } }
  }
}

export interface PlainPolicy extends PlainOf<'NetworkPolicy'> {
  readonly spec?: Maybe<PlainPolicySpec>
}

export interface PlainPolicySpec {
  readonly podSelector?: Maybe<PlainSelector>
  readonly policyTypes?: Maybe<readonly ('Ingress' | 'Egress')[]>
  readonly ingress?: Maybe<readonly PlainIngressRule[]>
  readonly egress?: Maybe<readonly PlainEgressRule[]>
}

export interface PlainSelector {
  readonly matchLabels?: Maybe<PlainLabels>
  readonly matchExpressions?: Maybe<readonly PlainExpression[]>
}

export interface PlainExpression {
  readonly key: string
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist'
  readonly values?: Maybe<readonly string[]>
}

export interface PlainIngressRule {
  readonly from?: Maybe<readonly PlainPeer[]>
  readonly ports?: Maybe<readonly PlainPort[]>
}

export interface PlainEgressRule {
  readonly to?: Maybe<readonly PlainPeer[]>
  readonly ports?: Maybe<readonly PlainPort[]>
}

export interface PlainPeer {
  readonly podSelector?: Maybe<PlainSelector>
  readonly namespaceSelector?: Maybe<PlainSelector>
  readonly ipBlock?: Maybe<{ readonly cidr: string; readonly except?: Maybe<readonly string[]> }>
}

export interface PlainPort {
  readonly protocol?: Maybe<Protocol>
  readonly port?: Maybe<number | string>
  readonly endPort?: Maybe<number>
}

/** Of any objects. */
export interface PlainList extends Omit<PlainOf<'List'>, 'metadata'> {
  readonly items: readonly PlainObject[]
}

/** Of one kind, which its items need not repeat. */
export interface PlainPolicyList extends Omit<PlainOf<'NetworkPolicyList'>, 'metadata'> {
  readonly items: readonly Omit<PlainPolicy, 'apiVersion' | 'kind'>[]
}

/** An object that no part of the evaluation reads, of whatever kind and group. */
export interface PlainStranger {
  readonly apiVersion: `${string}.example/${string}`
  readonly kind: string
  readonly metadata: PlainMetadata
  readonly spec?: unknown
}

export type PlainObject =
  | PlainNamespace
  | PlainPod
  | PlainWorkload
  | PlainCronJob
  | PlainPolicy
  | PlainList
  | PlainPolicyList
  | PlainStranger
