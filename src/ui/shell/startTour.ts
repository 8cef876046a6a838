import type { AppStore } from '../../store/appStore'
import { exampleList, selectUntouchedExample } from '../examples'
import { openExample } from './openExample'

/** Whether the screen shows what the tour is about: the first example, as it was opened. */
export function selectIsTourReady(state: Parameters<typeof selectUntouchedExample>[0]): boolean {
  const example = selectUntouchedExample(state)
  return example !== null && example.id === exampleList[0]?.id
}

/** Leads through the first example, which is opened for it; own work is put aside, as for every example. */
export function startTour(store: AppStore): void {
  const first = exampleList[0]
  if (first !== undefined && !selectIsTourReady(store.getState())) openExample(store, first.id)
  store.getState().chooseMode('graph')
  store.getState().showAs('draft')
  store.getState().tour(true)
}
