import type { AppStore } from '../../store/appStore'
import { workspaceOfExample } from '../examples'

/** Opens an example in place of the work in hand; one undo step brings that back. */
export function openExample(store: AppStore, id: string): void {
  const workspace = workspaceOfExample(id)
  if (!workspace) return
  const { select, showAs, openWorkspace, notify, workspace: former } = store.getState()
  select({ kind: 'none' })
  showAs('draft')
  openWorkspace(workspace)
  if (former.files.length > 0)
    notify({ tone: 'plain', text: `${workspace.title} is open. Undo brings your work back.` })
}
