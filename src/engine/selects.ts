import type { Workload } from '../model/cluster'
import type { NetworkPolicy } from '../model/policy'
import { type LabelSelector, type Labels, labelValue, type Requirement } from '../model/selector'
import type { ScenarioOptions } from '../model/workspace'

/**
 * Whether a label's value, or its absence (undefined), meets a requirement (SEMANTICS 7): `In` needs the key and a listed value,
 * `NotIn` holds without the key too, `Exists` and `DoesNotExist` look at the key alone. The one place that decides this. Total.
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export function meets(requirement: Requirement, value: string | undefined): boolean {
  switch (requirement.operator) {
    case 'In':
      return value !== undefined && requirement.values.includes(value)
    case 'NotIn':
      return value === undefined || !requirement.values.includes(value)
    case 'Exists':
      return value !== undefined
    case 'DoesNotExist':
      return value === undefined
  }
}

/** Whether labels meet every requirement of a selector; the empty selector selects everything (SEMANTICS 7). Total. */
export function selects(selector: LabelSelector, labels: Labels): boolean {
  return selector.requirements.every((requirement) => meets(requirement, labelValue(labels, requirement.key)))
}

/**
 * Whether a policy applies to a workload's pods, in whichever direction: same namespace, selected by `podSelector`
 * (SEMANTICS 3), and not a host network pod that no policy applies to (SEMANTICS 15). Total.
 */
export function policySelects(policy: NetworkPolicy, workload: Workload, options: ScenarioOptions): boolean {
  return (
    policy.namespace === workload.namespace &&
    !isOutsidePolicies(workload, options) &&
    selects(policy.podSelector, workload.labels)
  )
}

/** Host network pods share their node's address: by default no policy isolates them and no selector finds them (SEMANTICS 15). */
export function isOutsidePolicies(workload: Workload, options: ScenarioOptions): boolean {
  return workload.hostNetwork && options.hostNetworkPods === 'outsidePolicies'
}
