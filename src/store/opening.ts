import type { Workspace } from '../model/workspace'
import type { WorkerClient } from '../worker/protocol'
import type { AppStore } from './appStore'
import { saveAsides, savedAsides, savedWorkspace } from './saving'
import { readLink } from './sharing'

/**
 * Puts the right workspace on the screen when the page opens or its hash changes: the one of a link, of an example
 * address (`#example=<id>`), or the work saved in this browser. Own work is put aside before another takes its place,
 * and a link that cannot be used changes nothing.
 */
export async function openAddress(
  store: AppStore,
  worker: WorkerClient,
  exampleById: (id: string) => Workspace | undefined,
): Promise<void> {
  await showSavedWork(store)
  const hash = location.hash
  const example = exampleById(hash.replace(/^#example=/, ''))
  if (hash.startsWith('#example=') && example) return takeOver(store, example)
  const opened = await readLink(hash, worker)
  if (opened.kind === 'opened') await takeOver(store, opened.workspace)
  if (opened.kind === 'failed') store.getState().notify({ tone: 'bad', text: opened.message, detail: hash })
}

/** Goes back to work that was put aside; what is on the screen is put aside instead. */
export async function returnTo(store: AppStore, aside: Workspace): Promise<void> {
  await takeOver(store, aside)
}

async function showSavedWork(store: AppStore): Promise<void> {
  if (store.getState().workspace.files.length > 0) return
  store.getState().receiveAsides(await savedAsides())
  const saved = await savedWorkspace()
  if (saved === null) return
  store.getState().openWorkspace(saved)
  store.temporal.getState().clear()
}

async function takeOver(store: AppStore, workspace: Workspace): Promise<void> {
  const { workspace: former, asides, select, openWorkspace, receiveAsides, notify } = store.getState()
  const others = asides.filter((it) => it !== workspace)
  const kept = former.files.length > 0 ? [former, ...others] : others
  receiveAsides(kept)
  if (!(await saveAsides(kept)))
    notify({
      tone: 'bad',
      text: 'This browser does not store your earlier work. It is kept until you close this page.',
    })
  select({ kind: 'none' })
  openWorkspace(workspace)
  // The address must not bring the link back over later edits when the page is loaded again.
  history.replaceState(null, '', location.pathname + location.search)
}
