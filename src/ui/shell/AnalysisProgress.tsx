import { selectIsStopped } from '../../store/analysisSlice'
import { Button } from '../controls/Button'
import { useApp, useAppContext } from '../useApp'
import { isMeasured, progressSentence } from './progressSentence'
import './analysisProgress.css'

/** How far an evaluation is that takes long, with a way to stop it; and when it was stopped, what the picture shows and how to go on. */
export function AnalysisProgress() {
  const { store, worker } = useAppContext()
  const progress = useApp((state) => state.progress)
  const isStopped = useApp(selectIsStopped)
  const hasPicture = useApp((state) => state.analysis !== null)

  if (progress !== null) {
    const sentence = progressSentence(progress)
    const measured = isMeasured(progress) ? progress : null
    return (
      <div className="analysis-progress">
        <div className="analysis-progress__running">
          <span aria-hidden="true">{sentence}</span>
          <progress
            className="analysis-progress__bar"
            aria-label="Evaluation"
            aria-valuetext={sentence}
            // Without a value it moves to and fro.
            {...(measured ? { value: measured.done, max: measured.of } : {})}
          />
        </div>
        <Button size="small" onClick={() => worker.cancel()}>
          Cancel
        </Button>
      </div>
    )
  }
  if (!isStopped) return null
  return (
    <div className="analysis-progress">
      <p className="analysis-progress__stopped" role="status" aria-label="Evaluation">
        {hasPicture
          ? 'Stopped. The picture shows the manifests as they were before.'
          : 'Stopped. Nothing is drawn yet.'}
      </p>
      <Button size="small" onClick={() => store.getState().evaluateAgain()}>
        Evaluate again
      </Button>
    </div>
  )
}
