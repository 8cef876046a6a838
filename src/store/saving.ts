import { get, set } from 'idb-keyval'
import type { Workspace } from '../model/workspace'
import type { AppStore } from './appStore'

/** Two places: the work in hand, and the work that opened links put aside. */
const currentKey = 'drawbridge/workspace/1'
const asidesKey = 'drawbridge/asides/1'

/** Milliseconds after the last change until it is saved. */
const savingPause = 300

/**
 * The work that was saved in this browser, or null. Storage that is missing, refused or damaged counts as none:
 * private windows have none, and the editor works without.
 */
export async function savedWorkspace(): Promise<Workspace | null> {
  const value = await load(currentKey)
  return isWorkspace(value) ? value : null
}

/** Keeps the work in hand. False when the browser would not store it. */
export async function saveWorkspace(workspace: Workspace): Promise<boolean> {
  return save(currentKey, workspace)
}

/** Work that was put aside, newest first. */
export async function savedAsides(): Promise<readonly Workspace[]> {
  const value = await load(asidesKey)
  return Array.isArray(value) ? value.filter(isWorkspace) : []
}

/** Keeps the list of work put aside. False when the browser would not store it. */
export async function saveAsides(asides: readonly Workspace[]): Promise<boolean> {
  return save(asidesKey, asides)
}

/**
 * Saves every change of the workspace soon after it was made, and at once when the page is left.
 * `onResult` hears whether the browser stored it. Returns a function that stops it.
 */
export function saveChanges(store: AppStore, onResult: (saved: boolean) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const saveNow = () => {
    clearTimeout(timer)
    timer = undefined
    void saveWorkspace(store.getState().workspace).then(onResult)
  }
  const onHide = () => {
    if (timer !== undefined) saveNow()
  }
  addEventListener('pagehide', onHide)
  document.addEventListener('visibilitychange', onHide)
  const unsubscribe = store.subscribe((now, before) => {
    if (now.workspace === before.workspace) return
    clearTimeout(timer)
    timer = setTimeout(saveNow, savingPause)
  })
  return () => {
    unsubscribe()
    removeEventListener('pagehide', onHide)
    document.removeEventListener('visibilitychange', onHide)
  }
}

async function load(key: string): Promise<unknown> {
  try {
    return await get(key)
  } catch {
    return null
  }
}

async function save(key: string, value: Workspace | readonly Workspace[]): Promise<boolean> {
  try {
    await set(key, value)
    return true
  } catch {
    return false
  }
}

// Written by this program alone, so its shape is trusted as far as its parts are there.
function isWorkspace(value: unknown): value is Workspace {
  if (typeof value !== 'object' || value === null) return false
  const { files, edits, options, positions } = value as Partial<Workspace>
  return (
    Array.isArray(files) &&
    Array.isArray(edits) &&
    typeof options === 'object' &&
    typeof positions === 'object'
  )
}
