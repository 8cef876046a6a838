import type { ControllerFact, InNamespace, OwnerRef, PodFact } from './facts'

/** Pods of one owner, or one bare pod, before they are told apart. */
export interface OwnedPods {
  readonly namespace: string
  readonly workloadKind: string
  readonly name: string
  /** The owner itself, when it is listed. */
  readonly owner: InNamespace<ControllerFact> | null
  /** Listed controllers between the owner and the pods: a Deployment's ReplicaSets, a CronJob's Jobs. */
  readonly between: InNamespace<ControllerFact>[]
  readonly pods: InNamespace<PodFact>[]
  /** Some of its pods are listed as finished. */
  hasFinishedPods: boolean
}

/** Controllers that another controller makes, so that the maker is what people know by name. */
const makerOf: Readonly<Record<string, string>> = { ReplicaSet: 'Deployment', Job: 'CronJob' }

/**
 * Which pods belong together (SEMANTICS 12, 13): those of a listed workload, through the ReplicaSet or Job between;
 * those of an owner that is not listed, under its name; each bare pod for itself. Finished pods are left out. Pods of
 * one owner come by name, whatever their order in the files. O(n log n).
 */
export function ownedPods(
  controllers: readonly InNamespace<ControllerFact>[],
  pods: readonly InNamespace<PodFact>[],
): readonly OwnedPods[] {
  const groups = new Map<string, OwnedPods>()
  const listed = new Map(controllers.map((it) => [keyOf(it.namespace, it.workloadKind, it.name), it]))

  const groupOf = (namespace: string, { kind, name }: OwnerRef): OwnedPods => {
    const key = keyOf(namespace, kind, name)
    const known = groups.get(key)
    if (known) return known
    const group: OwnedPods = {
      namespace,
      workloadKind: kind,
      name,
      owner: listed.get(key) ?? null,
      between: [],
      pods: [],
      hasFinishedPods: false,
    }
    groups.set(key, group)
    return group
  }

  for (const controller of controllers) {
    const own = { kind: controller.workloadKind, name: controller.name }
    const maker = makerOfController(controller)
    const group = groupOf(controller.namespace, maker ?? own)
    if (maker) group.between.push(controller)
  }
  for (const pod of pods) {
    const owner = pod.owner ? topOwner(pod, pod.owner, listed) : { kind: 'Pod', name: pod.name }
    if (!pod.isFinished) groupOf(pod.namespace, owner).pods.push(pod)
    else if (listed.has(keyOf(pod.namespace, owner.kind, owner.name))) {
      groupOf(pod.namespace, owner).hasFinishedPods = true
    }
  }
  for (const group of groups.values()) {
    group.between.sort(byName)
    group.pods.sort(byName)
  }
  return [...groups.values()]
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : 1
}

function makerOfController({ workloadKind, owner }: InNamespace<ControllerFact>): OwnerRef | null {
  return owner !== null && owner.kind === makerOf[workloadKind] ? owner : null
}

/** The maker of a pod's owner where that is known; else the owner. Mirror pods of a node are bare pods. */
function topOwner(
  pod: InNamespace<PodFact>,
  owner: OwnerRef,
  listed: ReadonlyMap<string, InNamespace<ControllerFact>>,
): OwnerRef {
  if (owner.kind === 'Node') return { kind: 'Pod', name: pod.name }
  const controller = listed.get(keyOf(pod.namespace, owner.kind, owner.name))
  if (controller) return makerOfController(controller) ?? owner
  const maker = makerOf[owner.kind]
  const stem = stemOf(pod, owner)
  return maker && stem !== null && listed.has(keyOf(pod.namespace, maker, stem))
    ? { kind: maker, name: stem }
    : owner
}

/** The maker's name in the name it gave: a Deployment's ReplicaSet ends in the pod template's hash, a CronJob's Job in its time. */
function stemOf(pod: InNamespace<PodFact>, { kind, name }: OwnerRef): string | null {
  if (kind === 'Job') return /^(.+)-[0-9]+$/.exec(name)?.[1] ?? null
  const suffix = `-${pod.pods.labels['pod-template-hash'] ?? ''}`
  return suffix !== '-' && name.endsWith(suffix) ? name.slice(0, -suffix.length) : null
}

function keyOf(namespace: string, kind: string, name: string): string {
  return `${namespace}/${kind}/${name}`
}
