import { type Look, plainLook } from '../model/look'
import type { Workspace } from '../model/workspace'
import type { WorkerClient } from '../worker/protocol'
import type { AppStore } from './appStore'
import { saveAsides, savedAsides, savedWorkspace, saveWorkspace } from './saving'
import { readLink } from './sharing'

/** Puts the work on the screen that this browser has saved; once, when the page opens, since it is no step that can be undone. */
export async function showSavedWork(store: AppStore): Promise<void> {
  store.getState().receiveAsides(await savedAsides())
  const saved = await savedWorkspace()
  if (saved === null) return
  store.getState().openWorkspace(saved)
  store.temporal.getState().clear()
}

/**
 * Puts the workspace of the page's address on the screen, when the page opens and when its hash changes: that of a link
 * or of an example (`#example=<id>`). Own work is put aside before another takes its place, and a link that cannot be
 * used changes nothing.
 */
export async function openAddress(
  store: AppStore,
  worker: WorkerClient,
  exampleById: (id: string) => Workspace | undefined,
): Promise<void> {
  const hash = location.hash
  const example = exampleById(hash.replace(/^#example=/, ''))
  if (hash.startsWith('#example=') && example) return takeOver(store, example)
  const opened = await readLink(hash, worker)
  if (opened.kind === 'opened' && isSameWork(opened.workspace, store.getState().workspace)) {
    store.getState().lookAs(opened.look)
    await clearAddress(opened.workspace)
  } else if (opened.kind === 'opened') await takeOver(store, opened.workspace, opened.look)
  if (opened.kind === 'failed') store.getState().notify({ tone: 'bad', text: opened.message, detail: hash })
}

/** Several links to places in one scenario are one piece of work: what is there need not be put aside for it. Ids of files are given anew. */
function isSameWork(a: Workspace, b: Workspace): boolean {
  const textOf = ({ files, ...others }: Workspace) =>
    JSON.stringify([others, files.map(({ name, text }) => [name, text])])
  return textOf(a) === textOf(b)
}

/**
 * Puts another workspace on the screen: a link's, an example, work that was put aside, an empty one. What was there is put
 * aside, first in the list, and undo brings it back too. It is looked at as `look` says; filters of other work stay behind.
 */
export async function takeOver(store: AppStore, workspace: Workspace, look: Look = plainLook): Promise<void> {
  const { workspace: former, asides, lookAs, openWorkspace, receiveAsides, notify } = store.getState()
  const others = asides.filter((it) => it !== workspace)
  const kept = former.files.length > 0 ? [former, ...others] : others
  receiveAsides(kept)
  if (!(await saveAsides(kept)) && kept.length > 0)
    notify({
      tone: 'bad',
      text: 'This browser does not store your earlier work. It is kept until you close this page.',
    })
  lookAs(look)
  openWorkspace(workspace)
  await clearAddress(workspace)
}

/** The address must not bring the link back over later edits when the page is loaded again; but what is stored nowhere else stays in it. */
async function clearAddress(workspace: Workspace): Promise<void> {
  if (await saveWorkspace(workspace)) history.replaceState(null, '', location.pathname + location.search)
}
