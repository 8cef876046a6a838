/** Pods, workloads, and pods with their owners, as plain objects. */
import fc from 'fast-check'
import { addressing, type Dealer, hostAddresses } from './arbitraryAddresses'
import { portNames, portNumbers, protocol } from './arbitraryPolicies'
import { labelMap, optional } from './arbitrarySelectors'
import type {
  PlainContainer,
  PlainLabels,
  PlainObject,
  PlainOwner,
  PlainPod,
  PlainPodSpec,
  PlainTemplate,
  TemplateKind,
} from './kubernetes'

const namespaceOf = fc.constantFrom('n1', 'n1', 'n1', 'n1', 'n2', 'n2', 'n3', undefined, null, '')

/** Port names repeat: on pods, on containers of one pod, and with another protocol or number. */
const container: fc.Arbitrary<PlainContainer> = fc.record({
  name: fc.constantFrom('main', 'proxy'),
  restartPolicy: fc.constantFrom(undefined, null, 'Always', 'Always', 'Never'),
  ports: optional(
    fc.array(
      fc.record({
        name: fc.constantFrom(...portNames, undefined, null),
        containerPort: fc.constantFrom(...portNumbers),
        protocol: optional(protocol, 1),
      }),
      { maxLength: 3 },
    ),
    4,
  ),
})

const podSpec: fc.Arbitrary<PlainPodSpec> = fc.record({
  hostNetwork: fc.constantFrom(undefined, null, false, false, true),
  containers: fc.array(container, { minLength: 1, maxLength: 2 }),
  initContainers: optional(fc.array(container, { maxLength: 2 }), 1),
})

const phase = fc.constantFrom(
  ...[undefined, null, 'Running', 'Running', 'Running', 'Pending', 'Succeeded', 'Failed'],
)

/** A name seldom repeats: then the later pod counts. */
const barePod = fc.record({
  name: fc.constantFrom(...Array.from({ length: 12 }, (_, i) => `pod-${i}`)),
  namespace: namespaceOf,
  labels: optional(labelMap, 8),
  spec: podSpec,
  phase,
  host: hostAddresses,
  addressing,
  hasStatus: fc.constantFrom(false, true, true, true),
})

const workload = fc.record({
  namespace: namespaceOf,
  kind: fc.constantFrom<TemplateKind | 'CronJob'>(
    ...(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'] as const),
    ...(['ReplicationController', 'Job', 'CronJob'] as const),
  ),
  replicas: fc.constantFrom(undefined, null, 0, 1, 3),
  ownLabels: labelMap,
  template: optional(fc.record({ labels: optional(labelMap, 8) }), 12),
  spec: podSpec,
})

/** Pods of one owner, which may be listed or not, and may itself be made by a Deployment or CronJob that is listed or not. */
const ownedGroup = fc.record({
  namespace: namespaceOf,
  ownerKind: fc.constantFrom<TemplateKind>('StatefulSet', 'ReplicaSet', 'ReplicaSet', 'DaemonSet', 'Job'),
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

type BarePod = typeof barePod extends fc.Arbitrary<infer T> ? T : never
type Workload = typeof workload extends fc.Arbitrary<infer T> ? T : never
type Group = typeof ownedGroup extends fc.Arbitrary<infer T> ? T : never

/** What makes pods; its objects want addresses from a dealer. */
export const podMakers = fc
  .record({
    pods: fc.array(barePod, { maxLength: 4 }),
    workloads: fc.array(workload, { maxLength: 3 }),
    groups: fc.array(ownedGroup, { maxLength: 2 }),
  })
  .map(({ pods, workloads, groups }) => (hand: Dealer): readonly PlainObject[] => [
    ...pods.map((pod) => barePodObject(pod, hand)),
    ...workloads.map(workloadObject),
    ...groups.flatMap((group, i) => groupObjects(group, i, hand)),
  ])

function barePodObject({ name, namespace, labels, spec, ...rest }: BarePod, hand: Dealer): PlainPod {
  const status = { ...hand(rest.addressing), ...rest.host, phase: rest.phase }
  const metadata = { name, namespace, labels }
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec, status: rest.hasStatus ? status : null }
}

const apiVersions: Readonly<Record<string, string>> = {
  Job: 'batch/v1',
  CronJob: 'batch/v1',
  ReplicationController: 'v1',
}

function workloadObject(
  { kind, namespace, ownLabels, template, replicas, spec }: Workload,
  i: number,
): PlainObject {
  const metadata = { name: `workload-${i}`, namespace, labels: ownLabels }
  return controller(kind, metadata, { metadata: template, spec }, kind === 'Job' ? {} : { replicas })
}

function controller(
  kind: TemplateKind | 'CronJob',
  metadata: PlainPod['metadata'],
  template: PlainTemplate,
  rest: object = {},
): PlainObject {
  const apiVersion = apiVersions[kind] ?? 'apps/v1'
  if (kind !== 'CronJob') return { apiVersion, kind, metadata, spec: { ...rest, template } }
  return {
    apiVersion,
    kind,
    metadata,
    spec: { schedule: '* * * * *', jobTemplate: { spec: { template } } },
  }
}

function groupObjects(group: Group, i: number, hand: Dealer): readonly PlainObject[] {
  const { namespace, ownerKind, labels, spec } = group
  const template = { metadata: { labels }, spec }
  const makerKind = { ReplicaSet: 'Deployment' as const, Job: 'CronJob' as const }[ownerKind as string]
  const isMade = makerKind !== undefined && group.maker !== 'none'
  const makerName = `group-${i}`
  const name = isMade ? `${makerName}-a` : makerName
  const ownerReferences = isMade ? ownedBy(makerKind, makerName) : []
  const owner = controller(ownerKind, { name, namespace, ownerReferences }, template)
  const pods = group.pods.map(({ extra, phase: podPhase }, pod): PlainPod => {
    const metadata = { name: `${makerName}-${pod}`, namespace, labels: { ...labels, ...extra } }
    return {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { ...metadata, ownerReferences: ownedBy(ownerKind, name) },
      spec,
      status: { ...hand(group.addressing), phase: podPhase },
    }
  })
  if (!group.isOwnerListed) return pods
  const isMakerListed = isMade && group.maker === 'listed'
  return [
    owner,
    ...pods,
    ...(isMakerListed ? [controller(makerKind, { name: makerName, namespace }, template)] : []),
  ]
}

function ownedBy(kind: string, name: string): readonly PlainOwner[] {
  return [{ apiVersion: apiVersions[kind] ?? 'apps/v1', kind, name, uid: name, controller: true }]
}
