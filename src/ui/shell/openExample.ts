import { plainLook } from '../../model/look'
import type { AppStore } from '../../store/appStore'
import { takeOver } from '../../store/opening'
import { selectUntouchedExample, workspaceOfExample } from '../examples'

/** Opens an example in place of the work in hand, which is put aside unless it is an example that nobody changed. */
export function openExample(store: AppStore, id: string): void {
  const workspace = workspaceOfExample(id)
  if (!workspace) return
  const { lookAs, openWorkspace, notify, workspace: former } = store.getState()
  if (former.files.length === 0 || selectUntouchedExample(store.getState())) {
    lookAs(plainLook)
    openWorkspace(workspace)
    return
  }
  void takeOver(store, workspace)
  notify({ tone: 'plain', text: `This is the example ${workspace.title}. Your own work is under Open.` })
}
