import { useCallback, useMemo } from 'react'
import { policiesOf } from '../../model/look'
import type { Scenario, WorkerClient } from '../../worker/protocol'
import { useAnswer } from '../useAnswer'
import { useApp } from '../useApp'
import type { Governed } from './emphasis'

const notAsked = { kind: 'notAsked' } as const

/** Whom the selected policy selects, and the directions in which it isolates them; null until it is known, and while none is selected. */
export function useGoverned(): Governed | null {
  const policy = useApp(({ selection }) => (selection.kind === 'policy' ? selection.id : null))
  const show = useApp((state) => policiesOf(state.show))
  const facts = useAnswer(
    useCallback(
      async (worker: WorkerClient, scenario: Scenario) =>
        policy === null ? notAsked : worker.call('policyFacts', { scenario, show, policy }),
      [policy, show],
    ),
  )
  return useMemo(() => {
    if (facts === null || facts.policy !== policy) return null
    const isolating = facts.directions.filter(({ isIsolating }) => isIsolating)
    return { ends: facts.selected.first, directions: isolating.map(({ direction }) => direction) }
  }, [facts, policy])
}
