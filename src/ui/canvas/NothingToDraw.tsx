import { useApp } from '../useApp'

/** What a canvas without cards says: why, and what to do. */
export function NothingToDraw() {
  // Where the filters leave nothing, the bar above says so.
  const hasCards = useApp(
    ({ analysis }) => !analysis || analysis.graph.frames.length > 0 || analysis.graph.filtered.of > 0,
  )
  const worst = useApp(
    ({ analysis }) =>
      analysis?.diagnostics.find((it) => it.severity === 'error') ??
      analysis?.diagnostics.find((it) => it.severity === 'warning'),
  )
  if (hasCards) return null
  return (
    <div className="canvas-empty" role="status">
      <h2 className="canvas-empty__title">Nothing to draw yet</h2>
      {worst ? (
        <p>
          Line {worst.place?.line ?? 1}: {worst.message} {worst.fix}
        </p>
      ) : (
        <p>
          There are no pods and no workloads in this text: paste Deployments, Pods, Services and policies.
        </p>
      )}
    </div>
  )
}
