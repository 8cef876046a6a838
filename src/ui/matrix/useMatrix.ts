import { useEffect, useMemo, useState } from 'react'
import type { Matrix, MatrixRequest, MatrixSight } from '../../model/matrix'
import { selectIsStale, selectIsStopped } from '../../store/analysisSlice'
import { useApp, useAppContext } from '../useApp'

/** What the screen asks of the matrix, but for the part in sight. */
export function useMatrixRequest(): MatrixRequest {
  const show = useApp((state) => state.show)
  const filters = useApp((state) => state.filters)
  const folded = useApp((state) => state.folded)
  return useMemo(() => ({ show, filters, folded }), [show, filters, folded])
}

/**
 * The worker's last answer about the matrix, of the same text and edits as the graph; null until there is one. It stays while the
 * next one is worked out.
 */
export function useMatrix(request: MatrixRequest, sight: MatrixSight): Matrix | null {
  const { worker } = useAppContext()
  const scenario = useApp((state) => state.analysisOf)
  // A question about older text would have it read again in between.
  const isAnswerable = useApp((state) => !selectIsStale(state) || selectIsStopped(state))
  const [answer, setAnswer] = useState<Matrix | null>(null)
  useEffect(() => {
    if (scenario === null || !isAnswerable) return
    let isWanted = true
    void worker.call('matrix', { scenario, request, sight }).then((outcome) => {
      if (isWanted && outcome.kind === 'done') setAnswer(outcome.result)
    })
    return () => {
      isWanted = false
    }
  }, [worker, scenario, isAnswerable, request, sight])
  return answer
}
