/** Random small cases for the exhaustive search: labels that tell most workloads apart, namespaces that are often closed, few ports. */
import fc from 'fast-check'
import type { Cluster, Workload } from '../model/cluster'
import type { EditEnd, ReachEdit } from '../model/edit'
import { editId, fileId, workloadId } from '../model/ids'
import type { Direction, NetworkPolicy } from '../model/policy'
import type { Place } from '../model/text'
import { defaultOptions, type ScenarioOptions } from '../model/workspace'
import { allConnections, connectionsOf, union } from '../sets/connections'
import { clusterOf, ipBlock, pods, policy, rule, workload } from './smallClusters'

export interface MinimalCase {
  readonly cluster: Cluster
  readonly edits: readonly ReachEdit[]
  readonly options: ScenarioOptions
}

// What stands in a text is the user's own.
const place: Place = { file: fileId('case'), document: 0, from: 0, to: 0, line: 1, column: 1 }
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
      fc.constantFrom(
        ['TCP 80'],
        ['TCP 80', 'TCP 443'],
        ['UDP 53'],
        ['TCP'],
        [],
        ['TCP web'],
        ['TCP web', 'UDP 53'],
        ['TCP 80-90'],
        ['SCTP 7'],
      ),
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
    fc.array(
      fc.record({
        namespace,
        labelText,
        portText: fc.constantFrom('web:80', 'web:80', 'web:443'),
        replicas: fc.constantFrom(1, 1, 2),
      }),
      {
        minLength: 2,
        maxLength: 5,
      },
    ),
    denials,
    grants,
  )
  .map(([list, denied, granted]) =>
    clusterOf(
      { n1: 'team=red', n2: 'team=red', n3: 'team=blue' },
      list.map((it, i): Workload => {
        const made = workload(`${it.namespace}/w${i}`, it.labelText, it.portText, { replicas: it.replicas })
        return { ...made, ownerSelector: made.labels }
      }),
      [...denied, ...granted].map((it) => ({ ...it, place })).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    ),
  )

const connections = fc.constantFrom(
  connectionsOf('TCP', 80),
  connectionsOf('TCP', 80),
  connectionsOf('TCP', 443),
  union(connectionsOf('TCP', 80), connectionsOf('TCP', 443)),
  connectionsOf('TCP', 80, 90),
  connectionsOf('UDP', 53),
  connectionsOf('SCTP', 7),
  connectionsOf('TCP', 1, 65535),
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
    { weight: 6, arbitrary: podEnd(cluster) },
    {
      weight: 1,
      arbitrary: fc.constantFrom<EditEnd>(
        { kind: 'cidr', cidr: '10.0.0.0/8', except: [] },
        { kind: 'cidr', cidr: '10.0.0.0/16', except: ['10.0.1.0/24'] },
        { kind: 'cidr', cidr: 'fd00::/8', except: ['fd00:1::/32'] },
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
    // A pod alone reaches itself, whatever the policies say.
    .filter(([kind, [from, to]]) => kind === 'allow' || JSON.stringify(from) !== JSON.stringify(to))
    .map(([kind, [from, to], wanted]): ReachEdit => ({ kind, id, from, to, connections: wanted }))
  const isolate = fc
    .tuple(podEnd(cluster), types)
    .map(([end, directions]): ReachEdit => ({ kind: 'isolate', id, end, directions, dns: 'none' }))
  return kinds.includes('isolate')
    ? fc.oneof({ weight: 5, arbitrary: flow }, { weight: 1, arbitrary: isolate })
    : flow
}

const options: fc.Arbitrary<ScenarioOptions> = fc
  .constantFrom(false, false, false, true)
  .map((onlyNewPolicies) => ({ ...defaultOptions, onlyNewPolicies }))

/** Up to five workloads in three namespaces, and up to six edits of these kinds; sometimes only new policies are wanted. */
export function minimalCases(kinds: readonly ReachEdit['kind'][]): fc.Arbitrary<MinimalCase> {
  return clusters.chain((cluster) =>
    fc
      .tuple(fc.array(edit(cluster, kinds), { minLength: 1, maxLength: 6 }), options)
      .map(([list, wanted]) => ({
        cluster,
        edits: list.map((it, i) => ({ ...it, id: editId(`e${i + 1}`) })),
        options: wanted,
      })),
  )
}

/** One block of what a rule of the user's may grant, so that most often it is that rule which has to change. */
export const cutCases: fc.Arbitrary<MinimalCase> = fc
  .record({
    labelTexts: fc.array(labelText, { minLength: 3, maxLength: 4 }),
    subject: fc.constantFrom('', 'app=a', 'app=b'),
    peers: fc.constantFrom(
      [pods('')],
      [pods('', 'kubernetes.io/metadata.name=n2')],
      [pods('app=b'), pods('', 'kubernetes.io/metadata.name=n2')],
      [pods('', 'team=red')],
      [],
    ),
    ports: fc.constantFrom<readonly string[]>(
      ['TCP 80'],
      ['TCP 80', 'TCP 443'],
      ['TCP 80-90'],
      ['TCP web'],
      [],
    ),
    wanted: fc.constantFrom(connectionsOf('TCP', 80), connectionsOf('TCP', 443), allConnections),
    ends: fc.uniqueArray(fc.nat(2), { minLength: 2, maxLength: 2 }),
  })
  .map(({ labelTexts, subject, peers, ports, wanted, ends: [from = 0, to = 1] }) => {
    const workloads = labelTexts.map((text, i): Workload => {
      const made = workload(`${i === 1 ? 'n2' : 'n1'}/w${i}`, text, 'web:80')
      return { ...made, ownerSelector: made.labels }
    })
    const granting = policy('n1/p0', subject, { types: ['ingress'], ingress: [rule(peers, ports)] })
    const end = (i: number): EditEnd => ({ kind: 'workload', id: workloads[i]?.id ?? workloadId('', '', '') })
    const id = editId('e1')
    return {
      cluster: clusterOf({ n1: 'team=red', n2: 'team=red' }, workloads, [{ ...granting, place }]),
      edits: [{ kind: 'block', id, from: end(from), to: end(to), connections: wanted }],
      options: defaultOptions,
    }
  })
