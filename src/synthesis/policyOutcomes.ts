import type { PolicyIndex } from '../engine/compile'
import { isIsolated } from '../engine/reach'
import { policySelects } from '../engine/selects'
import type { Workload } from '../model/cluster'
import type { EditOutcome, PolicyEdit } from '../model/edit'
import type { EditId } from '../model/ids'
import type { Direction, NetworkPolicy } from '../model/policy'
import { type Draft, inOrder } from './draft'
import type { PolicyEditing } from './policyEdits'
import { evaluate, type Scene } from './scene'
import { listNames } from './subjects'

/**
 * What became of each edit of policies as such: `start` is the draft with these edits alone. Where pods become isolated by it, or
 * stop to be, the sentence says whom: that is what people do not expect. Total; one compilation, and the policies that changed
 * times the workloads of their namespaces.
 */
export function policyOutcomes(
  scene: Scene,
  { outcomes }: PolicyEditing,
  start: Draft,
  before: PolicyIndex,
): (edit: PolicyEdit) => EditOutcome {
  const baseline = scene.cluster.policies
  const middle = start.policies === baseline ? before : evaluate(scene, start.policies)
  const known = new Set(baseline)
  const ids = new Set(baseline.map(({ id }) => id))
  const made = start.policies.filter((policy) => !known.has(policy))
  const gone = baseline.filter(({ id }) => start.editsOf.has(id) || start.deleted.has(id))
  const isConcerned = (edit: EditId) => (policy: NetworkPolicy) => start.editsOf.get(policy.id)?.has(edit)
  return (edit) => {
    const settled = outcomes.get(edit.id)
    if (settled !== undefined) return { edit: edit.id, ...settled }
    const own = made.filter(isConcerned(edit.id))
    const concerned = [...own, ...gone.filter(isConcerned(edit.id))]
    const sentences = inOrder(concerned.flatMap(({ policyTypes }) => policyTypes)).flatMap((direction) =>
      isolationWords(scene, concerned, direction, before, middle),
    )
    const created = own.filter(({ id }) => !ids.has(start.formerIds.get(id) ?? id))
    const idle = created.length > 0 && created.every((policy) => selected(scene, policy).length === 0)
    const message = [...(idle ? ['It selects no pod now.'] : []), ...sentences].join(' ')
    return { edit: edit.id, status: 'holds', message }
  }
}

function isolationWords(
  scene: Scene,
  policies: readonly NetworkPolicy[],
  direction: Direction,
  before: PolicyIndex,
  after: PolicyIndex,
): readonly string[] {
  const workloads = new Set(policies.flatMap((policy) => selected(scene, policy)))
  const is = (index: PolicyIndex, { id }: Workload) =>
    isIsolated(index, direction, index.positionOf.get(id) ?? -1)
  const closed = [...workloads].filter((it) => !is(before, it) && is(after, it))
  const opened = [...workloads].filter((it) => is(before, it) && !is(after, it))
  const theirs = (those: readonly Workload[]) => (those.length === 1 ? 'it' : 'them')
  return [
    ...(closed.length === 0
      ? []
      : [
          `Isolates ${listNames(closed)} for ${direction}, so only what rules allow is left to ${theirs(closed)}.`,
        ]),
    ...(opened.length === 0
      ? []
      : [
          `Opens ${listNames(opened)} for ${direction}: no policy isolates ${theirs(opened)} in that direction any more.`,
        ]),
  ]
}

function selected({ cluster, options }: Scene, policy: NetworkPolicy): readonly Workload[] {
  return cluster.workloads.filter((workload) => policySelects(policy, workload, options))
}
