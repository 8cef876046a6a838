/** The selectors that the exhaustive search knows, of the labels that the workloads of a cluster wear. */
import type { Cluster } from '../model/cluster'
import type { NamespaceScope } from '../model/policy'
import type { LabelSelector, Requirement } from '../model/selector'

const nameKey = 'kubernetes.io/metadata.name'

/** Up to two labels that are there, or keys that are not. */
export function positiveSelectors({ workloads }: Pick<Cluster, 'workloads'>): readonly LabelSelector[] {
  const keys = [...new Set(workloads.flatMap(({ labels }) => Object.keys(labels)))]
  const requirements = [
    ...labelsOf(workloads.map(({ labels }) => labels)),
    ...keys.map((key): Requirement => ({ key, operator: 'DoesNotExist' })),
  ]
  return [
    { requirements: [] },
    ...requirements.map((it) => ({ requirements: [it] })),
    ...requirements.flatMap((a, i) =>
      requirements
        .slice(i + 1)
        .filter((b) => a.key !== b.key)
        .map((b) => ({ requirements: [a, b] })),
    ),
  ]
}

/** All but those with a label, or with one of two values of it, or those with a key at all; also among those with another label. */
export function negativeSelectors(cluster: Cluster): readonly LabelSelector[] {
  const exclusions = exclusionsOf(cluster)
  const labels = labelsOf(cluster.workloads.map((it) => it.labels))
  return exclusions.flatMap((it) => [
    { requirements: [it] },
    ...labels.filter(({ key }) => key !== it.key).map((label) => ({ requirements: [label, it] })),
  ])
}

/** A selector that is there with one exclusion more. */
export function narrowings(cluster: Cluster, { requirements }: LabelSelector): readonly LabelSelector[] {
  return exclusionsOf(cluster).map((it) => ({ requirements: [...requirements, it] }))
}

/** Whether a selector says whom it does not select. */
export function isNegative({ requirements }: LabelSelector): boolean {
  return requirements.some(({ operator }) => operator === 'NotIn' || operator === 'Exists')
}

/** The own namespace, all, one by its name; with exclusions also all but one or two. */
export function scopesFor({ namespaces }: Cluster, withExclusions: boolean): readonly NamespaceScope[] {
  const names = namespaces.map(({ name }) => name)
  const scope = (operator: 'In' | 'NotIn', values: readonly string[]): NamespaceScope => ({
    requirements: [{ key: nameKey, operator, values }],
  })
  const excluded = withExclusions
    ? names.flatMap((a, i) => [[a], ...names.slice(i + 1).map((b) => [a, b])])
    : []
  return [
    'own',
    { requirements: [] },
    ...names.map((name) => scope('In', [name])),
    ...excluded.map((it) => scope('NotIn', it)),
  ]
}

function exclusionsOf({ workloads }: Cluster): readonly Requirement[] {
  const labels = labelsOf(workloads.map((it) => it.labels))
  const single = labels.map((it): Requirement => ({ ...it, operator: 'NotIn' }))
  const double = labels.flatMap((a, i) =>
    labels
      .slice(i + 1)
      .filter((b) => a.key === b.key)
      .map((b): Requirement => ({ key: a.key, operator: 'NotIn', values: [...a.values, ...b.values] })),
  )
  const keys = new Set(labels.map(({ key }) => key))
  return [...single, ...double, ...[...keys].map((key): Requirement => ({ key, operator: 'Exists' }))]
}

function labelsOf(maps: readonly Readonly<Record<string, string>>[]) {
  const words = new Set(maps.flatMap((it) => Object.entries(it).map((entry) => JSON.stringify(entry))))
  return [...words].map((word) => {
    const [key = '', value = ''] = JSON.parse(word) as readonly string[]
    return { key, operator: 'In' as const, values: [value] }
  })
}
