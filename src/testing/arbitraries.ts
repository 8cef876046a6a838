/** Small clusters as plain Kubernetes objects, made to trip: see `arbitraryPolicies` for the policies. */
import fc from 'fast-check'
import { defaultOptions, type ScenarioOptions } from '../model/workspace'
import {
  labelMap,
  missing,
  namespaceNames,
  policy,
  portNames,
  portNumbers,
  protocol,
} from './arbitraryPolicies'
import type {
  PlainContainer,
  PlainLabels,
  PlainNamespace,
  PlainObject,
  PlainOwner,
  PlainPod,
  PlainPodSpec,
  TemplateKind,
} from './kubernetes'

/** Everything that reader, engine and twin are told. */
export interface ArbitraryScenario {
  readonly objects: readonly PlainObject[]
  readonly options: ScenarioOptions
}

const namespaceOf = fc.constantFrom('n1', 'n1', 'n1', 'n2', 'n2', 'n3', null, undefined)

/** Some are declared, with labels of their own or a forged name label; n4 exists only when declared. */
const namespaces: fc.Arbitrary<readonly PlainNamespace[]> = fc
  .subarray(namespaceNames)
  .chain((names) => fc.tuple(...names.map((name) => namespaceLabels.map((labels) => ({ name, labels })))))
  .map((list) => list.map((metadata) => ({ apiVersion: 'v1', kind: 'Namespace' as const, metadata })))

const namespaceLabels = fc.oneof(
  fc.dictionary(fc.constantFrom('team', 'app'), fc.constantFrom('a', 'b', ''), { maxKeys: 2 }),
  fc.constantFrom<PlainLabels | null>(null, { 'kubernetes.io/metadata.name': 'n1', team: 'a' }),
)

const container: fc.Arbitrary<PlainContainer> = fc.record({
  name: fc.constantFrom('main', 'proxy'),
  restartPolicy: fc.constantFrom('Always', null, undefined),
  ports: fc.oneof(
    { weight: 1, arbitrary: missing },
    {
      weight: 4,
      arbitrary: fc.array(
        fc.record({
          name: fc.constantFrom(...portNames, null, undefined),
          containerPort: fc.constantFrom(...portNumbers),
          protocol: fc.oneof(protocol, missing),
        }),
        { maxLength: 3 },
      ),
    },
  ),
})

const podSpec: fc.Arbitrary<PlainPodSpec> = fc.record({
  hostNetwork: fc.constantFrom(true, false, null, undefined),
  containers: fc.array(container, { minLength: 1, maxLength: 2 }),
  initContainers: fc.oneof(missing, fc.array(container, { maxLength: 2 })),
})

const phase = fc.constantFrom(
  'Running',
  'Running',
  'Running',
  'Pending',
  'Succeeded',
  'Failed',
  null,
  undefined,
)
const hostIP = fc.constantFrom('10.0.0.3', 'fd00::3', '10.0.0.1', null, undefined)

/** Addresses are handed out one by one, so that no two pods share one: `all`, `first` and `list` say which fields tell them. */
const addressing = fc.constantFrom('none', 'none', 'first', 'list', 'all')
const podAddresses = [
  ...['10.0.0.0', '10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4', '11.0.0.0', '10.255.255.255'],
  ...['9.9.9.9', '192.168.0.1', '192.168.0.2', '192.168.0.3', '192.168.0.4'],
]
const secondAddresses = ['fd00::', 'fd00::1', 'fd00::2', 'fd00::3', 'fd00::4', 'fe00::', '::1']

const barePod = fc.record({
  namespace: namespaceOf,
  labels: fc.oneof(labelMap, missing),
  spec: podSpec,
  phase,
  hostIP,
  addressing,
})

const workload = fc.record({
  namespace: namespaceOf,
  kind: fc.constantFrom<TemplateKind | 'CronJob'>(
    ...([
      'Deployment',
      'StatefulSet',
      'DaemonSet',
      'ReplicaSet',
      'ReplicationController',
      'Job',
      'CronJob',
    ] as const),
  ),
  replicas: fc.constantFrom(0, 1, 3, null, undefined),
  ownLabels: labelMap,
  labels: fc.oneof(labelMap, missing),
  spec: podSpec,
})

/** Pods of one owner, which may be listed or not, and may be a ReplicaSet of a Deployment that is listed or not. */
const ownedGroup = fc.record({
  namespace: namespaceOf,
  ownerKind: fc.constantFrom<'StatefulSet' | 'ReplicaSet' | 'DaemonSet'>(
    'StatefulSet',
    'ReplicaSet',
    'DaemonSet',
  ),
  isOwnerListed: fc.boolean(),
  maker: fc.constantFrom('none', 'unlisted', 'listed'),
  addressing,
  pods: fc.array(
    fc.record({
      // Like its siblings but for this, as a canary or the index of a StatefulSet is.
      extra: fc.constantFrom<PlainLabels>({}, { tier: 'b' }, { 'pod-template-hash': 'a' }, { app: '' }),
      phase,
    }),
    { minLength: 1, maxLength: 3 },
  ),
  labels: labelMap,
  spec: podSpec,
})

