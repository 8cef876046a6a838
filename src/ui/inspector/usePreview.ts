import { useEffect, useState } from 'react'
import type { Edit } from '../../model/edit'
import type { Preview } from '../../model/preview'
import { scenarioOf } from '../../store/connect'
import { useApp, useAppContext } from '../useApp'

export interface Previewed {
  /** The last answer. It stays while the next one is worked out, so that nothing flickers. */
  readonly preview: Preview | null
  /** True while the answer is to an earlier proposal. */
  readonly isStale: boolean
  readonly failure: string | null
}

interface Answer {
  readonly to: readonly Edit[]
  readonly preview: Preview | null
  readonly failure: string | null
}

/**
 * What the draft would become with these edits in place of its own. Asks again when the list is another one, so a component keeps
 * it the same (`useMemo`) while it says the same.
 */
export function usePreview(proposed: readonly Edit[]): Previewed {
  const { store, worker } = useAppContext()
  const { files, edits, options } = useApp((state) => state.workspace)
  const [answer, setAnswer] = useState<Answer | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the parts of the workspace that an answer follows from are read by scenarioOf
  useEffect(() => {
    let isWanted = true
    const ask = async () => {
      const outcome = await worker.call('preview', { scenario: scenarioOf(store.getState()), proposed })
      if (!isWanted) return
      if (outcome.kind === 'done') setAnswer({ to: proposed, preview: outcome.result, failure: null })
      if (outcome.kind === 'failed')
        setAnswer((last) => ({ to: proposed, preview: last?.preview ?? null, failure: outcome.message }))
    }
    void ask()
    return () => {
      isWanted = false
    }
  }, [store, worker, proposed, files, edits, options])
  return {
    preview: answer?.preview ?? null,
    isStale: answer?.to !== proposed,
    failure: answer?.failure ?? null,
  }
}
