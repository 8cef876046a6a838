import { isOutsidePolicies } from '../engine/selects'
import { servicesOf, targetConnections } from '../engine/servicePorts'
import type { Cluster, Workload } from '../model/cluster'
import type { ConnectionSet } from '../model/connections'
import type { DnsChoice, EditEnd } from '../model/edit'
import { fileId, workloadId } from '../model/ids'
import type { Peer } from '../model/policy'
import { type Labels, labelValue } from '../model/selector'
import type { ScenarioOptions } from '../model/workspace'
import { connectionsOf, isEmpty, union, unionAll } from '../sets/connections'
import { ipBlock } from './blocks'
import { selectorFor } from './labels'
import { namespaceNamed } from './selectors'

/** Who answers names, and on which connections. */
export interface DnsServer {
  readonly end: EditEnd
  readonly connections: ConnectionSet
}

/** The cluster's DNS as the manifests show it. */
export interface ClusterDns {
  /** Its pods; one with the usual label where the manifests show none. Never empty. */
  readonly pods: readonly Workload[]
  /** Whether the manifests show them. */
  readonly isListed: boolean
  /** Whether the manifests show pods of NodeLocal DNSCache, on the host network or not. */
  readonly hasNodeLocal: boolean
  readonly servers: Readonly<Record<DnsChoice, readonly DnsServer[]>>
}

const dnsConnections = union(connectionsOf('UDP', 53), connectionsOf('TCP', 53))

/** Where NodeLocal DNSCache listens on every node unless it was set up otherwise. */
export const nodeLocalCidr = '169.254.20.10/32'

/**
 * Whom a pod asks for names. The cluster's DNS pods are those of `kube-system` (on OpenShift `openshift-dns`) with the usual label,
 * name or port; the pods that a Service for port 53 selects are asked on its target ports, since policies see the traffic after
 * the Service (SEMANTICS 20). NodeLocal DNSCache is asked at its link-local address: its pods use the host network, where no
 * selector finds them. Pods of it that do not, as with Cilium's local redirect, are found by their labels as well.
 * https://kubernetes.io/docs/tasks/administer-cluster/nodelocaldns/
 *
 * Total; linear in the workloads, and in the Services of those namespaces.
 */
export function clusterDns(cluster: Cluster, options: ScenarioOptions): ClusterDns {
  const visible = cluster.workloads.filter(
    (it) => dnsNamespaces.has(it.namespace) && !isOutsidePolicies(it, options),
  )
  const caches = visible.filter(isNodeLocal)
  const found = visible.filter((it) => !isNodeLocal(it) && isDns(it))
  const pods = found.length > 0 ? found : [usualDns]
  const forPods = pods.map((it) => serverOf(cluster, it))
  const address: DnsServer = {
    end: { kind: 'cidr', cidr: nodeLocalCidr, except: [] },
    connections: dnsConnections,
  }
  return {
    pods,
    isListed: found.length > 0,
    hasNodeLocal: cluster.workloads.some((it) => dnsNamespaces.has(it.namespace) && isNodeLocal(it)),
    servers: {
      none: [],
      cluster: forPods,
      clusterAndNodeLocal: [...forPods, ...caches.map((it) => serverOf(cluster, it)), address],
    },
  }
}

/**
 * The peers of the rule that keeps DNS open by each choice, seen from a namespace that is none of theirs. Total; linear in the
 * workloads of the DNS namespaces.
 */
export function dnsPeers(
  cluster: Cluster,
  options: ScenarioOptions,
  dns: ClusterDns,
): Readonly<Record<DnsChoice, readonly { readonly peer: Peer; readonly connections: ConnectionSet }[]>> {
  const visible = cluster.workloads.filter((it) => !isOutsidePolicies(it, options))
  const workloads = new Map([...visible, ...dns.pods].map((it) => [it.id, it]))
  const peerOf = (end: EditEnd): readonly Peer[] => {
    if (end.kind === 'cidr') return [ipBlock(end.cidr, end.except)]
    const workload = end.kind === 'workload' ? workloads.get(end.id) : undefined
    if (workload === undefined) return []
    const { namespace } = workload
    const { selector } = selectorFor(
      workload,
      visible.filter((it) => it.namespace === namespace),
    )
    const namespaces = { requirements: [namespaceNamed(namespace)] }
    return [{ kind: 'pods', podSelector: selector, namespaces, place: null }]
  }
  const peersOf = (choice: DnsChoice) =>
    dns.servers[choice].flatMap(({ end, connections }) => peerOf(end).map((peer) => ({ peer, connections })))
  return {
    none: [],
    cluster: peersOf('cluster'),
    clusterAndNodeLocal: peersOf('clusterAndNodeLocal'),
  }
}

const dnsNamespaces: ReadonlySet<string> = new Set(['kube-system', 'openshift-dns'])

function isDns({ namespace, name, labels, ports }: Workload): boolean {
  return (
    labelValue(labels, 'k8s-app') === 'kube-dns' ||
    labelValue(labels, 'dns.operator.openshift.io/daemonset-dns') !== undefined ||
    name === 'coredns' ||
    name === 'kube-dns' ||
    (namespace === 'kube-system' && ports.some(({ port, protocol }) => port === 53 && protocol === 'UDP'))
  )
}

function isNodeLocal({ name, labels }: Workload): boolean {
  return labelValue(labels, 'k8s-app') === 'node-local-dns' || name === 'node-local-dns'
}

function serverOf({ services }: Cluster, workload: Workload): DnsServer {
  const sent = servicesOf(services, workload).flatMap(({ ports }) =>
    ports.filter(({ port }) => port === 53).map((port) => targetConnections(port, workload)),
  )
  const connections = unionAll(sent)
  return {
    end: { kind: 'workload', id: workload.id },
    connections: isEmpty(connections) ? dnsConnections : connections,
  }
}

/** Pods that are not in the manifests and are spoken of all the same. */
export function futureWorkload(namespace: string, name: string, labels: Labels): Workload {
  return {
    kind: 'workload',
    id: workloadId(namespace, 'future', name),
    namespace,
    workloadKind: 'Pod',
    name,
    variant: '',
    labels,
    ownerSelector: {},
    ports: [],
    replicas: 1,
    ips: [],
    hostNetwork: false,
    hostIps: [],
    place: { file: fileId(''), document: 0, from: 0, to: 0, line: 1, column: 1 },
  }
}

const usualDns: Workload = {
  ...futureWorkload('kube-system', 'kube-dns', { 'k8s-app': 'kube-dns' }),
  ports: [
    { name: 'dns', port: 53, protocol: 'UDP' },
    { name: 'dns-tcp', port: 53, protocol: 'TCP' },
  ],
}
