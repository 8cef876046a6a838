import type { Cluster, Endpoint } from '../model/cluster'
import type { EndpointId } from '../model/ids'
import type { Direction, NetworkPolicy } from '../model/policy'
import type { ScenarioOptions } from '../model/workspace'
import { type ConnectionTable, createConnectionTable } from '../sets/connectionTable'
import { cutAddresses, type IpBlock } from './addressSpace'
import { indexNamedPorts, type NamedPortLookup } from './namedPorts'
import { indexPeers, type PeerIndex } from './peers'
import { indexSide, type SideIndex } from './sideIndex'

/** A cluster made ready for questions about its flows. Endpoints are numbered by their position in `endpoints`. */
export interface PolicyIndex {
  readonly cluster: Cluster
  readonly options: ScenarioOptions
  /** Workloads in cluster order, then external blocks. */
  readonly endpoints: readonly Endpoint[]
  readonly positionOf: ReadonlyMap<EndpointId, number>
  readonly peers: PeerIndex
  readonly namedPorts: NamedPortLookup
  readonly connections: ConnectionTable
  readonly ingress: SideIndex
  readonly egress: SideIndex
}

/**
 * Compiles a cluster: which policies isolate each endpoint, and what their rules allow to whom. Nothing is computed per pair.
 *
 * The ipBlocks of `alsoCutBy` cut the external addresses too, so that two clusters which differ in their policies alone have the
 * same endpoints when each is compiled with the other's policies (SEMANTICS 18). Total; near linear in workloads, rules and the
 * policies of each workload.
 */
export function compile(
  cluster: Cluster,
  options: ScenarioOptions,
  alsoCutBy: readonly NetworkPolicy[] = [],
): PolicyIndex {
  const { workloads, namespaces, policies } = cluster
  const space = cutAddresses([...policies, ...alsoCutBy].flatMap(ipBlocksInUse))
  const endpoints: readonly Endpoint[] = [...workloads, ...space.blocks]
  const connections = createConnectionTable()
  const peers = indexPeers(workloads, namespaces, endpoints, space, options)
  return {
    cluster,
    options,
    endpoints,
    positionOf: new Map(endpoints.map(({ id }, position) => [id, position])),
    peers,
    namedPorts: indexNamedPorts(endpoints, connections),
    connections,
    ingress: indexSide('ingress', policies, peers, connections, endpoints.length),
    egress: indexSide('egress', policies, peers, connections, endpoints.length),
  }
}

/** Rules of a direction that is not among the policy types are inert (SEMANTICS 2), so their ipBlocks cut nothing. */
function ipBlocksInUse(policy: NetworkPolicy): readonly IpBlock[] {
  return policy.policyTypes.flatMap((direction: Direction) =>
    policy[direction].flatMap(({ peers }) =>
      peers === 'any' ? [] : peers.filter((peer): peer is IpBlock => peer.kind === 'ipBlock'),
    ),
  )
}
