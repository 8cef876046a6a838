import type { Edit } from '../../model/edit'
import type { AppStore } from '../../store/appStore'

/** Selects what an edit is about, as far as that is one thing on the screen. */
export function showEdit(store: AppStore, edit: Edit): void {
  const { select } = store.getState()
  if (edit.kind === 'isolate' || edit.kind === 'open') {
    if (edit.end.kind === 'namespace') select({ kind: 'namespace', name: edit.end.name })
    if (edit.end.kind === 'workload') select({ kind: 'endpoint', id: edit.end.id })
  }
  if (edit.kind === 'only' && edit.namespaces[0] !== undefined)
    select({ kind: 'namespace', name: edit.namespaces[0] })
  if (edit.kind === 'template') select({ kind: 'namespace', name: edit.namespace })
  if (edit.kind !== 'allow' && edit.kind !== 'block') return
  const { from, to, connections } = edit
  if (from.kind === 'workload' && to.kind === 'workload')
    select({ kind: 'pair', from: from.id, to: to.id, connections })
  else if (from.kind === 'workload') select({ kind: 'endpoint', id: from.id })
  else if (from.kind === 'namespace') select({ kind: 'namespace', name: from.name })
  else if (to.kind === 'workload') select({ kind: 'endpoint', id: to.id })
}
