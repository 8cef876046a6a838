import { selectIsStale, selectIsStopped } from '../../store/analysisSlice'
import { useApp } from '../useApp'
import { counted } from '../words'
import './analysisStatus.css'

/** Tells sighted and screen-reader users alike whether the picture matches the text. */
export function AnalysisStatus({ onShowProblems }: { readonly onShowProblems: () => void }) {
  const isStale = useApp(selectIsStale)
  const isStopped = useApp(selectIsStopped)
  const failure = useApp((state) => state.failure)
  const problems = useApp(
    (state) => state.analysis?.diagnostics.filter((it) => it.severity !== 'info').length ?? 0,
  )

  const state =
    failure !== null
      ? 'failed'
      : isStopped
        ? 'stopped'
        : isStale
          ? 'busy'
          : problems > 0
            ? 'problems'
            : 'good'
  return (
    <p
      className="analysis-status"
      role="status"
      aria-label="Analysis"
      aria-busy={state === 'busy'}
      data-state={state}
    >
      {state === 'busy' && 'Analysing…'}
      {state === 'stopped' && 'Stopped'}
      {state === 'failed' && 'Failed'}
      {state === 'good' && 'Up to date'}
      {state === 'problems' && (
        <button type="button" className="analysis-status__problems" onClick={onShowProblems}>
          {counted(problems, 'problem')}
        </button>
      )}
    </p>
  )
}
