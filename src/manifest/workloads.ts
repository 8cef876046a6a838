import type { ContainerPort, Workload } from '../model/cluster'
import { workloadId } from '../model/ids'
import type { NetworkPolicy } from '../model/policy'
import type { Labels } from '../model/selector'
import type { ScenarioOptions } from '../model/workspace'
import { addressClasses, type ClassOfAddresses } from './addressClasses'
import type { InNamespace, PodFact, PodShape } from './facts'
import type { OwnedPods } from './owners'
import { variantNames } from './variantNames'

/** Labels that controllers add to tell pods or revisions apart; they matter only when a policy asks for them. */
const volatileKeys: ReadonlySet<string> = new Set([
  'pod-template-hash',
  'controller-revision-hash',
  'pod-template-generation',
  'statefulset.kubernetes.io/pod-name',
  'apps.kubernetes.io/pod-index',
  'batch.kubernetes.io/job-completion-index',
  'controller-uid',
  'batch.kubernetes.io/controller-uid',
  'job-name',
  'batch.kubernetes.io/job-name',
])

/** Pods that are alike for every policy: some listed ones, or those that a template would make. */
export interface PodClass {
  readonly shape: PodShape
  readonly replicas: number
  /** Empty for the pods of a template. */
  readonly names: readonly string[]
  readonly ips: readonly string[]
  readonly hostIps: readonly string[]
  readonly place: Workload['place']
}

/**
 * The workloads of all pods: one for each owner, or several where its pods differ in labels, ports, host network or in
 * an ipBlock that contains them (SEMANTICS 12). Labels that controllers add count only when a policy's selector uses
 * them. Linear in pods.
 */
export function workloadsOf(
  groups: readonly OwnedPods[],
  policies: readonly NetworkPolicy[],
  options: ScenarioOptions,
): Workload[] {
  const usedKeys = keysInUse(policies)
  const ignored = new Set([...volatileKeys].filter((key) => !usedKeys.has(key)))
  const classOf = addressClasses(policies)
  return groups.flatMap((group) => {
    const classes =
      group.pods.length > 0
        ? classesOfPods(group.pods, ignored, classOf, options)
        : classesOfTemplate(group, ignored)
    const variants = variantNames(classes, ignored)
    return classes.map((pods, i) => workloadOf(group, pods, variants[i] ?? '', classes.length === 1))
  })
}

function workloadOf(group: OwnedPods, pods: PodClass, variant: string, isAlone: boolean): Workload {
  const { namespace, workloadKind, name, owner } = group
  const { labels, ports, hostNetwork } = pods.shape
  return {
    kind: 'workload',
    id: workloadId(namespace, workloadKind, name, variant),
    namespace,
    workloadKind,
    name,
    variant,
    ...(isAlone || pods.names.length === 0 ? {} : { podNames: pods.names }),
    labels,
    ownerSelector: ownerSelectorOf(group),
    ports,
    replicas: pods.replicas,
    ips: pods.ips,
    hostNetwork,
    hostIps: pods.hostIps,
    place: isAlone && owner ? owner.place : pods.place,
  }
}

/** A ReplicaSet's own selector holds the template's hash, which is no label to know a Deployment by. */
function ownerSelectorOf({ owner, between }: OwnedPods): Labels {
  const selector = (owner ?? between[0])?.ownerSelector ?? {}
  return Object.fromEntries(Object.entries(selector).filter(([key]) => !volatileKeys.has(key)))
}

function classesOfPods(
  pods: readonly InNamespace<PodFact>[],
  ignored: ReadonlySet<string>,
  classOf: ClassOfAddresses,
  options: ScenarioOptions,
): readonly PodClass[] {
  if (pods.length === 1) return pods.map((pod) => mergedPods([pod]))
  const classes = new Map<string, InNamespace<PodFact>[]>()
  let shape: PodShape | null = null
  let shapeText = ''
  for (const pod of pods) {
    // The pods of one owner are mostly alike.
    if (shape === null || !isSameShape(shape, pod.pods)) shapeText = shapeKey(pod.pods, ignored)
    shape = pod.pods
    const key = `${shapeText} ${classOf(addressesThatCount(pod, options))}`
    const members = classes.get(key)
    if (members) members.push(pod)
    else classes.set(key, [pod])
  }
  return [...classes.values()].map(mergedPods)
}

