/** Random small cases for the exhaustive search: labels that tell most workloads apart, namespaces that are often closed, few ports. */
import fc from 'fast-check'
import type { Cluster, Workload } from '../model/cluster'
import type { EditEnd, ReachEdit } from '../model/edit'
import { editId } from '../model/ids'
import type { Direction, NetworkPolicy } from '../model/policy'
import { allConnections, connectionsOf, union } from '../sets/connections'
import { clusterOf, ipBlock, pods, policy, rule, workload } from './smallClusters'

export interface MinimalCase {
  readonly cluster: Cluster
  readonly edits: readonly ReachEdit[]
}

const namespace = fc.constantFrom('n1', 'n2', 'n3')
const types = fc.constantFrom<readonly Direction[]>(['ingress'], ['egress'], ['ingress', 'egress'])
const labelText = fc
  .tuple(fc.constantFrom('app=a', 'app=b', 'app=c'), fc.constantFrom('', '', 'tier=x', 'tier=y'))
  .map((parts) => parts.join(' '))
const subjectText = fc.constantFrom('app=a', 'app=a', 'app=b', 'app=c', 'tier=x', '')
const peer = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('app=a', 'app=b', 'app=c', '').map((it) => pods(it)) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom('app=a', 'app=b', ''), fc.constantFrom('n1', 'n2', 'n3'))
      .map(([it, name]) => pods(it, `kubernetes.io/metadata.name=${name}`)),
  },
  { weight: 1, arbitrary: fc.constant(ipBlock('10.0.0.0/8')) },
)
const rules = fc.array(
  fc
    .tuple(
      fc.array(peer, { minLength: 1, maxLength: 2 }),
      fc.constantFrom(['TCP 80'], ['TCP 80', 'TCP 443'], ['UDP 53'], ['TCP'], []),
    )
    .map(([peers, ports]) => rule(peers, ports)),
  { minLength: 1, maxLength: 2 },
)

const denials: fc.Arbitrary<readonly NetworkPolicy[]> = fc
  .tuple(...['n1', 'n2', 'n3'].map((name) => fc.tuple(fc.constant(name), fc.option(types))))
  .map((list) =>
    list.flatMap(([name, some]) =>
      some === null ? [] : [policy(`${name}/default-deny`, '', { types: some })],
    ),
  )

const grants: fc.Arbitrary<readonly NetworkPolicy[]> = fc
  .array(fc.record({ namespace, subjectText, types, ingress: rules, egress: rules }), { maxLength: 3 })
  .map((list) =>
    list.map((it, i) =>
      policy(`${it.namespace}/p${i}`, it.subjectText, {
        types: it.types,
        ingress: it.types.includes('ingress') ? it.ingress : [],
        egress: it.types.includes('egress') ? it.egress : [],
      }),
    ),
  )

const clusters: fc.Arbitrary<Cluster> = fc
  .tuple(
    fc.array(fc.record({ namespace, labelText, replicas: fc.constantFrom(1, 1, 2) }), {
      minLength: 2,
      maxLength: 5,
    }),
    denials,
    grants,
  )
  .map(([list, denied, granted]) =>
    clusterOf(
      { n1: 'team=red', n2: 'team=red', n3: 'team=blue' },
      list.map((it, i): Workload => {
        const made = workload(`${it.namespace}/w${i}`, it.labelText, 'web:80', { replicas: it.replicas })
        return { ...made, ownerSelector: made.labels }
      }),
      [...denied, ...granted].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    ),
  )

const connections = fc.constantFrom(
  connectionsOf('TCP', 80),
  connectionsOf('TCP', 80),
  connectionsOf('TCP', 443),
  union(connectionsOf('TCP', 80), connectionsOf('TCP', 443)),
  connectionsOf('TCP', 80, 90),
  connectionsOf('UDP', 53),
  allConnections,
)

function podEnd({ workloads }: Cluster): fc.Arbitrary<EditEnd> {
  return fc.oneof(
    {
      weight: 8,
      arbitrary: fc.constantFrom(...workloads).map(({ id }): EditEnd => ({ kind: 'workload', id })),
    },
    { weight: 1, arbitrary: namespace.map((name): EditEnd => ({ kind: 'namespace', name })) },
  )
}

function anyEnd(cluster: Cluster): fc.Arbitrary<EditEnd> {
  return fc.oneof(
    { weight: 8, arbitrary: podEnd(cluster) },
    {
      weight: 1,
      arbitrary: fc.constantFrom<EditEnd>(
        { kind: 'cidr', cidr: '10.0.0.0/8', except: [] },
        { kind: 'cidr', cidr: '10.0.0.0/16', except: ['10.0.1.0/24'] },
        { kind: 'outside' },
        { kind: 'allPods' },
      ),
    },
  )
}

function edit(cluster: Cluster, kinds: readonly ReachEdit['kind'][]): fc.Arbitrary<ReachEdit> {
  const id = editId('')
  const flow = fc
    .tuple(
      fc.constantFrom<'allow' | 'block'>(...kinds.filter((kind) => kind !== 'isolate')),
      fc.oneof(fc.tuple(podEnd(cluster), anyEnd(cluster)), fc.tuple(anyEnd(cluster), podEnd(cluster))),
      connections,
    )
    .map(([kind, [from, to], wanted]): ReachEdit => ({ kind, id, from, to, connections: wanted }))
  const isolate = fc
    .tuple(podEnd(cluster), types)
    .map(([end, directions]): ReachEdit => ({ kind: 'isolate', id, end, directions, dns: 'none' }))
  return kinds.includes('isolate')
    ? fc.oneof({ weight: 5, arbitrary: flow }, { weight: 1, arbitrary: isolate })
    : flow
}

/** Up to five workloads in three namespaces, and up to six edits of these kinds. */
export function minimalCases(kinds: readonly ReachEdit['kind'][]): fc.Arbitrary<MinimalCase> {
  return clusters.chain((cluster) =>
    fc.array(edit(cluster, kinds), { minLength: 1, maxLength: 6 }).map((list) => ({
      cluster,
      edits: list.map((it, i) => ({ ...it, id: editId(`e${i + 1}`) })),
    })),
  )
}
