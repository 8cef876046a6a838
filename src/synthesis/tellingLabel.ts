import { selects } from '../engine/selects'
import type { Cluster, Workload } from '../model/cluster'
import type { PodLabel } from '../model/edit'
import { type LabelSelector, labelValue } from '../model/selector'

/** Keys that name an application, and keys that name a part of one; the recommended ones first in each. */
const nameKeys: readonly string[] = ['app.kubernetes.io/name', 'app', 'name']
const partKeys: readonly string[] = ['app.kubernetes.io/component', 'component']

const longestValue = 63

/**
 * A label to add to the pods of a workload, which no other workload of its namespace carries: by a key that they do not have yet, so
 * that their owner's selector stays true, the one that the namespace's workloads use most, then the cluster's; its own name as the
 * value. Whom policies and Services select stays the same. `taken` are labels that others are to get. Null when every such label
 * would change that. Total; linear in the workloads and selectors for each label that is tried.
 */
export function tellingLabel(
  cluster: Cluster,
  workload: Workload,
  taken: readonly PodLabel[],
): PodLabel | null {
  const pods = cluster.workloads.filter((it) => isSameOwner(it, workload))
  const others = cluster.workloads.filter(
    (it) => it.namespace === workload.namespace && !isSameOwner(it, workload),
  )
  const used = [...others.map(({ labels }) => labels), ...taken.map(({ key, value }) => ({ [key]: value }))]
  const selectors = selectorsOf(cluster, workload.namespace)
  const changesNobody = ({ key, value }: PodLabel) =>
    pods.every(({ labels }) =>
      selectors.every((it) => selects(it, labels) === selects(it, { ...labels, [key]: value })),
    )
  const candidates = keysFor(cluster, workload)
    .filter((key) => pods.every(({ labels }) => labelValue(labels, key) === undefined))
    .flatMap((key) => valuesFor(workload).map((value): PodLabel => ({ key, value })))
  const isFree = ({ key, value }: PodLabel) => used.every((labels) => labelValue(labels, key) !== value)
  return candidates.find((label) => isFree(label) && changesNobody(label)) ?? null
}

/** Pods that one template makes get the same labels. */
export function isSameOwner(a: Workload, b: Workload): boolean {
  return a.namespace === b.namespace && a.workloadKind === b.workloadKind && a.name === b.name
}

/** What the cluster uses comes first. Pods that have an application's name get that of their part of it. */
function keysFor({ workloads }: Cluster, { namespace, labels }: Workload): readonly string[] {
  const isNamed = nameKeys.some((key) => labelValue(labels, key) !== undefined)
  const keys = isNamed ? [...partKeys, ...nameKeys] : [...nameKeys, ...partKeys]
  const usesOf = (key: string, among: readonly Workload[]) =>
    among.filter((it) => labelValue(it.labels, key) !== undefined).length
  const own = workloads.filter((it) => it.namespace === namespace)
  const uses = new Map(
    keys.map((key) => [key, usesOf(key, own) * (workloads.length + 1) + usesOf(key, workloads)]),
  )
  return [...keys.toSorted((a, b) => (uses.get(b) ?? 0) - (uses.get(a) ?? 0)), 'workload']
}

function valuesFor({ name, workloadKind }: Workload): readonly string[] {
  return [name, `${name}-${workloadKind.toLowerCase()}`].map(asValue)
}

// Names may be longer than label values; at both ends stands a letter or digit.
function asValue(text: string): string {
  return text.slice(0, longestValue).replaceAll(/^[^a-z0-9]+|[^a-z0-9]+$/gi, '')
}

/** Every selector of pods that may look at a namespace's: those of its own policies and Services, and the peers of all policies. */
function selectorsOf({ policies, services }: Cluster, namespace: string): readonly LabelSelector[] {
  const peers = policies
    .flatMap(({ ingress, egress }) => [...ingress, ...egress])
    .flatMap((rule) => (rule.peers === 'any' ? [] : rule.peers))
    .flatMap((peer) => (peer.kind === 'pods' ? [peer.podSelector] : []))
  const subjects = policies.filter((it) => it.namespace === namespace).map(({ podSelector }) => podSelector)
  const ofServices = services
    .filter((it) => it.namespace === namespace && it.selector !== null)
    .map(({ selector }) => requiring(selector ?? {}))
  return [...subjects, ...peers, ...ofServices]
}

function requiring(labels: Readonly<Record<string, string>>): LabelSelector {
  return {
    requirements: Object.entries(labels).map(([key, value]) => ({ key, operator: 'In', values: [value] })),
  }
}
