import { Panel } from '@xyflow/react'
import { useApp } from '../useApp'

const entries = [
  { look: 'rules', words: 'allowed by rules' },
  { look: 'half', words: 'half-open: one side blocks' },
  { look: 'open', words: 'open by default' },
  { look: 'mixed', words: 'bundle of several kinds' },
  { look: 'added', words: 'added by your edits' },
  { look: 'removed', words: 'removed by your edits' },
] as const

/** Explains only what is on the canvas now. */
export function Legend() {
  const edges = useApp((state) => state.analysis?.graph.edges)
  const used = new Set(edges?.map(({ kind, change }) => (change === 'same' ? kind : change)))
  const shown = entries.filter(({ look }) => used.has(look))
  return (
    <Panel position="bottom-left">
      <ul className="legend" aria-label="Legend">
        {shown.map(({ look, words }) => (
          <li key={look}>
            <svg width="26" height="8" aria-hidden>
              <title>{words}</title>
              <line className={`flow flow-${look}`} x1="1" y1="4" x2="25" y2="4" />
            </svg>
            {words}
          </li>
        ))}
        <li>
          <i className="legend-gate" data-gate="closed" aria-hidden /> isolated
        </li>
        <li>
          <i className="legend-gate" data-gate="open" aria-hidden /> not isolated
        </li>
      </ul>
    </Panel>
  )
}
