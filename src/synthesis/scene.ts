import { compile, type PolicyIndex } from '../engine/compile'
import { isOutsidePolicies } from '../engine/selects'
import type { Cluster, Namespace, Workload } from '../model/cluster'
import type { EditEnd, ReachEdit } from '../model/edit'
import { type EndpointId, policyId } from '../model/ids'
import type { NetworkPolicy, Peer } from '../model/policy'
import type { Labels } from '../model/selector'
import type { ScenarioOptions } from '../model/workspace'
import { parseCidr } from '../sets/addresses'
import { groupBy } from '../sets/groupBy'
import { type ClusterDns, clusterDns, type DnsServer, futureWorkload } from './dns'

/** What every step of one synthesis reads. */
export interface Scene {
  /** The cluster as pasted, with the future pods that the edits speak of. */
  readonly cluster: Cluster
  readonly options: ScenarioOptions
  readonly workloads: ReadonlyMap<EndpointId, Workload>
  /** By namespace, the listed workloads that selectors can match. */
  readonly selectable: ReadonlyMap<string, readonly Workload[]>
  readonly listedNamespaces: ReadonlySet<string>
  readonly namespaceLabels: ReadonlyMap<string, Labels>
  readonly futurePods: ReadonlySet<EndpointId>
  /** Whom isolated pods may ask for names; a future pod with the usual label where the manifests show none. */
  readonly dns: ClusterDns
  /** Make the edges of the edits' CIDRs edges of external blocks, in every draft alike. */
  readonly cutBy: readonly NetworkPolicy[]
  /** Compiles, or remembers what is compiled already. */
  readonly compiled: typeof compile
}

// No namespace can have this name, so it stands for one that comes later.
const futureNamespace = 'a namespace to come'

/**
 * Lays out what a synthesis works on. An end such as a namespace means its future pods too; so each such namespace gets
 * one pod without labels that stands for them, and no claim about the namespace holds that fails for that pod.
 * `policies` are those that the edits begin with, where they are not the cluster's. Total; linear in the cluster and the edits.
 */
export function sceneOf(
  cluster: Cluster,
  edits: readonly ReachEdit[],
  options: ScenarioOptions,
  policies: readonly NetworkPolicy[] = [],
  compiled: typeof compile = compile,
): Scene {
  const dns = clusterDns(cluster, options)
  const ends = edits.flatMap((edit) => [...endsOf(edit), ...keptDns(dns, edit).map(({ end }) => end)])
  const listed = cluster.workloads.filter((workload) => !isOutsidePolicies(workload, options))
  const needsDns = edits.some((edit) => keptDns(dns, edit).length > 0)
  // Several may come, who then also speak to each other.
  const future = [...futureNamespaces(cluster, ends)].map((name) => ({
    ...futureWorkload(name, 'a pod to come', {}),
    replicas: 2,
  }))
  const added = [...future, ...(needsDns && !dns.isListed ? dns.pods : [])]
  // Where nothing is added it is the cluster's own list, so that what is compiled of it can be known again.
  const workloads = added.length === 0 ? cluster.workloads : [...cluster.workloads, ...added]
  const names = new Set(cluster.namespaces.map(({ name }) => name))
  const addedNames = new Set(added.map(({ namespace }) => namespace).filter((name) => !names.has(name)))
  const namespaces =
    addedNames.size === 0
      ? cluster.namespaces
      : [...cluster.namespaces, ...[...addedNames].map(bareNamespace)]
  return {
    cluster: { ...cluster, workloads, namespaces },
    options,
    workloads: new Map(workloads.map((workload) => [workload.id, workload])),
    selectable: groupBy(listed, ({ namespace }) => namespace),
    listedNamespaces: names,
    namespaceLabels: new Map(namespaces.map(({ name, labels }) => [name, labels])),
    futurePods: new Set(added.map(({ id }) => id)),
    dns,
    cutBy: [...cluster.policies, ...policies, cutting(ends)],
    compiled,
  }
}

/** The scene's cluster with these policies, compiled. */
export function evaluate(scene: Scene, policies: readonly NetworkPolicy[]): PolicyIndex {
  return scene.compiled({ ...scene.cluster, policies }, scene.options, scene.cutBy)
}

/** Who stays open for names where an edit isolates for egress. */
export function keptDns({ servers }: ClusterDns, edit: ReachEdit): readonly DnsServer[] {
  return edit.kind === 'isolate' && edit.directions.includes('egress') ? servers[edit.dns] : []
}

export function endsOf(edit: ReachEdit): readonly EditEnd[] {
  return edit.kind === 'isolate' ? [edit.end] : [edit.from, edit.to]
}

function futureNamespaces(cluster: Cluster, ends: readonly EditEnd[]): ReadonlySet<string> {
  const names = ends.flatMap((end) => (end.kind === 'namespace' ? [end.name] : []))
  const isEverywhere = ends.some(({ kind }) => kind === 'allPods')
  const all = isEverywhere ? [...cluster.namespaces.map(({ name }) => name), futureNamespace] : []
  return new Set([...all, ...names])
}

function bareNamespace(name: string): Namespace {
  return { name, labels: { 'kubernetes.io/metadata.name': name }, place: null }
}

/** A policy that selects nothing that matters and names the CIDRs of the ends. */
function cutting(ends: readonly EditEnd[]): NetworkPolicy {
  const cidrs = ends.flatMap((end) => (end.kind === 'cidr' ? [end.cidr, ...end.except] : []))
  const [first, ...others] = cidrs
    .filter((cidr) => parseCidr(cidr) !== null)
    .map((cidr): Peer => ({ kind: 'ipBlock', cidr, except: [], place: null }))
  return {
    id: policyId(futureNamespace, 'cut'),
    namespace: futureNamespace,
    name: 'cut',
    podSelector: { requirements: [] },
    policyTypes: ['egress'],
    ingress: [],
    egress: first === undefined ? [] : [{ peers: [first, ...others], ports: 'any', place: null }],
    place: null,
  }
}
