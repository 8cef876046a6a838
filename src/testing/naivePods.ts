/** The naive twin's reading of a cluster: plain objects in, single pods out. Written from SEMANTICS alone, for clarity and not for speed. */
import type { Protocol } from '../model/policy'
import type { ScenarioOptions } from '../model/workspace'
import type {
  PlainCronJob,
  PlainLabels,
  PlainList,
  PlainMetadata,
  PlainNamespace,
  PlainObject,
  PlainPod,
  PlainPodSpec,
  PlainPolicy,
  PlainPolicyList,
  PlainPolicySpec,
  PlainTemplate,
  PlainWorkload,
} from './kubernetes'

export interface NaivePod {
  readonly namespace: string
  readonly name: string
  /** What it is drawn under: its owner, or itself. */
  readonly shownAs: { readonly kind: string; readonly name: string }
  readonly labels: PlainLabels
  readonly ports: readonly NaivePort[]
  readonly ips: readonly string[]
  readonly hostIps: readonly string[]
  readonly hostNetwork: boolean
}

interface NaivePort {
  readonly name: string | undefined
  readonly number: number
  readonly protocol: Protocol
}

export interface NaivePolicy {
  readonly namespace: string
  readonly spec: PlainPolicySpec
}

export interface NaiveCluster {
  readonly pods: readonly NaivePod[]
  readonly policies: readonly NaivePolicy[]
  readonly namespaceLabels: (namespace: string) => PlainLabels
  readonly options: ScenarioOptions
}

const templateKinds: readonly string[] = [
  'Deployment',
  'ReplicaSet',
  'ReplicationController',
  'StatefulSet',
  'DaemonSet',
  'Job',
]

/** Lists opened (12), the default namespace filled in (1), of two objects with one name the later (11), foreign groups ignored (11). */
export function naiveCluster(objects: readonly PlainObject[], options: ScenarioOptions): NaiveCluster {
  const home = (metadata: PlainMetadata) => metadata.namespace || options.defaultNamespace
  const kept = new Map<string, Single>()
  for (const object of objects.flatMap(opened)) {
    if (object.apiVersion.includes('.example/')) continue
    const scope = object.kind === 'Namespace' ? '' : home(object.metadata)
    kept.set(`${scope} ${object.kind} ${object.metadata.name}`, object)
  }
  const all = [...kept.values()]
  const namespaces = all.filter((it): it is PlainNamespace => it.kind === 'Namespace')
  return {
    pods: podsOf(all, home),
    policies: all
      .filter((it): it is PlainPolicy => it.kind === 'NetworkPolicy')
      .map(({ metadata, spec }) => ({ namespace: home(metadata), spec: spec ?? {} })),
    // The name label is forced, whatever the manifest says, and there for implied namespaces too (10).
    namespaceLabels: (name) => ({
      ...namespaces.find(({ metadata }) => metadata.name === name)?.metadata.labels,
      'kubernetes.io/metadata.name': name,
    }),
    options,
  }
}

type Single = Exclude<PlainObject, PlainList | PlainPolicyList>

function opened(object: PlainObject): readonly Single[] {
  if (isList(object)) return object.items.flatMap(opened)
  if (!isPolicyList(object)) return [object]
  return object.items.map((item) => ({ ...item, apiVersion: object.apiVersion, kind: 'NetworkPolicy' }))
}

function isList(object: PlainObject): object is PlainList {
  return object.kind === 'List'
}

function isPolicyList(object: PlainObject): object is PlainPolicyList {
  return object.kind === 'NetworkPolicyList'
}

type Owner = PlainWorkload | PlainCronJob

