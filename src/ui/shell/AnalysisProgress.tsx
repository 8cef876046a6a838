import type { ReactNode } from 'react'
import { selectIsStopped } from '../../store/analysisSlice'
import { Button } from '../controls/Button'
import { RunningWork } from '../controls/RunningWork'
import { useApp, useAppContext } from '../useApp'
import './analysisProgress.css'

/** How far an evaluation is that takes long, with a way to stop it; and when it was stopped or failed, what the picture shows and how to go on. */
export function AnalysisProgress() {
  const isRunning = useApp((state) => state.progress !== null)
  const isStopped = useApp(selectIsStopped)
  const hasPicture = useApp((state) => state.analysis !== null)
  const failure = useApp((state) => state.failure)
  if (isRunning)
    return (
      <div className="analysis-progress">
        <RunningWork />
      </div>
    )
  if (isStopped)
    return (
      <Ended>
        <p className="analysis-progress__words" role="status" aria-label="Evaluation">
          {hasPicture
            ? 'Stopped. The picture shows the manifests as they were before.'
            : 'Stopped. Nothing is drawn yet.'}
        </p>
      </Ended>
    )
  if (failure === null) return null
  return (
    <Ended>
      <p className="analysis-progress__words" role="alert">
        The evaluation failed: {failure} Your manifests and edits are kept; undo the last change, or try
        again.
      </p>
    </Ended>
  )
}

/** What happened, and a button that evaluates all the same. */
function Ended({ children }: { readonly children: ReactNode }) {
  const { store } = useAppContext()
  const again = () => {
    // Only what was stopped can be begun anew.
    store.getState().stopAnalysis()
    store.getState().evaluateAgain()
  }
  return (
    <div className="analysis-progress">
      {children}
      <Button size="small" onClick={again}>
        Evaluate again
      </Button>
    </div>
  )
}
