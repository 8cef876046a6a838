import { useCallback } from 'react'
import type { EndpointId, PolicyId } from '../../model/ids'
import type { NamespaceFacts, PolicyFacts, Standing } from '../../model/inspection'
import { policiesOf } from '../../model/look'
import type { Scenario, WorkerClient } from '../../worker/protocol'
import { useAnswer } from '../useAnswer'
import { useApp } from '../useApp'

/** What the worker says of a policy as it is shown; null until it does. */
export function usePolicyFacts(policy: PolicyId): { readonly facts: PolicyFacts | null } | null {
  const show = useShown()
  return useAnswer(
    useCallback(
      async (worker: WorkerClient, scenario: Scenario) =>
        wrapped(await worker.call('policyFacts', { scenario, show, policy })),
      [show, policy],
    ),
  )
}

/** What the worker says of the policies at a workload; null until it does, and for what is none. */
export function useStanding(endpoint: EndpointId): Standing | null {
  const show = useShown()
  return useAnswer<Standing | null>(
    useCallback(
      (worker: WorkerClient, scenario: Scenario) => worker.call('standing', { scenario, show, endpoint }),
      [show, endpoint],
    ),
  )
}

/** What the worker says of a namespace as it is shown; null until it does. */
export function useNamespaceFacts(namespace: string): { readonly facts: NamespaceFacts | null } | null {
  const show = useShown()
  return useAnswer(
    useCallback(
      async (worker: WorkerClient, scenario: Scenario) =>
        wrapped(await worker.call('namespaceFacts', { scenario, show, namespace })),
      [show, namespace],
    ),
  )
}

function useShown(): 'baseline' | 'draft' {
  return useApp((state) => policiesOf(state.show))
}

/** Tells an answer that there is nothing from none yet. */
function wrapped<Facts>(outcome: { readonly kind: string; readonly result?: Facts | null }) {
  return 'result' in outcome
    ? { kind: 'done' as const, result: { facts: outcome.result ?? null } }
    : { kind: outcome.kind }
}
