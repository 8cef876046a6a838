import type { Cluster, Endpoint } from '../model/cluster'
import type { EndpointId } from '../model/ids'
import type { NetworkPolicy, Peer } from '../model/policy'
import type { ScenarioOptions } from '../model/workspace'
import { type ConnectionTable, createConnectionTable } from '../sets/connectionTable'
import { cutAddresses, type IpBlock } from './addressSpace'
import { type Classes, classify } from './classes'
import { mentionsOf } from './mentions'
import { indexNamedPorts, type NamedPortLookup } from './namedPorts'
import { indexNamespaces } from './namespaceIndex'
import { indexPeers, type PeerIndex } from './peers'
import { matchedRegions } from './podAddresses'
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
  const { workloads, namespaces, policies } = cluster
  const everyPolicy = alsoCutBy.length === 0 ? policies : [...new Set([...policies, ...alsoCutBy])]
  const space = cutAddresses(ipBlocksInUse(everyPolicy))
  const endpoints: readonly Endpoint[] = [...workloads, ...space.blocks]
  const work = noWork()
  const namespaceIndex = indexNamespaces(namespaces, workloads, work)
  const mentions = mentionsOf(everyPolicy, namespaceIndex)
  const classes = classify(endpoints, workloads, mentions, options, (workload) =>
    matchedRegions(workload, space, options),
  )
  const connections = createConnectionTable()
  const peers = indexPeers({
    endpoints,
    workloads,
    namespaces: namespaceIndex,
    mentions,
    classes,
    space,
    options,
    work,
  })
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

/** Rules of a direction that is not among the policy types are inert (SEMANTICS 2), so their ipBlocks cut nothing. */
function* ipBlocksInUse(policies: readonly NetworkPolicy[]): Generator<IpBlock> {
  for (const policy of policies)
    for (const direction of policy.policyTypes)
      for (const { peers } of policy[direction]) if (peers !== 'any') yield* peers.filter(isIpBlock)
}

function isIpBlock(peer: Peer): peer is IpBlock {
  return peer.kind === 'ipBlock'
}
