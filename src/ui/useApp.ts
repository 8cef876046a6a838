import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import type { AppState, AppStore } from '../store/appStore'
import type { WorkerClient } from '../worker/protocol'

/** What `main.tsx` puts together: the store, and the worker for questions whose answers are not kept. */
export interface App {
  readonly store: AppStore
  readonly worker: WorkerClient
}

export const AppContext = createContext<App | null>(null)

/** The app itself, for event handlers. Throws when there is no provider: a programming error. */
export function useAppContext(): App {
  const app = useContext(AppContext)
  if (app === null) throw new Error('AppContext has no provider')
  return app
}

/** Reads from the store; the component renders again when the selected value is another one. */
export function useApp<T>(select: (state: AppState) => T): T {
  return useStore(useAppContext().store, select)
}
