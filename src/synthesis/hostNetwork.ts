import { isOutsidePolicies } from '../engine/selects'
import type { EditEnd } from '../model/edit'
import { workloadName } from './ends'
import type { Scene } from './scene'

/** The name of an end that uses the network of its node and stays outside policies; null for any other. Total. */
export function hostNetworkName(scene: Scene, end: EditEnd): string | null {
  const workload = end.kind === 'workload' ? scene.workloads.get(end.id) : undefined
  return workload !== undefined && isOutsidePolicies(workload, scene.options) ? workloadName(workload) : null
}

/** That no rule finds one of these ends, as a sentence; null where none of them uses the network of its node. Total. */
export function whyNotFound(scene: Scene, ends: readonly EditEnd[]): string | null {
  const name = ends.map((end) => hostNetworkName(scene, end)).find((it) => it !== null)
  return name === undefined
    ? null
    : `${name} uses the network of its node: no selector finds it, and no address of its node does this either.`
}
