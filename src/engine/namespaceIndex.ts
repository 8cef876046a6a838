import type { Namespace, Workload } from '../model/cluster'
import type { LabelSelector, Labels } from '../model/selector'
import { forEachBit } from '../sets/bitSet'
import { remembered } from '../sets/remembered'
import { indexLabels } from './labelIndex'
import { selectorText } from './selectorText'
import type { Work } from './work'

/** The namespaces of a cluster: those declared and those that only hold pods. */
export interface NamespaceIndex {
  readonly names: readonly string[]
  readonly labelsOf: (namespace: string) => Labels
  /** The names that a namespaceSelector selects, in the order of `names` (SEMANTICS 6, 10); each selector is evaluated once. */
  readonly matching: (namespaceSelector: LabelSelector) => readonly string[]
}

/** Total; linear in the labels of the namespaces. */
export function indexNamespaces(
  namespaces: readonly Namespace[],
  workloads: readonly Workload[],
  work: Work,
): NamespaceIndex {
  const labels = new Map(namespaces.map(({ name, labels: own }) => [name, own] as const))
  for (const { namespace } of workloads)
    if (!labels.has(namespace)) labels.set(namespace, impliedLabels(namespace))
  const names = [...labels.keys()]
  const select = indexLabels([...labels.values()], () => true, work)
  return {
    names,
    labelsOf: (namespace) => labels.get(namespace) ?? impliedLabels(namespace),
    matching: remembered(selectorText, (namespaceSelector: LabelSelector) => {
      const found: string[] = []
      forEachBit(select(namespaceSelector, [{ first: 0, end: names.length }]), (i) =>
        found.push(names[i] ?? ''),
      )
      return found
    }),
  }
}

/** Every namespace has this one, whether or not the manifests show it (SEMANTICS 10). */
function impliedLabels(namespace: string): Labels {
  return { 'kubernetes.io/metadata.name': namespace }
}
