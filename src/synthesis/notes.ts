import type { PolicyIndex } from '../engine/compile'
import { isIsolated } from '../engine/reach'
import { notesOn } from '../engine/verdictNotes'
import type { Workload } from '../model/cluster'
import type { EditEnd, FlowChange, Impact, ReachEdit } from '../model/edit'
import { type EditId, type EndpointId, workloadOf } from '../model/ids'
import type { ScenarioOptions } from '../model/workspace'
import { intersect, isEmpty, shortLabel } from '../sets/connections'
import { membership, membersOf } from './ends'
import type { Scene } from './scene'
import { listNames } from './subjects'

const shownFlows = 3

/**
 * Pods that a block isolates, for each such edit in a sentence: their first policy in a direction keeps out whatever its rules do
 * not name, so it is never made without saying so. Total.
 */
export function isolationNotesOf(
  scene: Scene,
  edits: readonly ReachEdit[],
  before: PolicyIndex,
  after: PolicyIndex,
): ReadonlyMap<EditId, readonly string[]> {
  const isAsked = edits.flatMap((edit) =>
    edit.kind === 'isolate' ? [{ edit, isIn: idMembership(scene.workloads, scene.options, edit.end) }] : [],
  )
  const newly = (['ingress', 'egress'] as const).flatMap((direction) =>
    before.endpoints.flatMap((endpoint, position) => {
      const later = after.positionOf.get(endpoint.id) ?? -1
      const isNew = !isIsolated(before, direction, position) && isIsolated(after, direction, later)
      const wasAsked = isAsked.some(
        ({ edit, isIn }) => edit.directions.includes(direction) && isIn(endpoint.id),
      )
      const isListed = endpoint.kind === 'workload' && !scene.futurePods.has(endpoint.id)
      return isNew && isListed && !wasAsked ? [{ direction, workload: endpoint }] : []
    }),
  )
  const notes = edits.map((edit): [EditId, readonly string[]] => {
    if (edit.kind !== 'block') return [edit.id, []]
    const sentences = (['ingress', 'egress'] as const).flatMap((direction) => {
      const isIn = idMembership(scene.workloads, scene.options, direction === 'ingress' ? edit.to : edit.from)
      const mine = newly.filter((it) => it.direction === direction && isIn(it.workload.id))
      if (mine.length === 0) return []
      const names = listNames(mine.map(({ workload }) => workload))
      return [
        `${names} ${mine.length === 1 ? 'was' : 'were'} open: this isolates ${mine.length === 1 ? 'it' : 'them'} for ${direction} and allows all the rest by rules.`,
      ]
    })
    return [edit.id, sentences]
  })
  return new Map(notes)
}

// Each is a question about the policies of both ends.
const mostDoubted = 50

export const addressNote =
  'Where the network plugin matches pods by their addresses, rules for addresses still allow this: add the pods with their addresses, or isolate the end and allow only what it needs.'

/**
 * For each block that rests on ipBlocks which do not match pods, a sentence: a network plugin that matches pods by their addresses
 * would let the blocked ones through (SEMANTICS 17). Total; a question for each of at most 50 pairs of an edit.
 */
export function addressNotesOf(
  scene: Scene,
  edits: readonly ReachEdit[],
  after: PolicyIndex,
): ReadonlyMap<EditId, readonly string[]> {
  const membersIn = (end: EditEnd) => membersOf(scene, after, end).slice(0, mostDoubted)
  return new Map(
    edits.map((edit): [EditId, readonly string[]] => {
      if (edit.kind !== 'block') return [edit.id, []]
      const receivers = membersIn(edit.to)
      const pairs = membersIn(edit.from).flatMap((from) => receivers.map((to) => [from, to] as const))
      const isDoubted = pairs
        .slice(0, mostDoubted)
        .some(([from, to]) =>
          notesOn(after, from, to).some(
            ({ kind, connections }) =>
              (kind === 'podIpUnknown' || kind === 'ipBlockOnPodIp') &&
              !isEmpty(intersect(connections, edit.connections)),
          ),
        )
      return [edit.id, isDoubted ? [addressNote] : []]
    }),
  )
}

/**
 * The flows that came along although no edit asked for them, for each edit that changed a policy: each such flow is said with the edits
 * that concern its ends, or else with all. Total.
 */
export function collateralNotesOf(
  scene: Scene,
  edits: readonly ReachEdit[],
  impact: Impact,
): ReadonlyMap<EditId, readonly string[]> {
  const { collateralAdded, collateralRemoved } = impact
  const concerns = new Map(edits.map((edit) => [edit.id, concernOf(scene, edit)]))
  const isOwned = (flow: FlowChange) => edits.some(({ id }) => concerns.get(id)?.(flow))
  const ownOf = (flows: readonly FlowChange[], { id }: ReachEdit) =>
    flows.filter((flow) => concerns.get(id)?.(flow) || !isOwned(flow))
  return new Map(
    edits.map((edit): [EditId, readonly string[]] => {
      const [added, removed] = [ownOf(collateralAdded, edit), ownOf(collateralRemoved, edit)]
      const flows = [
        ...(added.length > 0 ? [`Also allows ${listFlows(added)}.`] : []),
        ...(removed.length > 0 ? [`Also blocks ${listFlows(removed)}.`] : []),
      ]
      return [edit.id, flows]
    }),
  )
}

/** Whether a flow has the same sender, or the same receiver, as the edit; an end that is many pods says nothing about whose it is. */
function concernOf({ workloads, options }: Scene, edit: ReachEdit): (flow: FlowChange) => boolean {
  if (edit.kind === 'isolate') {
    const isIn = idMembership(workloads, options, edit.end)
    return ({ from, to }) => isIn(from) || isIn(to)
  }
  const isTelling = (end: EditEnd) => end.kind !== 'namespace' && end.kind !== 'allPods'
  const isVague = !isTelling(edit.from) && !isTelling(edit.to)
  const [isFrom, isTo] = [edit.from, edit.to].map((end) =>
    isVague || isTelling(end) ? idMembership(workloads, options, end) : () => false,
  )
  return ({ from, to }) => isFrom?.(from) === true || isTo?.(to) === true
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

/** `web to db (5432), web to cache (6379) and 3 more`. Total. */
export function listFlows(flows: readonly FlowChange[]): string {
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
