/** Random edits of the small clusters: every kind of end, few connections, so that they often concern the same flows. */
import fc from 'fast-check'
import type { Cluster } from '../model/cluster'
import type { ConnectionSet } from '../model/connections'
import type { DnsChoice, EditEnd, ReachEdit } from '../model/edit'
import { editId } from '../model/ids'
import type { Direction } from '../model/policy'
import type { ScenarioOptions } from '../model/workspace'
import { allConnections, connectionsOf, union } from '../sets/connections'
import { clusters, scenarioOptions } from './smallClusterArbitraries'
import { clusterOf, workload } from './smallClusters'

export interface ReachCase {
  readonly cluster: Cluster
  readonly options: ScenarioOptions
  readonly edits: readonly ReachEdit[]
}

const connections: fc.Arbitrary<ConnectionSet> = fc.constantFrom(
  allConnections,
  connectionsOf('TCP', 2),
  connectionsOf('TCP', 1, 65535),
  union(connectionsOf('TCP', 2, 3), connectionsOf('UDP', 2)),
  connectionsOf('TCP', 3, 9),
  connectionsOf('SCTP', 2),
)

/** The ends that are addresses, with what lies in each of them apart from the code that tells. */
export const addressEnds: readonly { readonly end: EditEnd; readonly holds: (address: string) => boolean }[] =
  [
    cidrEnd('10.0.0.0/30', [], /^10\.0\.0\.[0-3]$/),
    cidrEnd('10.0.0.0/29', ['10.0.0.2/31'], /^10\.0\.0\.[014567]$/),
    cidrEnd('10.0.0.0/29', ['10.0.0.0/30', '10.0.0.1/32'], /^10\.0\.0\.[4567]$/),
    cidrEnd('fd00::2/127', [], /^fd00::[23]$/),
    cidrEnd('0.0.0.0/0', [], /\./),
    { end: { kind: 'outside' }, holds: () => true },
  ]

function cidrEnd(cidr: string, except: readonly string[], members: RegExp) {
  return { end: { kind: 'cidr', cidr, except } as const, holds: (address: string) => members.test(address) }
}

function podEnds({ namespaces, workloads }: Cluster): fc.Arbitrary<EditEnd> {
  return fc.oneof(
    {
      weight: 4,
      arbitrary: fc.constantFrom(...workloads.map(({ id }): EditEnd => ({ kind: 'workload', id }))),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom<EditEnd>(
        ...namespaces.map(({ name }): EditEnd => ({ kind: 'namespace', name })),
        { kind: 'allPods' },
      ),
    },
  )
}

function flow(
  cluster: Cluster,
  kinds: readonly Exclude<ReachEdit['kind'], 'isolate'>[],
): fc.Arbitrary<ReachEdit> {
  const pods = podEnds(cluster)
  const any = fc.oneof(
    { weight: 4, arbitrary: pods },
    { weight: 1, arbitrary: fc.constantFrom(...addressEnds.map(({ end }) => end)) },
  )
  return fc
    .tuple(fc.constantFrom(...kinds), fc.oneof(fc.tuple(pods, any), fc.tuple(any, pods)), connections)
    .map(([kind, [from, to], wanted]) => ({ kind, id: editId(''), from, to, connections: wanted }))
}

function isolation(cluster: Cluster): fc.Arbitrary<ReachEdit> {
  return fc.record({
    kind: fc.constant('isolate' as const),
    id: fc.constant(editId('')),
    end: podEnds(cluster),
    directions: fc.constantFrom<readonly Direction[]>(['ingress'], ['egress'], ['ingress', 'egress']),
    dns: fc.constantFrom<DnsChoice>('none', 'cluster', 'clusterAndNodeLocal'),
  })
}

function editsOf(cluster: Cluster, kinds: readonly ReachEdit['kind'][]): fc.Arbitrary<readonly ReachEdit[]> {
  const flows = flow(
    cluster,
    kinds.filter((kind) => kind !== 'isolate'),
  )
  const one = kinds.includes('isolate')
    ? fc.oneof({ weight: 3, arbitrary: flows }, { weight: 1, arbitrary: isolation(cluster) })
    : flows
  return fc
    .array(one, { minLength: 1, maxLength: 4 })
    .map((list) => list.map((edit, i) => ({ ...edit, id: editId(`e${i}`) })))
}

export const coredns = workload('kube-system/coredns', 'k8s-app=kube-dns', 'dns:53/UDP dns-tcp:53')

function withDns(cluster: Cluster): Cluster {
  const { namespaces } = clusterOf({ 'kube-system': '' }, [], [])
  return {
    ...cluster,
    namespaces: [...namespaces, ...cluster.namespaces],
    workloads: [coredns, ...cluster.workloads],
  }
}

/** A cluster with its options, sometimes with DNS pods, and one to four edits of these kinds. */
export function reachCases(kinds: readonly ReachEdit['kind'][]): fc.Arbitrary<ReachCase> {
  const some = fc.oneof({ weight: 4, arbitrary: clusters }, { weight: 1, arbitrary: clusters.map(withDns) })
  return fc
    .tuple(some, scenarioOptions)
    .chain(([cluster, options]) =>
      editsOf(cluster, kinds).map((edits): ReachCase => ({ cluster, options, edits })),
    )
}
