import { useEffect, useState } from 'react'
import { scenarioOf } from '../store/connect'
import type { Scenario, WorkerClient } from '../worker/protocol'
import { useApp, useAppContext } from './useApp'

type Answered<Result> = { readonly kind: 'done'; readonly result: Result } | { readonly kind: string }

/**
 * The worker's last answer to a question about the workspace; null until there is one. It stays while the next one is worked out.
 * Asks again when `ask` is another function, so a component keeps it the same (`useCallback`) while it asks the same.
 */
export function useAnswer<Result>(
  ask: (worker: WorkerClient, scenario: Scenario) => Promise<Answered<Result>>,
): Result | null {
  const { store, worker } = useAppContext()
  const { files, edits, options } = useApp((state) => state.workspace)
  const [answer, setAnswer] = useState<Result | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the parts of the workspace that an answer follows from are read by scenarioOf
  useEffect(() => {
    let isWanted = true
    void ask(worker, scenarioOf(store.getState())).then((outcome) => {
      if (isWanted && 'result' in outcome) setAnswer(outcome.result)
    })
    return () => {
      isWanted = false
    }
  }, [store, worker, ask, files, edits, options])
  return answer
}
