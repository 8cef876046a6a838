import { isOutsidePolicies } from '../engine/selects'
import type { Workload } from '../model/cluster'
import type { EditEnd, LabelOffer, PodLabel, ReachEdit } from '../model/edit'
import type { EditId, EndpointId } from '../model/ids'
import { includes } from '../sets/connections'
import { isPartOf, workloadName } from './ends'
import { workloadSelector } from './peers'
import { keptDns, type Scene } from './scene'
import { listNames } from './subjects'
import { isSameOwner, tellingLabel } from './tellingLabel'

/** An end of an edit that labels cannot tell apart from others, whom the edit therefore means as well. */
export interface Merge {
  readonly edit: EditId
  readonly workload: Workload
  readonly others: readonly Workload[]
}

/**
 * The ends of `edits` that are workloads which labels cannot tell apart from others, sender and receiver, whether a policy is to
 * select them or a rule to name them, and whether or not a flow of the others changes today. Others for whom some edit of `all` asks
 * the same are meant anyway. Total; a search for a selector for each such end.
 */
export function mergesOf(
  scene: Scene,
  edits: readonly ReachEdit[],
  all: readonly ReachEdit[],
): readonly Merge[] {
  return edits.flatMap((edit) =>
    endsIn(scene, edit).flatMap(({ end, instead }): readonly Merge[] => {
      const workload = end.kind === 'workload' ? scene.workloads.get(end.id) : undefined
      if (workload === undefined || isOutsidePolicies(workload, scene.options)) return []
      const others = workloadSelector(scene, workload).alsoSelects.filter(
        (other) => !all.some((it) => covers(scene, it, instead({ kind: 'workload', id: other.id }))),
      )
      return others.length === 0 || scene.futurePods.has(workload.id)
        ? []
        : [{ edit: edit.id, workload, others }]
    }),
  )
}

/** One offer for each workload that a label can tell apart, by its id. Total. */
export function labelOffersOf(scene: Scene, merges: readonly Merge[]): readonly LabelOffer[] {
  const ids = [...new Set(merges.map(({ workload }) => workload.id))].toSorted()
  const offers: LabelOffer[] = []
  const taken: PodLabel[] = []
  for (const id of ids) {
    const own = merges.filter(({ workload }) => workload.id === id)
    const [first] = own
    const others = [...new Set(own.flatMap((merge) => merge.others))]
    // One template would give the label to both.
    if (first === undefined || others.some((other) => isSameOwner(other, first.workload))) continue
    const label = tellingLabel(scene.cluster, first.workload, taken)
    if (label === null) continue
    taken.push(label)
    const edits = [...new Set(own.map(({ edit }) => edit))]
    offers.push({ edits, workload: id, others: others.map((other) => other.id), label })
  }
  return offers
}

/** With whom ends were merged, a sentence or two for each, by edit. `made`: those that a policy says now. Total. */
export function mergeNotes(
  merges: readonly Merge[],
  offers: readonly LabelOffer[],
  made: ReadonlySet<EditId>,
): ReadonlyMap<EditId, readonly string[]> {
  const labels = new Map(offers.map(({ workload, label }): [EndpointId, PodLabel] => [workload, label]))
  const notes = new Map<EditId, readonly string[]>()
  for (const { edit, workload, others } of merges) {
    const [name, those] = [workloadName(workload), listNames(others)]
    const label = labels.get(workload.id)
    const too = made.has(edit) ? `, so this means ${those} too` : ''
    const sentences = [
      `Labels cannot tell ${name} apart from ${those}${too}.`,
      ...(label
        ? [`The label ${label.key}: ${label.value} on the pods of ${name} would tell it apart.`]
        : []),
    ]
    notes.set(edit, [...(notes.get(edit) ?? []), sentences.join(' ')])
  }
  return notes
}

interface EndInEdit {
  readonly end: EditEnd
  /** The same edit with another end there. */
  readonly instead: (end: EditEnd) => ReachEdit
}

function endsIn(scene: Scene, edit: ReachEdit): readonly EndInEdit[] {
  if (edit.kind !== 'isolate')
    return [
      { end: edit.from, instead: (from) => ({ ...edit, from }) },
      { end: edit.to, instead: (to) => ({ ...edit, to }) },
    ]
  // Nobody asks for flows to other pods than those that answer names.
  const servers = keptDns(scene.dns, edit).map(({ end, connections }) => ({
    end,
    instead: (to: EditEnd): ReachEdit => ({ kind: 'allow', id: edit.id, from: edit.end, to, connections }),
  }))
  return [{ end: edit.end, instead: (end) => ({ ...edit, end }) }, ...servers]
}

/** Whether an edit asks for all that another one, of the same kind, asks for. */
function covers(scene: Scene, edit: ReachEdit, wanted: ReachEdit): boolean {
  const within = (end: EditEnd, wide: EditEnd) => isPartOf(scene, end, wide)
  if (edit.kind === 'isolate' || wanted.kind === 'isolate')
    return (
      edit.kind === 'isolate' &&
      wanted.kind === 'isolate' &&
      within(wanted.end, edit.end) &&
      wanted.directions.every((it) => edit.directions.includes(it))
    )
  return (
    edit.kind === wanted.kind &&
    within(wanted.from, edit.from) &&
    within(wanted.to, edit.to) &&
    includes(edit.connections, wanted.connections)
  )
}
