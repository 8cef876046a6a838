import { selects } from '../engine/selects'
import type { Workload } from '../model/cluster'
import { type LabelSelector, labelValue, type Requirement } from '../model/selector'

/** The selector that names a workload's pods, and the other workloads of the namespace that it cannot leave out. */
export interface WorkloadSelector {
  readonly selector: LabelSelector
  readonly alsoSelects: readonly Workload[]
}

/** The most telling first; they are what people select by, so they stay when an application is deployed again. */
const stableKeys = [
  'app.kubernetes.io/name',
  'app.kubernetes.io/component',
  'app.kubernetes.io/instance',
  'app',
  'k8s-app',
  'name',
  'component',
  'tier',
  'role',
]

/** Labels that a controller or a release makes anew: a policy that selects by them stops working at the next rollout. */
const volatileKeys = new Set([
  'pod-template-hash',
  'controller-revision-hash',
  'pod-template-generation',
  'helm.sh/chart',
  'chart',
  'version',
  'app.kubernetes.io/version',
  'statefulset.kubernetes.io/pod-name',
  'apps.kubernetes.io/pod-index',
  'controller-uid',
  'job-name',
  'batch.kubernetes.io/controller-uid',
  'batch.kubernetes.io/job-name',
  'batch.kubernetes.io/job-completion-index',
])

const largestSearchedSet = 4
const largestSearchedPool = 14

/**
 * The smallest selector of `workload` among `siblings` (the workloads of its namespace that selectors can match, itself
 * included): fewest requirements, then the most stable labels. Volatile labels are never used. Where no labels single it
 * out, keys that the others have and it lacks are excluded (`DoesNotExist`); what still cannot be told apart is named.
 * Total; O(siblings x subsets of at most four labels).
 */
export function selectorFor(workload: Workload, siblings: readonly Workload[]): WorkloadSelector {
  const others = siblings.filter(({ id }) => id !== workload.id)
  const pool = labelRequirements(workload)
  const alike = others.filter((other) => matchesAll(pool, other))
  if (alike.length > 0) {
    const absent = absences(workload, alike)
    const stillAlike = alike.filter((other) => matchesAll(absent, other))
    if (stillAlike.length < alike.length) {
      const requirements = smallestSubset([...pool, ...absent], others, stillAlike)
      return { selector: { requirements }, alsoSelects: stillAlike }
    }
  }
  return { selector: { requirements: smallestSubset(pool, others, alike) }, alsoSelects: alike }
}

/** Its usable labels as requirements, the most stable first. */
function labelRequirements(workload: Workload): readonly Requirement[] {
  const keys = Object.keys(workload.labels).filter((key) => !volatileKeys.has(key))
  return keys
    .toSorted((a, b) => stability(workload, a) - stability(workload, b) || (a < b ? -1 : 1))
    .map((key) => ({ key, operator: 'In', values: [workload.labels[key] ?? ''] }))
}

// The owner's selector comes first: it cannot change while the workload lives.
function stability({ labels, ownerSelector }: Workload, key: string): number {
  const known = stableKeys.indexOf(key)
  const rank = known === -1 ? stableKeys.length : known
  const owned = labelValue(ownerSelector, key)
  return owned !== undefined && owned === labels[key] ? rank : rank + stableKeys.length + 1
}

function absences(workload: Workload, alike: readonly Workload[]): readonly Requirement[] {
  const keys = new Set(alike.flatMap(({ labels }) => Object.keys(labels)))
  return [...keys]
    .filter((key) => !volatileKeys.has(key) && labelValue(workload.labels, key) === undefined)
    .toSorted()
    .map((key) => ({ key, operator: 'DoesNotExist' }))
}

function matchesAll(requirements: readonly Requirement[], { labels }: Workload): boolean {
  return selects({ requirements }, labels)
}

/** The smallest part of `pool` that leaves of `others` only `allowed`; earlier requirements win. All of `pool` does by construction. */
function smallestSubset(
  pool: readonly Requirement[],
  others: readonly Workload[],
  allowed: readonly Workload[],
): readonly Requirement[] {
  const toExclude = others.filter((other) => !allowed.includes(other))
  // Selecting by no label at all would also take in every pod that comes later.
  const smallest = pool.some(({ operator }) => operator === 'In') ? 1 : 0
  const tried = pool.length <= largestSearchedPool ? pool : usefulOf(pool, toExclude)
  for (let size = smallest; size <= Math.min(largestSearchedSet, tried.length); size++) {
    const found = subsetOf(tried, size, toExclude, smallest === 1)
    if (found !== null) return found
  }
  return reduced(pool, toExclude)
}

/** Requirements that exclude most come first, so that a workload with very many labels stays cheap. */
function usefulOf(pool: readonly Requirement[], toExclude: readonly Workload[]): readonly Requirement[] {
  const excluded = (it: Requirement) => toExclude.filter((other) => !matchesAll([it], other)).length
  const best = pool.toSorted((a, b) => excluded(b) - excluded(a)).slice(0, largestSearchedPool)
  return pool.filter((it) => best.includes(it))
}

function subsetOf(
  pool: readonly Requirement[],
  size: number,
  toExclude: readonly Workload[],
  withLabel = false,
): readonly Requirement[] | null {
  if (size === 0) return toExclude.length === 0 ? [] : null
  for (const [i, first] of pool.entries()) {
    // Labels come before what is absent; absence alone would take in every pod that comes without any label.
    if (withLabel && first.operator !== 'In') return null
    const left = toExclude.filter((other) => matchesAll([first], other))
    const rest = subsetOf(pool.slice(i + 1), size - 1, left)
    if (rest !== null) return [first, ...rest]
  }
  return null
}

function reduced(pool: readonly Requirement[], toExclude: readonly Workload[]): readonly Requirement[] {
  let kept = pool
  for (const requirement of pool.toReversed()) {
    const without = kept.filter((it) => it !== requirement)
    if (without.length > 0 && !toExclude.some((other) => matchesAll(without, other))) kept = without
  }
  return kept
}
