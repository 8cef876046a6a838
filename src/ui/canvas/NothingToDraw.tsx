import { useApp } from '../useApp'
import { counted } from '../words'

/** What a canvas without cards says: why, and what to do. Where there are cards and no policy, a hint at where to begin. */
export function NothingToDraw() {
  const isEmpty = useApp(
    // Where the filters leave nothing, the bar above says so.
    ({ analysis }) => analysis !== null && analysis.graph.cards.length + analysis.graph.filtered.of === 0,
  )
  return isEmpty ? <Missing /> : <NoPolicyYet />
}

function Missing() {
  const worst = useApp(
    ({ analysis }) =>
      analysis?.diagnostics.find((it) => it.severity === 'error') ??
      analysis?.diagnostics.find((it) => it.severity === 'warning'),
  )
  const namespaces = useApp(({ analysis }) => analysis?.resources.namespaces ?? 0)
  const policies = useApp(({ analysis }) => analysis?.resources.policies.length ?? 0)
  // Beside the empty namespaces that are drawn.
  if (!worst && namespaces > 0)
    return (
      <p className="canvas-hint" role="status">
        {withoutPods(namespaces, policies)}
      </p>
    )
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

function withoutPods(namespaces: number, policies: number): string {
  const there = [
    counted(namespaces, 'namespace'),
    ...(policies > 0 ? [counted(policies, 'policy', 'policies')] : []),
  ]
  return `${there.join(' and ')}, but no pods: there is nothing to reach yet. Paste Deployments or Pods, too.`
}

/** Goes away with the first edit or policy. */
function NoPolicyYet() {
  const isOpen = useApp(
    ({ analysis, workspace }) =>
      analysis !== null && analysis.resources.policies.length === 0 && workspace.edits.length === 0,
  )
  const chooseLeftTab = useApp((state) => state.chooseLeftTab)
  const openLeft = useApp((state) => state.openLeft)
  if (!isOpen) return null
  const showPolicies = () => {
    chooseLeftTab('resources')
    openLeft(true)
  }
  return (
    <p className="canvas-hint" role="note">
      No policy: everything may talk to everything. Lock a namespace, or{' '}
      <button type="button" className="canvas-hint__action" onClick={showPolicies}>
        start from a template
      </button>
      .
    </p>
  )
}