/** False also for shapes that are the same in another order. */
function isSameShape(a: PodShape, b: PodShape): boolean {
  return (
    a.hostNetwork === b.hostNetwork &&
    isSameRecord(a.labels, b.labels) &&
    a.ports.length === b.ports.length &&
    a.ports.every((port, i) => {
      const other = b.ports[i]
      return port.port === other?.port && port.protocol === other.protocol && port.name === other.name
    })
  )
}

function isSameRecord(a: Labels, b: Labels): boolean {
  const keys = Object.keys(a)
  if (keys.length !== Object.keys(b).length) return false
  return keys.every((key) => Object.hasOwn(b, key) && a[key] === b[key])
}

/** Without listed pods: what the owner's template would make, or the templates of its ReplicaSets that are in use. */
function classesOfTemplate(group: OwnedPods, ignored: ReadonlySet<string>): readonly PodClass[] {
  const { owner, between, hasFinishedPods } = group
  const running = between.filter(({ replicas }) => replicas > 0)
  const templates = owner ? [owner] : running.length > 0 ? running : between.slice(-1)
  const classes = new Map<string, PodClass>()
  for (const { pods, replicas, place } of templates) {
    const key = templates.length === 1 ? '' : shapeKey(pods, ignored)
    const same = classes.get(key)
    classes.set(key, {
      shape: same ? { ...pods, labels: commonLabels([same.shape.labels, pods.labels]) } : pods,
      replicas: (same?.replicas ?? 0) + (hasFinishedPods ? 0 : replicas),
      names: [],
      ips: [],
      hostIps: [],
      place: same?.place ?? place,
    })
  }
  return [...classes.values()]
}

function mergedPods(pods: readonly InNamespace<PodFact>[]): PodClass {
  const [first] = pods
  return {
    shape: {
      labels: commonLabels(pods.map((pod) => pod.pods.labels)),
      ports: first?.pods.ports ?? [],
      hostNetwork: first?.pods.hostNetwork ?? false,
    },
    replicas: pods.length,
    names: pods.map(({ name }) => name),
    ips: distinct(pods, 'ips'),
    hostIps: distinct(pods, 'hostIps'),
    place: first?.place as Workload['place'],
  }
}

function distinct(pods: readonly InNamespace<PodFact>[], key: 'ips' | 'hostIps'): readonly string[] {
  const all = new Set<string>()
  for (const pod of pods) for (const address of pod[key]) all.add(address)
  return [...all]
}

/** The addresses by which an ipBlock could match the pod under the scenario's options (SEMANTICS 15, 17). */
function addressesThatCount(pod: InNamespace<PodFact>, options: ScenarioOptions): readonly string[] {
  if (pod.pods.hostNetwork && options.hostNetworkPods === 'outsidePolicies')
    return [...pod.ips, ...pod.hostIps]
  return options.ipBlockMatchesPods === 'knownIp' ? pod.ips : []
}

function commonLabels(all: readonly Labels[]): Labels {
  const [first = {}, ...rest] = all
  if (rest.length === 0) return first
  return Object.fromEntries(
    Object.entries(first).filter(([key, value]) =>
      rest.every((labels) => Object.hasOwn(labels, key) && labels[key] === value),
    ),
  )
}

function shapeKey({ labels, ports, hostNetwork }: PodShape, ignored: ReadonlySet<string>): string {
  const kept = Object.entries(labels)
    .filter(([key]) => !ignored.has(key))
    .map(([key, value]) => `${key}=${value}`)
  return `${kept.sort().join()} ${ports.map(portKey).sort().join()} ${hostNetwork}`
}

export function portKey({ name, port, protocol }: ContainerPort): string {
  return `${name ?? ''}:${port}/${protocol}`
}

/** The label keys that some policy looks for on pods. */
function keysInUse(policies: readonly NetworkPolicy[]): ReadonlySet<string> {
  const keys = new Set<string>()
  for (const { podSelector, ingress, egress } of policies) {
    for (const { key } of podSelector.requirements) keys.add(key)
    for (const { peers } of [...ingress, ...egress]) {
      if (peers === 'any') continue
      for (const peer of peers) {
        if (peer.kind === 'pods') for (const { key } of peer.podSelector.requirements) keys.add(key)
      }
    }
  }
  return keys
}
