import { ipBlockPool } from './ipBlocks'
import { mixedPolicy, type PolicySetting } from './mixedPolicies'
import {
  type ClusterObjects,
  type PodObject,
  type PolicyObject,
  type PolicySpec,
  podAddress,
  policyObject,
} from './objects'
import { type ClusterPlan, type ClusterSize, type PlannedNamespace, planCluster } from './plan'
import { podsOf } from './pods'
import { type Random, randomFrom } from './random'

/** A cluster of a size, as its API server would list it. */
export function generate(
  size: ClusterSize,
  policyOf: (setting: PolicySetting) => PolicySpec = mixedPolicy,
): ClusterObjects {
  const random = randomFrom(size.seed)
  const plan = planCluster(size, random)
  const pods = podsOf(plan, size, random)
  const policies = policiesOf(plan, size, random, policyOf)
  return { namespaces: plan.namespaces.map(({ object }) => object), pods, policies }
}

/** Policies by turns for every namespace but the first, twice around; the others wherever chance puts them. */
function policiesOf(
  { namespaces }: ClusterPlan,
  size: ClusterSize,
  random: Random,
  policyOf: (setting: PolicySetting) => PolicySpec,
): readonly PolicyObject[] {
  const governed = namespaces.slice(1)
  const byTurns = governed.length * Math.min(2, Math.max(1, Math.floor(size.policies / governed.length)))
  const ipBlock = ipBlockPool(Math.max(20, Math.round(size.policies * 0.15)), size.seed, random)
  return Array.from({ length: size.policies }, (_, i) => {
    const namespace =
      i < byTurns ? (governed[i % governed.length] as PlannedNamespace) : random.pick(governed)
    const workload = random.pick(namespace.workloads)
    const other = random.pick(namespace.workloads)
    const round = Math.floor(i / governed.length)
    const spec = policyOf({ random, ipBlock, namespaces, workload, other, round })
    return policyObject(namespace.name, `np-${i}`, spec)
  })
}

/** The same workloads and policies with `factor` times the pods. */
export function withReplicas({ namespaces, pods, policies }: ClusterObjects, factor: number): ClusterObjects {
  const copies = pods.flatMap((pod, i) =>
    Array.from({ length: factor }, (_, copy): PodObject => {
      const metadata = { ...pod.metadata, name: `${pod.metadata.name}-${copy}` }
      return { ...pod, metadata, status: { ...pod.status, podIP: podAddress(i * factor + copy + 1) } }
    }),
  )
  return { namespaces, pods: copies, policies }
}
