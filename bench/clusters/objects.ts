/** The Kubernetes objects that the generators make, in the API's own form. */
export interface ClusterObjects {
  readonly namespaces: readonly NamespaceObject[]
  readonly pods: readonly PodObject[]
  readonly policies: readonly PolicyObject[]
}

export interface NamespaceObject {
  readonly apiVersion: 'v1'
  readonly kind: 'Namespace'
  readonly metadata: { readonly name: string; readonly labels: StringMap }
}

export interface PodObject {
  readonly apiVersion: 'v1'
  readonly kind: 'Pod'
  readonly metadata: {
    readonly name: string
    readonly namespace: string
    readonly labels: StringMap
    readonly ownerReferences?: readonly OwnerObject[]
  }
  readonly spec: { readonly hostNetwork?: true; readonly containers: readonly ContainerObject[] }
  readonly status: { readonly phase: 'Running'; readonly podIP: string; readonly hostIP?: string }
}

export interface OwnerObject {
  readonly apiVersion: string
  readonly kind: string
  readonly name: string
  readonly uid: string
  readonly controller: true
}

export interface ContainerObject {
  readonly name: string
  readonly image: string
  readonly ports: readonly ContainerPortObject[]
}

export interface ContainerPortObject {
  readonly name: string
  readonly containerPort: number
  readonly protocol: string
}

export interface PolicyObject {
  readonly apiVersion: 'networking.k8s.io/v1'
  readonly kind: 'NetworkPolicy'
  readonly metadata: { readonly name: string; readonly namespace: string }
  readonly spec: PolicySpec
}

export interface PolicySpec {
  readonly podSelector: SelectorObject
  readonly policyTypes: readonly ('Ingress' | 'Egress')[]
  readonly ingress?: readonly RuleObject[]
  readonly egress?: readonly RuleObject[]
}

/** `from` in ingress rules, `to` in egress rules. */
export interface RuleObject {
  readonly from?: readonly PeerObject[]
  readonly to?: readonly PeerObject[]
  readonly ports?: readonly PortObject[] | undefined
}

export interface PeerObject {
  readonly podSelector?: SelectorObject
  readonly namespaceSelector?: SelectorObject
  readonly ipBlock?: IpBlockObject
}

export interface IpBlockObject {
  readonly cidr: string
  readonly except?: readonly string[]
}

export interface PortObject {
  readonly port: number | string
  readonly endPort?: number
  readonly protocol?: string
}

export interface SelectorObject {
  readonly matchLabels?: StringMap
  readonly matchExpressions?: readonly {
    readonly key: string
    readonly operator: string
    readonly values?: readonly string[]
  }[]
}

export type StringMap = Readonly<Record<string, string>>

export function policyObject(namespace: string, name: string, spec: PolicySpec): PolicyObject {
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace }, spec }
}

export function namespaceObject(name: string, labels: StringMap = {}): NamespaceObject {
  const all = { 'kubernetes.io/metadata.name': name, ...labels }
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: all } }
}

/** A dotted address of 32 bits. */
export function addressText(bits: number): string {
  return [bits >>> 24, (bits >>> 16) & 255, (bits >>> 8) & 255, bits & 255].join('.')
}

/** The address of the pod with this number. */
export function podAddress(position: number): string {
  return addressText((10 << 24) | position)
}

/** The first address of the block of `length` bits around an address. */
export function blockStart(bits: number, length: number): number {
  return (bits & (0xffffffff << (32 - length))) >>> 0
}
