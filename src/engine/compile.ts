import type { Cluster, Endpoint, Workload } from '../model/cluster'
import type { EndpointId } from '../model/ids'
import type { NetworkPolicy, Peer } from '../model/policy'
import type { ScenarioOptions } from '../model/workspace'
import { type ConnectionTable, createConnectionTable } from '../sets/connectionTable'
import { cutAddresses, type IpBlock } from './addressSpace'
import { type Classes, classify, classifyApart } from './classes'
import { mentionsOf } from './mentions'
import { indexNamedPorts, type NamedPortLookup } from './namedPorts'
import { indexNamespaces } from './namespaceIndex'
import { indexPeers, type PeerIndex, type PeerSources } from './peers'
import { matchedRegions } from './podAddresses'
import { policyExchange, withPolicies } from './policyExchange'
import { indexSide, type SideIndex } from './sideIndex'
import { noWork, type Work } from './work'

/** A cluster made ready for questions about its flows. Endpoints are numbered by their position in `endpoints`. */
export interface PolicyIndex {
  readonly cluster: Cluster
  readonly options: ScenarioOptions
  /** Workloads in cluster order, then external blocks. */
  readonly endpoints: readonly Endpoint[]
  readonly positionOf: ReadonlyMap<EndpointId, number>
  readonly classes: Classes
  readonly peers: PeerIndex
  readonly namedPorts: NamedPortLookup
  readonly connections: ConnectionTable
  readonly ingress: SideIndex
  readonly egress: SideIndex
  /** What all answers have cost so far. */
  readonly work: Readonly<Work>
}

/**
 * Compiles a cluster: which policies isolate each endpoint, and what their rules allow to whom. Nothing is computed per pair.
 *
 * What `alsoCutBy` tells apart is kept apart too, external addresses and pods, so that two clusters which differ in their policies
 * alone have the same endpoints and classes when each is compiled with the other's policies (SEMANTICS 18). Total; near linear in
 * workloads, rules and the classes that each policy selects.
 */
export function compile(
  cluster: Cluster,
  options: ScenarioOptions,
  alsoCutBy: readonly NetworkPolicy[] = [],
): PolicyIndex {
  const { policies } = cluster
  const everyPolicy = alsoCutBy.length === 0 ? policies : [...new Set([...policies, ...alsoCutBy])]
  return compileParts(cluster, options, everyPolicy, ({ endpoints, namespaces, space }) => {
    const mentions = mentionsOf(everyPolicy, namespaces)
    const regionsOf = (workload: Workload) => matchedRegions(workload, space, options)
    const classes = classify(endpoints, cluster.workloads, mentions, options, regionsOf)
    return { classes, hasKey: mentions.hasKey }
  })
}

/** `compile` with a class for every endpoint, so that `recompile` can take other policies into it. Total; costs as `compile` does. */
export function compileApart(
  cluster: Cluster,
  options: ScenarioOptions,
  alsoCutBy: readonly NetworkPolicy[],
): PolicyIndex {
  return compileParts(cluster, options, [...cluster.policies, ...alsoCutBy], ({ endpoints }) => ({
    classes: classifyApart(endpoints, cluster.workloads, options),
    hasKey: () => true,
  }))
}

type Sorting = (
  sources: Pick<PeerSources, 'endpoints' | 'namespaces' | 'space'>,
) => Pick<PeerSources, 'classes' | 'hasKey'>

function compileParts(
  cluster: Cluster,
  options: ScenarioOptions,
  everyPolicy: readonly NetworkPolicy[],
  sort: Sorting,
): PolicyIndex {
  const { workloads, policies } = cluster
  const space = cutAddresses([...new Set(everyPolicy)].flatMap(ipBlocksInUse))
  const endpoints: readonly Endpoint[] = [...workloads, ...space.blocks]
  const work = noWork()
  const namespaces = indexNamespaces(cluster.namespaces, workloads, work)
  const { classes, hasKey } = sort({ endpoints, namespaces, space })
  const connections = createConnectionTable()
  const peers = indexPeers({ endpoints, workloads, namespaces, hasKey, classes, space, options, work })
  return {
    cluster,
    options,
    endpoints,
    positionOf: new Map(endpoints.map(({ id }, position) => [id, position])),
    classes,
    peers,
    namedPorts: indexNamedPorts(endpoints, connections),
    connections,
    ingress: indexSide('ingress', policies, peers, connections, classes.count),
    egress: indexSide('egress', policies, peers, connections, classes.count),
    work,
  }
}

/**
 * The index of the same cluster with other policies, whose ipBlocks must be among those that `base` was cut by; `base` must come from
 * `compileApart`, or from here. Policies that stay must keep their order. Says of every pair what compiling anew says. Total; linear
 * in the policies and classes, and in what the policies select that are not the same objects.
 */
export function recompile(base: PolicyIndex, policies: readonly NetworkPolicy[]): PolicyIndex {
  const exchange = policyExchange(base.cluster.policies, policies)
  return {
    ...base,
    cluster: { ...base.cluster, policies },
    ingress: withPolicies('ingress', base.ingress, base.peers, exchange),
    egress: withPolicies('egress', base.egress, base.peers, exchange),
  }
}

/** Whether two clusters share everything but their policies, and are evaluated alike. Constant. */
export function differInPoliciesAlone(
  a: Pick<PolicyIndex, 'cluster' | 'options'>,
  b: Pick<PolicyIndex, 'cluster' | 'options'>,
): boolean {
  return (
    a.cluster.workloads === b.cluster.workloads &&
    a.cluster.namespaces === b.cluster.namespaces &&
    a.options.hostNetworkPods === b.options.hostNetworkPods &&
    a.options.ipBlockMatchesPods === b.options.ipBlockMatchesPods
  )
}

/** A policy's ipBlocks. Rules of a direction that is not among the policy types are inert (SEMANTICS 2), so theirs cut nothing. */
export function ipBlocksInUse(policy: NetworkPolicy): readonly IpBlock[] {
  return policy.policyTypes.flatMap((direction) =>
    policy[direction].flatMap(({ peers }) => (peers === 'any' ? [] : peers.filter(isIpBlock))),
  )
}

function isIpBlock(peer: Peer): peer is IpBlock {
  return peer.kind === 'ipBlock'
}