/** Listed pods that have not finished (13), and a pod of each template whose owner has no listed ones (12). */
function podsOf(
  objects: readonly PlainObject[],
  home: (metadata: PlainMetadata) => string,
): readonly NaivePod[] {
  const owners = objects.filter((it): it is Owner => templateKinds.includes(it.kind) || it.kind === 'CronJob')
  const listed = objects
    .filter((it): it is PlainPod => it.kind === 'Pod')
    .filter(({ status }) => status?.phase !== 'Succeeded' && status?.phase !== 'Failed')
    .map((pod) => listedPod(pod, owners, home))
  const isNamed = (pod: NaivePod, { namespace, shownAs }: NaivePod) =>
    pod.namespace === namespace && pod.shownAs.kind === shownAs.kind && pod.shownAs.name === shownAs.name
  const planned = owners
    .filter((owner) => !makerOf(owner, owners, home))
    .map((owner) => plannedPod(owner, home))
    .filter((pod) => !listed.some((it) => isNamed(it, pod)))
  return [...listed, ...planned]
}

function listedPod(
  pod: PlainPod,
  owners: readonly Owner[],
  home: (metadata: PlainMetadata) => string,
): NaivePod {
  const { metadata, status } = pod
  const owner = metadata.ownerReferences?.find(({ controller }) => controller)
  const between = owners.find(
    (it) =>
      home(it.metadata) === home(metadata) && it.kind === owner?.kind && it.metadata.name === owner.name,
  )
  // Through the ReplicaSet or Job between, when that is listed and says whose it is.
  const above = between?.metadata.ownerReferences?.find(({ controller }) => controller)
  const { kind, name } = above ?? owner ?? { kind: 'Pod', name: metadata.name }
  const ips = [status?.podIP, ...(status?.podIPs ?? []).map(({ ip }) => ip)]
  const hostIps = [status?.hostIP, ...(status?.hostIPs ?? []).map(({ ip }) => ip)]
  return {
    namespace: home(metadata),
    name: metadata.name,
    shownAs: { kind, name },
    labels: metadata.labels ?? {},
    ports: portsOf(pod.spec),
    ips: ips.filter((ip): ip is string => Boolean(ip)),
    hostIps: hostIps.filter((ip): ip is string => Boolean(ip)),
    hostNetwork: pod.spec.hostNetwork === true,
  }
}

/** The template's labels count, not the workload's own; its pods have no known address (12, 17). Zero replicas are drawn too (13). */
function plannedPod(owner: Owner, home: (metadata: PlainMetadata) => string): NaivePod {
  const { metadata } = owner
  const maker = metadata.ownerReferences?.find(({ controller }) => controller)
  const { kind, name } = maker ?? { kind: owner.kind, name: metadata.name }
  const template: PlainTemplate =
    owner.kind === 'CronJob' ? owner.spec.jobTemplate.spec.template : owner.spec.template
  return {
    namespace: home(metadata),
    name: `${metadata.name}-0`,
    shownAs: { kind, name },
    labels: template.metadata?.labels ?? {},
    ports: portsOf(template.spec),
    ips: [],
    hostIps: [],
    hostNetwork: template.spec.hostNetwork === true,
  }
}

/** The listed Deployment of a ReplicaSet, or CronJob of a Job: what it makes is not drawn beside it. */
function makerOf(
  { metadata }: Owner,
  owners: readonly Owner[],
  home: (metadata: PlainMetadata) => string,
): Owner | undefined {
  const maker = metadata.ownerReferences?.find(({ controller }) => controller)
  return owners.find(
    (it) =>
      home(it.metadata) === home(metadata) && it.kind === maker?.kind && it.metadata.name === maker.name,
  )
}

/** Containers and sidecars count, other init containers don't (8). */
function portsOf({ containers, initContainers }: PlainPodSpec): readonly NaivePort[] {
  const sidecars = (initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always')
  return [...containers, ...sidecars].flatMap(({ ports }) =>
    (ports ?? []).map(({ name, containerPort, protocol }) => ({
      name: name ?? undefined,
      number: containerPort,
      protocol: protocol ?? 'TCP',
    })),
  )
}
