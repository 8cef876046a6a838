import { policiesOf } from '../model/look'
import type { Scenario, WorkerClient } from '../worker/protocol'
import type { AppStore } from './appStore'

/** Asks for the path between the ends that are to be shown; without ends, the path that was there goes. */
export async function answerPath(store: AppStore, client: WorkerClient, scenario: Scenario): Promise<void> {
  const { pathEnds, path, show, receivePath } = store.getState()
  const isOfOthers = path === 'none' || path?.from !== pathEnds?.from || path?.to !== pathEnds?.to
  if (path !== null && isOfOthers) receivePath(null)
  if (pathEnds === null) return
  const outcome = await client.call('path', { scenario, show: policiesOf(show), ...pathEnds })
  if (outcome.kind === 'done' && store.getState().pathEnds === pathEnds) receivePath(outcome.result ?? 'none')
}
