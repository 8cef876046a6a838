import { Panel, useStore } from '@xyflow/react'
import { useApp } from '../useApp'
import { isLarge } from './levels'

const entries = [
  { look: 'rules', words: 'allowed by rules' },
  { look: 'half', words: 'half-open: one side blocks' },
  { look: 'open', words: 'unrestricted' },
  { look: 'mixed', words: 'bundle of several kinds' },
  { look: 'added', words: 'added by your edits' },
  { look: 'removed', words: 'removed by your edits' },
] as const

const gates = [
  { gate: 'closed', words: 'isolated' },
  { gate: 'wide', words: 'isolated, but a rule allows all' },
  { gate: 'open', words: 'not isolated' },
  { gate: 'outsidePolicies', words: 'host network, no policy applies' },
] as const

/** Explains only what is on the canvas now. */
export function Legend() {
  const edges = useApp((state) => state.analysis?.graph.edges)
  const used = new Set(edges?.map(({ kind, change }) => (change === 'same' ? kind : change)))
  const cards = useApp((state) => state.analysis?.graph.cards)
  const usedGates = new Set(cards?.flatMap(({ ingress, egress }) => [ingress, egress]))
  const isWide = useStore(({ width, height }) => width > 560 && height > 450)
  const isRoomy = isWide && !isLarge(cards?.length ?? 0)
  const shown = entries.filter(({ look }) => used.has(look))
  if (shown.length === 0 && usedGates.size === 0) return null
  return (
    <Panel position="bottom-left" className="legend-panel">
      {/* Where there is little room it waits to be opened. */}
      <details className="legend" open={isRoomy} key={String(isRoomy)}>
        <summary className="legend-summary">Legend</summary>
        <ul className="legend-list" aria-label="Legend">
          {shown.map(({ look, words }) => (
            <li key={look}>
              <svg width="26" height="8" aria-hidden>
                <title>{words}</title>
                <line className={`flow flow-${look}`} x1="1" y1="4" x2="25" y2="4" />
              </svg>
              {words}
            </li>
          ))}
          {gates
            .filter(({ gate }) => usedGates.has(gate))
            .map(({ gate, words }) => (
              <li key={gate}>
                <i className="legend-gate" data-gate={gate} aria-hidden /> {words}
              </li>
            ))}
        </ul>
      </details>
    </Panel>
  )
}
