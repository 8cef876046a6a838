import type { Edit, EditEnd, OpenWay } from '../../model/edit'
import type { EditWithoutId } from '../../model/explanation'
import { type EditId, editId, workloadOf } from '../../model/ids'
import type { Direction } from '../../model/policy'

type Lock = Extract<Edit, { readonly kind: 'isolate' }>

/** What is to be open, and in which way; `best` leaves that to what opens nobody else. */
export interface Opening {
  readonly end: EditEnd
  readonly directions: readonly Direction[]
  readonly way: OpenWay | 'best'
  /** Something else than its own locks isolates the end. */
  readonly isLockedByOthers: boolean
}

/** Edits that go and edits that come, so that an end is open. */
export interface Exchange {
  readonly gone: readonly EditId[]
  readonly added: readonly EditWithoutId[]
}

/**
 * The end's own locks go, or keep the directions that stay isolated; what else isolates it, policies and locks of more than the end,
 * is altered by an edit that opens it.
 */
export function openedUp(edits: readonly Edit[], opening: Opening): Exchange {
  const { end, directions, way, isLockedByOthers } = opening
  const own = locksOf(edits, end).filter((lock) => isSame(lock.end, end))
  const gone = own.filter((lock) => lock.directions.some((it) => directions.includes(it)))
  const kept = gone.flatMap(({ id: _, ...lock }): readonly EditWithoutId[] => {
    const left = lock.directions.filter((it) => !directions.includes(it))
    return left.length === 0 ? [] : [{ ...lock, directions: left }]
  })
  const open: EditWithoutId = { kind: 'open', end, directions, ...(way === 'best' ? {} : { way }) }
  const isNeeded = isLockedByOthers && directions.length > 0
  return { gone: gone.map(({ id }) => id), added: isNeeded ? [...kept, open] : kept }
}

/** The edits as they would be; the store gives the new ones other ids. */
export function exchanged(edits: readonly Edit[], { gone, added }: Exchange): readonly Edit[] {
  const fresh = added.map((edit, i) => ({ ...edit, id: editId(`proposed ${i}`) }))
  return [...edits.filter(({ id }) => !gone.includes(id)), ...fresh]
}

/** The edits in force that isolate an end, by itself or with others. */
export function locksOf(edits: readonly Edit[], end: EditEnd): readonly Lock[] {
  return edits.filter(
    (edit): edit is Lock => edit.kind === 'isolate' && edit.off !== true && locks(edit, end),
  )
}

/** The edits in force that ask for only what is drawn of the end's namespace. */
export function closersOf(edits: readonly Edit[], end: EditEnd): readonly Edit[] {
  const namespace =
    end.kind === 'workload' ? workloadOf(end.id)?.namespace : end.kind === 'namespace' && end.name
  return edits.filter(
    (edit) => edit.kind === 'only' && edit.off !== true && edit.namespaces.some((it) => it === namespace),
  )
}

/** Whether both ends are the same. */
export function isSame(a: EditEnd, b: EditEnd): boolean {
  if (a.kind === 'workload') return b.kind === 'workload' && a.id === b.id
  return a.kind === 'namespace' ? b.kind === 'namespace' && a.name === b.name : a.kind === b.kind
}

function locks({ end: locked }: Lock, end: EditEnd): boolean {
  if (locked.kind === 'allPods' || isSame(locked, end)) return true
  return (
    end.kind === 'workload' && locked.kind === 'namespace' && locked.name === workloadOf(end.id)?.namespace
  )
}
