import { temporal } from 'zundo'
import { createStore } from 'zustand/vanilla'
import type { Workspace } from '../model/workspace'
import { type AnalysisSlice, createAnalysisSlice } from './analysisSlice'
import { createPathSlice, type PathSlice } from './pathSlice'
import { createPreferencesSlice, type PreferencesSlice } from './preferencesSlice'
import { createScreenSlice, type ScreenSlice } from './screenSlice'
import { createShellSlice, type ShellSlice } from './shellSlice'
import { createWorkspaceSlice, type WorkspaceSlice } from './workspaceSlice'

export type AppState = WorkspaceSlice &
  AnalysisSlice &
  ScreenSlice &
  PathSlice &
  ShellSlice &
  PreferencesSlice

/** Typing in one file within this many milliseconds is one undo step. */
const typingPause = 800
const historyLimit = 200

export type AppStore = ReturnType<typeof createAppStore>

/**
 * The one store. Its history covers the workspace alone: text and edits in one order, as the user made them.
 * `now` is injected so that tests decide what counts as a pause.
 */
export function createAppStore(now: () => number = Date.now) {
  let typed: {
    readonly file: string
    readonly at: number
    readonly workspace: Workspace
  } | null = null
  return createStore<AppState>()(
    temporal(
      (...args) => ({
        ...createWorkspaceSlice(...args),
        ...createAnalysisSlice(...args),
        ...createScreenSlice(...args),
        ...createPathSlice(...args),
        ...createShellSlice(...args),
        ...createPreferencesSlice(...args),
      }),
      {
        limit: historyLimit,
        partialize: ({ workspace }): History => ({ workspace }),
        equality: (past, current) => past.workspace === current.workspace,
        handleSet: (handleSet) => {
          const remember = handleSet as unknown as HandleSet
          return (past, replace, { workspace }, delta) => {
            const { workspace: before } = past as History
            const file = typedFile(before, workspace)
            // After an undo the workspace is another one, so typing starts a step of its own.
            const goesOn =
              typed?.file === file && typed?.workspace === before && now() - typed.at < typingPause
            typed = file === null ? null : { file, at: now(), workspace }
            if (!goesOn) remember(past as History, replace, { workspace }, delta)
          }
        },
      },
    ),
  )
}

/** What one undo step holds. */
interface History {
  readonly workspace: Workspace
}

// zundo types its handlers as a store's setState, but calls them with these four.
type HandleSet = (past: History, replace: unknown, current: History, delta: unknown) => void

/** The id of the only file whose text differs, when nothing else does. */
function typedFile(past: Workspace, current: Workspace): string | null {
  if (past.files.length !== current.files.length || past.edits !== current.edits) return null
  const changed = current.files.filter((file, i) => past.files[i] !== file)
  const [file] = changed
  const before = past.files.find((it) => it.id === file?.id)
  return changed.length === 1 && file && before?.name === file.name ? file.id : null
}
