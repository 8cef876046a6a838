import type { EditEnd, OpenEdit } from '../model/edit'
import type { EditId } from '../model/ids'
import { isPartOf } from './ends'
import type { IsolateEdit } from './isolate'
import type { Scene } from './scene'

/** What is to be isolated and to be open, in the order in which it is made true. */
export interface LocksInOrder {
  /** Before anything is opened. */
  readonly isolations: readonly IsolateEdit[]
  readonly opens: readonly OpenEdit[]
  /** Parts of what was opened before. */
  readonly again: readonly IsolateEdit[]
  /** By edit the later one that undoes it, or a part of it. */
  readonly undone: ReadonlyMap<EditId, EditId>
}

/**
 * Of isolating and opening the same pods the later wins. What a later edit undoes whole is not done at all, so that isolating and
 * opening again changes nothing; where it undoes a part, such as one workload of a namespace, both are done in their order.
 * `order`: the ids of the edits as they are listed. Total; quadratic in these edits.
 */
export function locksInOrder(
  scene: Scene,
  order: readonly EditId[],
  isolations: readonly IsolateEdit[],
  opens: readonly OpenEdit[],
): LocksInOrder {
  const rank = new Map(order.map((id, position) => [id, position]))
  const isLater = (a: IsolateEdit | OpenEdit, b: IsolateEdit | OpenEdit) =>
    (rank.get(a.id) ?? 0) > (rank.get(b.id) ?? 0)
  const undone = new Map<EditId, EditId>()
  const left = <Lock extends IsolateEdit | OpenEdit>(
    edit: Lock,
    others: readonly (IsolateEdit | OpenEdit)[],
  ): Lock => {
    const later = others.filter((it) => isLater(it, edit) && meets(scene, it, edit))
    const [first] = later
    if (first !== undefined) undone.set(edit.id, first.id)
    const whole = later.filter(({ end }) => isInside(scene, edit.end, end))
    return {
      ...edit,
      directions: edit.directions.filter((it) => whole.every((by) => !by.directions.includes(it))),
    }
  }
  const isDone = ({ directions }: IsolateEdit | OpenEdit) => directions.length > 0
  const [closed, open] = [
    isolations.map((edit) => left(edit, opens)).filter(isDone),
    opens.map((edit) => left(edit, isolations)).filter(isDone),
  ]
  const isAgain = (edit: IsolateEdit) => open.some((it) => isLater(edit, it) && meets(scene, it, edit))
  return {
    isolations: closed.filter((edit) => !isAgain(edit)),
    opens: open,
    again: closed.filter(isAgain),
    undone,
  }
}

function meets(scene: Scene, a: IsolateEdit | OpenEdit, b: IsolateEdit | OpenEdit): boolean {
  return (
    a.directions.some((it) => b.directions.includes(it)) &&
    (isInside(scene, a.end, b.end) || isInside(scene, b.end, a.end))
  )
}

function isInside(scene: Scene, end: EditEnd, wide: EditEnd): boolean {
  return isPartOf(scene, end, wide) || (wide.kind === 'allPods' && end.kind === 'namespace')
}
