import type { PolicyIndex } from '../engine/compile'
import { isIsolated } from '../engine/reach'
import type { Workload } from '../model/cluster'
import type { EditOutcome, OpenEdit } from '../model/edit'
import type { Direction } from '../model/policy'
import { inOrder } from './draft'
import { isPods, membership, membersOf } from './ends'
import { staysAsItIs } from './onlyNew'
import { locksOf } from './openUp'
import type { LocksInOrder } from './openUpOrder'
import { noPodsToIsolate, type Result } from './reachOutcome'
import type { Scene } from './scene'
import { listNames } from './subjects'

/** Why nothing of the kind can be opened; null when it can. Total. */
export function hopelessOpening({ end }: OpenEdit): string | null {
  return isPods(end) ? null : noPodsToIsolate
}

/**
 * What became of one edit that opens pods again, by re-evaluation: it holds when no policy isolates them in its directions. Whom it
 * opens besides is said, unless one of `opens` asks for that. Total; linear in the endpoints.
 */
export function openOutcome(
  scene: Scene,
  result: Result,
  edit: OpenEdit,
  opens: readonly OpenEdit[],
): EditOutcome {
  const { before, after, contributed, undone, notes } = result
  const said = [...(notes.get(edit.id) ?? []), ...besides(scene, result, edit, opens)]
  const outcome = (status: EditOutcome['status'], ...sentences: readonly string[]): EditOutcome => ({
    edit: edit.id,
    status,
    message: sentences.join(' '),
  })
  if (isOpen(scene, after, edit)) {
    const isOld = !contributed.has(edit.id) && isOpen(scene, before, edit)
    return isOld ? outcome('already', 'No policy isolates it.') : outcome('holds', ...said)
  }
  if (undone.has(edit.id))
    return outcome('contradicted', 'A later edit isolates this, or a part of it.', ...said)
  const [kept] = locksOf(scene, after, edit)
  const isKept = scene.options.onlyNewPolicies && kept !== undefined
  return isKept
    ? outcome('impossible', staysAsItIs(kept.policy.id))
    : outcome('contradicted', 'Another edit isolates this, or a part of it.', ...said)
}

/** The outcome of an edit that isolates, where a later one opens what it isolates. Total. */
export function openedAgain({ undone }: LocksInOrder, outcome: EditOutcome): EditOutcome {
  const isBroken = outcome.status === 'contradicted' || outcome.status === 'impossible'
  return isBroken && undone.has(outcome.edit)
    ? { ...outcome, status: 'contradicted', message: 'A later edit opens this, or a part of it.' }
    : outcome
}

function isOpen(scene: Scene, index: PolicyIndex, { end, directions }: OpenEdit): boolean {
  const members = membersOf(scene, index, end)
  return directions.every((direction) => members.every((member) => !isIsolated(index, direction, member)))
}

function besides(
  scene: Scene,
  { before, after, contributed }: Result,
  edit: OpenEdit,
  opens: readonly OpenEdit[],
): readonly string[] {
  if (!contributed.has(edit.id)) return []
  const namespace = edit.end.kind === 'workload' ? scene.workloads.get(edit.end.id)?.namespace : undefined
  const isNear = (workload: Workload) => namespace === undefined || workload.namespace === namespace
  const isAsked = (workload: Workload, direction: Direction) =>
    opens.some(
      ({ end, directions }) => directions.includes(direction) && membership(scene.options, end)(workload),
    )
  // Who deletes a policy opens its other direction as well.
  const concerned = edit.way === 'delete' ? (['ingress', 'egress'] as const) : inOrder(edit.directions)
  return concerned.flatMap((direction) => {
    const others = before.endpoints.flatMap((endpoint, position): readonly Workload[] => {
      if (endpoint.kind !== 'workload' || !isNear(endpoint) || isAsked(endpoint, direction)) return []
      const later = after.positionOf.get(endpoint.id) ?? -1
      return isIsolated(before, direction, position) && !isIsolated(after, direction, later) ? [endpoint] : []
    })
    return others.length === 0 ? [] : [`Also opens ${listNames(others)} for ${direction}.`]
  })
}
