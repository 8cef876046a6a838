import { isMeasured, progressSentence } from '../shell/progressSentence'
import { useApp, useAppContext } from '../useApp'
import { Button } from './Button'
import './runningWork.css'

/** How far work is that takes long, with a way to stop it. Nothing while there is none. */
export function RunningWork() {
  const { worker } = useAppContext()
  const progress = useApp((state) => state.progress)
  if (progress === null) return null
  const sentence = progressSentence(progress)
  const measured = isMeasured(progress) ? progress : null
  return (
    <div className="running-work">
      <div className="running-work__words">
        <span aria-hidden="true">{sentence}</span>
        <progress
          className="running-work__bar"
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
