import { compile, type PolicyIndex } from '../engine/compile'
import type { ServicesByWorkload } from '../engine/servicePorts'
import { dnsRule } from '../explain/dnsRule'
import { previewFlows } from '../explain/preview'
import type { AddressRange, Cluster, Workload } from '../model/cluster'
import type { ConnectionSet } from '../model/connections'
import type { Edit } from '../model/edit'
import { type EndpointId, policyId } from '../model/ids'
import type { NetworkPolicy } from '../model/policy'
import type { DnsFacts, Preview } from '../model/preview'
import type { ScenarioOptions } from '../model/workspace'
import { type ClusterDns, clusterDns, dnsPeers, nodeLocalCidr } from '../synthesis/dns'
import { draftOf } from '../synthesis/synthesise'

/** A draft, and another list of edits that may take the place of its own. */
export interface Proposal {
  /** As pasted. */
  readonly cluster: Cluster
  readonly options: ScenarioOptions
  readonly edits: readonly Edit[]
  /** The policies of the draft that `edits` make. */
  readonly policies: readonly NetworkPolicy[]
  readonly services: ServicesByWorkload
  readonly proposed: readonly Edit[]
}

/**
 * What the proposal would change of the draft. A pod that stands for the cluster's DNS takes part where the manifests show none, since
 * names stop to resolve whether or not somebody pasted CoreDNS. Total; costs the draft, two compilations and `previewFlows`.
 */
export function preview(proposal: Proposal): Preview {
  const { cluster, options, edits, policies, services, proposed } = proposal
  const { policies: made, outcomes } = draftOf(cluster, proposed, options)
  const own = byId(policies)
  const next = made.map((policy) => sameAs(own.get(policy.id), policy) ?? policy)
  const dns = clusterDns(cluster, options)
  const stage = dns.isListed ? cluster : withPods(cluster, dns.pods)
  const cutBy = dns.hasNodeLocal ? [cuttingOut(nodeLocalCidr)] : []
  const before = compile({ ...stage, policies }, options, [...next, ...cutBy])
  const after = compile({ ...stage, policies: next }, options, [...policies, ...cutBy])
  const known = new Set(edits.map(({ id }) => id))
  return {
    ...previewFlows({
      before,
      after,
      services,
      dns: namesAskedOf(dns, before),
      assumed: new Set<EndpointId>(dns.isListed ? [] : dns.pods.map(({ id }) => id)),
    }),
    outcomes: outcomes.filter(({ edit }) => !known.has(edit)),
    policies: policyChanges(policies, next),
    dns: factsOf(cluster, options, dns),
  }
}

/** The endpoints that answer names. NodeLocal DNSCache is the block of its one address, where something cuts that out. */
function namesAskedOf(
  { servers }: ClusterDns,
  { endpoints }: PolicyIndex,
): ReadonlyMap<EndpointId, ConnectionSet> {
  const address = nodeLocalCidr.split('/')[0]
  const isAddress = ({ first, last }: AddressRange) => first === address && last === address
  return new Map(
    servers.clusterAndNodeLocal.flatMap(({ end, connections }) => {
      if (end.kind === 'workload') return [[end.id, connections]]
      return endpoints.flatMap((it) =>
        it.kind === 'external' && it.ranges.every(isAddress) ? [[it.id, connections]] : [],
      )
    }),
  )
}

/** A policy that selects nobody and names one block, so that it is told apart from all other addresses. */
function cuttingOut(cidr: string): NetworkPolicy {
  const peer = { kind: 'ipBlock' as const, cidr, except: [], place: null }
  const nowhere = 'no namespace'
  return {
    id: policyId(nowhere, 'cut'),
    namespace: nowhere,
    name: 'cut',
    podSelector: { requirements: [] },
    policyTypes: ['egress'],
    ingress: [],
    egress: [{ peers: [peer], ports: 'any', place: null }],
    place: null,
  }
}

function withPods(cluster: Cluster, pods: readonly Workload[]): Cluster {
  const names = new Set(cluster.namespaces.map(({ name }) => name))
  const missing = [...new Set(pods.map(({ namespace }) => namespace))].filter((name) => !names.has(name))
  const namespaces = missing.map((name) => ({
    name,
    labels: { 'kubernetes.io/metadata.name': name },
    place: null,
  }))
  return {
    ...cluster,
    workloads: [...cluster.workloads, ...pods],
    namespaces: [...cluster.namespaces, ...namespaces],
  }
}

function policyChanges(
  before: readonly NetworkPolicy[],
  after: readonly NetworkPolicy[],
): Preview['policies'] {
  const [own, next] = [byId(before), byId(after)]
  const made = after.flatMap((policy) => {
    const was = own.get(policy.id)
    if (was === policy) return []
    return [{ kind: was === undefined ? ('create' as const) : ('replace' as const), id: policy.id }]
  })
  const gone = before.filter(({ id }) => !next.has(id)).map(({ id }) => ({ kind: 'delete' as const, id }))
  return [...made, ...gone]
}

/** The policy that says the same: a draft makes its policies anew for every list of edits. */
function sameAs(own: NetworkPolicy | undefined, policy: NetworkPolicy): NetworkPolicy | undefined {
  const saying = (it: NetworkPolicy) =>
    JSON.stringify(it, (key, value: unknown) => (key === 'place' ? undefined : value))
  return own === policy || (own !== undefined && saying(own) === saying(policy)) ? own : undefined
}

function byId(policies: readonly NetworkPolicy[]): ReadonlyMap<string, NetworkPolicy> {
  return new Map(policies.map((policy) => [policy.id, policy]))
}

function factsOf(cluster: Cluster, options: ScenarioOptions, dns: ClusterDns): DnsFacts {
  const { isListed, hasNodeLocal } = dns
  const peers = dnsPeers(cluster, options, dns)
  const [clusterRule, wholeRule] = [dnsRule(peers.cluster), dnsRule(peers.clusterAndNodeLocal)]
  return {
    isListed,
    hasNodeLocal,
    rules: { none: [], cluster: clusterRule, clusterAndNodeLocal: wholeRule },
  }
}
