import type { Workload } from '../model/cluster'
import type { Edit, EditEnd, FlowChange, Impact } from '../model/edit'
import { type EditId, type EndpointId, workloadOf } from '../model/ids'
import type { ScenarioOptions } from '../model/workspace'
import { shortLabel } from '../sets/connections'
import { membership, workloadName } from './ends'
import { suggestedLabel } from './labels'
import { workloadSelector } from './peers'
import { endsOf, type Scene } from './scene'
import { listNames } from './subjects'

const shownFlows = 3

/**
 * What must be said about each edit that changed a policy: whom labels could not tell apart, and the flows that came along
 * although no edit asked for them. Each such flow is said with the edits that concern its ends, or else with all. Total.
 */
export function notesOf(
  scene: Scene,
  edits: readonly Edit[],
  impact: Impact,
): ReadonlyMap<EditId, readonly string[]> {
  const { collateralAdded, collateralRemoved } = impact
  const concerns = new Map(edits.map((edit) => [edit.id, concernOf(scene, edit)]))
  const isOwned = (flow: FlowChange) => edits.some(({ id }) => concerns.get(id)?.(flow))
  const ownOf = (flows: readonly FlowChange[], { id }: Edit) =>
    flows.filter((flow) => concerns.get(id)?.(flow) || !isOwned(flow))
  return new Map(
    edits.map((edit): [EditId, readonly string[]] => {
      const [added, removed] = [ownOf(collateralAdded, edit), ownOf(collateralRemoved, edit)]
      const alike =
        added.length + removed.length > 0 ? endsOf(edit).flatMap((end) => alikeNote(scene, end)) : []
      const flows = [
        ...(added.length > 0 ? [`Also allows ${listFlows(added)}.`] : []),
        ...(removed.length > 0 ? [`Also blocks ${listFlows(removed)}.`] : []),
      ]
      return [edit.id, [...alike, ...flows]]
    }),
  )
}

function alikeNote(scene: Scene, end: EditEnd): readonly string[] {
  const workload: Workload | undefined = end.kind === 'workload' ? scene.workloads.get(end.id) : undefined
  if (workload === undefined) return []
  const { alsoSelects } = workloadSelector(scene, workload)
  if (alsoSelects.length === 0) return []
  const name = workloadName(workload)
  return [
    `Labels cannot tell ${name} apart from ${listNames(alsoSelects)}; a label of its own, such as "${suggestedLabel(workload)}" on the pods of ${name}, would.`,
  ]
}

function concernOf({ workloads, options }: Scene, edit: Edit): (flow: FlowChange) => boolean {
  const touches = endsOf(edit).map((end) => idMembership(workloads, options, end))
  return ({ from, to }) => touches.some((isIn) => isIn(from) || isIn(to))
}

function idMembership(
  workloads: ReadonlyMap<EndpointId, Workload>,
  options: ScenarioOptions,
  end: EditEnd,
): (id: EndpointId) => boolean {
  const belongs = membership(options, end)
  return (id) => {
    const workload = workloads.get(id)
    return workload === undefined ? end.kind === 'cidr' || end.kind === 'outside' : belongs(workload)
  }
}

function listFlows(flows: readonly FlowChange[]): string {
  const shown = flows
    .slice(0, shownFlows)
    .map(({ from, to, connections }) => `${shortName(from)} to ${shortName(to)} (${shortLabel(connections)})`)
  const more = flows.length - shown.length
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ')
}

function shortName(id: EndpointId): string {
  const workload = workloadOf(id)
  if (workload === null)
    return id.slice('outside/'.length) === 'rest' ? 'other addresses' : id.slice('outside/'.length)
  return workload.variant === '' ? workload.name : `${workload.name} (${workload.variant})`
}
