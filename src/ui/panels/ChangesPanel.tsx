import { Waypoints } from 'lucide-react'
import type { EditOutcome } from '../../model/edit'
import { EmptyState } from '../controls/EmptyState'
import { useApp } from '../useApp'
import { ImpactList } from './ImpactList'
import { PolicyDiff } from './PolicyDiff'
import { useLitInSight } from './useLitInSight'
import './changesPanel.css'

/** The YAML that makes the edits true, and the proof of what it does. */
export function ChangesPanel() {
  const edits = useApp((state) => state.workspace.edits.length)
  const changes = useApp((state) => state.analysis?.changes)
  const impact = useApp((state) => state.analysis?.impact)
  const diffs = useLitInSight()
  return (
    <section className="changes-panel" aria-label="Changes">
      {edits === 0 || !changes || !impact ? (
        <EmptyState icon={Waypoints} title="No changes to apply">
          Draw an arrow from one card’s right gate to another card’s left gate, or select a card and choose
          “Allow to…”. The smallest YAML that makes it true appears here, with every flow that it adds or
          removes.
        </EmptyState>
      ) : (
        <div className="changes-panel__grid">
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and holds nothing else that the keyboard could reach it by */}
          <section ref={diffs} className="changes-panel__diffs" aria-label="YAML" tabIndex={0}>
            {changes.length === 0 && <NoChanges />}
            {changes.map((change) => (
              <PolicyDiff key={change.policy} change={change} />
            ))}
          </section>
          <section className="changes-panel__impact" aria-label="Impact">
            <h2 className="section-title">Impact, re-evaluated</h2>
            <ImpactList impact={impact} />
          </section>
        </div>
      )}
    </section>
  )
}

function NoChanges() {
  const failed = useApp(
    (state) => state.analysis?.outcomes.filter(({ status }) => !isFine.has(status)).length ?? 0,
  )
  const isAllOff = useApp((state) => state.workspace.edits.every(({ off }) => off))
  if (isAllOff) return <p className="changes-panel__none">All edits are switched off.</p>
  return (
    <p className="changes-panel__none">
      {failed === 0
        ? 'The edits need no change: the policies say it already.'
        : `Nothing is changed: the list of edits says why ${failed === 1 ? 'one of them is' : `${failed} of them are`} not made.`}
    </p>
  )
}

const isFine: ReadonlySet<EditOutcome['status']> = new Set(['holds', 'already'])