type Group = typeof ownedGroup extends fc.Arbitrary<infer T> ? T : never
type BarePod = typeof barePod extends fc.Arbitrary<infer T> ? T : never
type Workload = typeof workload extends fc.Arbitrary<infer T> ? T : never

/** Not read: another group's policy of the same name, and kinds that say nothing about traffic. */
const strangers: readonly PlainObject[] = [
  {
    apiVersion: 'projectcalico.example/v3',
    kind: 'NetworkPolicy',
    metadata: { name: 'p1', namespace: 'n1' },
    spec: { selector: 'all()', types: ['Ingress', 'Egress'] },
  },
  { apiVersion: 'stuff.example/v1', kind: 'Pod', metadata: { name: 'pod-0', namespace: 'n1' } },
]

export const scenarios: fc.Arbitrary<ArbitraryScenario> = fc
  .record({
    namespaces,
    pods: fc.array(barePod, { minLength: 1, maxLength: 4 }),
    workloads: fc.array(workload, { maxLength: 3 }),
    groups: fc.array(ownedGroup, { maxLength: 2 }),
    policies: fc.array(policy, { maxLength: 6 }),
    strangers: fc.subarray([...strangers]),
    isListed: fc.boolean(),
    ipBlockMatchesPods: fc.constantFrom('knownIp' as const, 'knownIp' as const, 'never' as const),
    hostNetworkPods: fc.constantFrom('outsidePolicies' as const, 'ordinary' as const),
    defaultNamespace: fc.constantFrom(defaultOptions.defaultNamespace, 'n2'),
  })
  .map(({ ipBlockMatchesPods, hostNetworkPods, defaultNamespace, isListed, ...parts }) => {
    const hand = dealer()
    const objects: readonly PlainObject[] = [
      ...parts.pods.map((pod, i) => barePodObject(pod, i, hand)),
      ...parts.workloads.map(workloadObject),
      ...parts.groups.flatMap((group, i) => groupObjects(group, i, hand)),
      ...parts.strangers,
      ...parts.policies,
      ...parts.namespaces,
    ]
    return {
      objects: isListed ? [{ apiVersion: 'v1', kind: 'List', items: objects }] : objects,
      options: { ipBlockMatchesPods, hostNetworkPods, defaultNamespace },
    }
  })

type Dealer = (how: string) => PlainPod['status']

function dealer(): Dealer {
  let next = 0
  return (how) => {
    const [podIP = null, second] = [podAddresses[next], secondAddresses[next]]
    next += 1
    const podIPs = [podIP, second].flatMap((ip) => (ip ? { ip } : []))
    if (how === 'first') return { podIP }
    if (how === 'list') return { podIPs }
    return how === 'all' ? { podIP, podIPs } : {}
  }
}

function barePodObject({ namespace, labels, spec, ...status }: BarePod, i: number, hand: Dealer): PlainPod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `pod-${i}`, namespace, labels },
    spec,
    status: { ...hand(status.addressing), phase: status.phase, hostIP: status.hostIP },
  }
}

function workloadObject(
  { kind, namespace, ownLabels, labels, replicas, spec }: Workload,
  i: number,
): PlainObject {
  const metadata = { name: `workload-${i}`, namespace, labels: ownLabels }
  const template = { metadata: { labels }, spec }
  if (kind === 'CronJob')
    return {
      apiVersion: 'batch/v1',
      kind,
      metadata,
      spec: { schedule: '* * * * *', jobTemplate: { spec: { template } } },
    }
  const apiVersion = { Job: 'batch/v1', ReplicationController: 'v1' }[kind as string] ?? 'apps/v1'
  return { apiVersion, kind, metadata, spec: { ...(kind === 'Job' ? {} : { replicas }), template } }
}

function groupObjects(group: Group, i: number, hand: Dealer): readonly PlainObject[] {
  const { namespace, ownerKind, labels, spec } = group
  const [apiVersion, template] = ['apps/v1', { metadata: { labels }, spec }]
  const makerName = `group-${i}`
  const isMade = ownerKind === 'ReplicaSet' && group.maker !== 'none'
  const name = isMade ? `${makerName}-a` : makerName
  const maker: PlainObject = {
    apiVersion,
    kind: 'Deployment',
    metadata: { name: makerName, namespace },
    spec: { template },
  }
  const owner: PlainObject = {
    apiVersion,
    kind: ownerKind,
    metadata: { name, namespace, ownerReferences: isMade ? ownedBy('Deployment', makerName) : [] },
    spec: { template },
  }
  const pods = group.pods.map(({ extra, phase: podPhase }, pod): PlainPod => {
    const ownerReferences = ownedBy(ownerKind, name)
    return {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: `group-${i}-${pod}`, namespace, labels: { ...labels, ...extra }, ownerReferences },
      spec,
      status: { ...hand(group.addressing), phase: podPhase },
    }
  })
  const listed = group.isOwnerListed ? [owner, ...pods] : pods
  return isMade && group.isOwnerListed && group.maker === 'listed' ? [...listed, maker] : listed
}

function ownedBy(kind: string, name: string): readonly PlainOwner[] {
  return [{ apiVersion: 'apps/v1', kind, name, uid: name, controller: true }]
}
