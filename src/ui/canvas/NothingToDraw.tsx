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
  const resources = useApp(({ analysis }) => analysis?.resources)
  return (
    <div className="canvas-empty" role="status">
      <h2 className="canvas-empty__title">Nothing to draw yet</h2>
      {worst ? (
        <p>
          Line {worst.place?.line ?? 1}: {worst.message} {worst.fix}
        </p>
      ) : (
        <p>{missing(resources?.namespaces ?? 0, resources?.policies.length ?? 0)}</p>
      )}
    </div>
  )
}

function missing(namespaces: number, policies: number): string {
  if (namespaces === 0)
    return 'There are no pods and no workloads in this text: paste Deployments, Pods, Services and policies.'
  const there = [counted(namespaces, 'namespace'), ...(policies > 0 ? [counted(policies, 'policy', 'policies')] : [])]
  return `There ${namespaces === 1 && policies === 0 ? 'is' : 'are'} ${there.join(' and ')}, but no pods: traffic goes from pod to pod, so there is nothing to reach yet. Paste Deployments or Pods, too.`
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
      No policy yet: everything may talk to everything. Select a namespace and lock it, or{' '}
      <button type="button" className="canvas-hint__action" onClick={showPolicies}>
        start from a template
      </button>
      .
    </p>
  )
}
