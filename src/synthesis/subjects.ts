import type { PolicyIndex } from '../engine/compile'
import { isIsolated, isolatingPolicies } from '../engine/reach'
import type { Workload } from '../model/cluster'
import type { PolicyId } from '../model/ids'
import type { Direction } from '../model/policy'
import type { LabelSelector } from '../model/selector'
import { workloadName } from './ends'
import { workloadSelector } from './peers'
import type { Scene } from './scene'
import { everyPod } from './selectors'

/** Whom a policy is to select. */
export interface Subject {
  readonly namespace: string
  readonly selector: LabelSelector
  /** Positions of all that the selector, or the host, selects. */
  readonly members: readonly number[]
  /** What policies for it are named after. */
  readonly name: string
  /** Set when only this existing policy can hold the rule: any selector of labels would reach further, or isolate more. */
  readonly host: PolicyId | null
  /** The workload that is meant and those that come with it; empty when it is exact. */
  readonly alike: readonly Workload[]
}

/** All pods of a namespace, future ones too. */
export function namespaceSubject(index: PolicyIndex, namespace: string, name: string): Subject {
  const members = selectedBy(index, namespace, everyPod)
  return { namespace, selector: everyPod, members, name, host: null, alike: [] }
}

/** One workload, by its own labels, whether or not that isolates it. */
export function workloadSubject(scene: Scene, index: PolicyIndex, workload: Workload): Subject {
  const { namespace, name, variant } = workload
  const { selector, alsoSelects } = workloadSelector(scene, workload)
  return {
    namespace,
    selector,
    members: selectedBy(index, namespace, selector),
    name: variant === '' ? name : `${name}-${variant}`,
    host: null,
    alike: alsoSelects.length === 0 ? [] : [workload, ...alsoSelects],
  }
}

/**
 * One isolated workload, so that a rule for it isolates nobody else: by its labels where those pick isolated pods alone, else by
 * the policy that isolates it with the fewest others. Adding a rule to that one isolates nobody, whatever its selector. Total.
 */
export function isolatedSubject(
  scene: Scene,
  index: PolicyIndex,
  direction: Direction,
  workload: Workload,
): Subject {
  const subject = workloadSubject(scene, index, workload)
  const isSafe = subject.members.every((member) => isIsolated(index, direction, member))
  if (isSafe && subject.alike.length === 0) return subject
  const position = index.positionOf.get(workload.id) ?? -1
  const hosts = isolatingPolicies(index, direction, position).map((policy) => ({
    policy,
    members: selectedBy(index, policy.namespace, policy.podSelector),
  }))
  const [best] = hosts.toSorted((a, b) => a.members.length - b.members.length)
  if (best === undefined || (isSafe && subject.members.length <= best.members.length)) return subject
  const others = best.members.flatMap((member) => {
    const endpoint = index.endpoints[member]
    return endpoint?.kind === 'workload' && endpoint.id !== workload.id ? [endpoint] : []
  })
  const { onlyNewPolicies } = scene.options
  return {
    ...subject,
    // A new policy for the same pods isolates nobody either.
    ...(onlyNewPolicies ? { selector: best.policy.podSelector } : { host: best.policy.id }),
    members: best.members,
    alike: others.length === 0 ? [] : [workload, ...others],
  }
}

/** Positions of the workloads of a namespace that a selector picks, ascending. */
export function selectedBy(
  index: PolicyIndex,
  namespace: string,
  selector: LabelSelector,
): readonly number[] {
  return index.peers.podsIn(namespace, selector)
}

/** The workloads among the endpoints at some positions. Total. */
export function workloadsAt(index: PolicyIndex, members: readonly number[]): readonly Workload[] {
  return members.flatMap((member) => {
    const endpoint = index.endpoints[member]
    return endpoint?.kind === 'workload' ? [endpoint] : []
  })
}

/** "web, web-canary and 3 more". */
export function listNames(workloads: readonly Workload[]): string {
  const names = workloads.map(workloadName)
  const shown = names.length > 4 ? names.slice(0, 3) : names.slice(0, -1)
  const last = names.length > 4 ? `${names.length - 3} more` : names.at(-1)
  return shown.length === 0 ? `${last ?? ''}` : `${shown.join(', ')} and ${last}`
}
