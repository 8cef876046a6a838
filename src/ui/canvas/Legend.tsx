import { Panel, useStore } from '@xyflow/react'
import { useApp } from '../useApp'
import { legendOf } from './legendEntries'
import { isLarge } from './levels'

const nothing = { edges: [], cards: [] } as const

/** Explains only what is on the canvas now. */
export function Legend() {
  const graph = useApp((state) => state.analysis?.graph) ?? nothing
  const { edges, gates } = legendOf(graph)
  const isWide = useStore(({ width, height }) => width > 560 && height > 450)
  const isRoomy = isWide && !isLarge(graph.cards.length)
  if (edges.length === 0 && gates.length === 0) return null
  return (
    <Panel position="bottom-left" className="legend-panel">
      {/* Where there is little room it waits to be opened. */}
      <details className="legend" open={isRoomy} key={String(isRoomy)}>
        <summary className="legend-summary">Legend</summary>
        <ul className="legend-list" aria-label="Legend">
          {edges.map(({ look, words }) => (
            <li key={look}>
              <svg width="26" height="8" aria-hidden>
                <title>{words}</title>
                <line className={`flow flow-${look}`} x1="1" y1="4" x2="25" y2="4" />
              </svg>
              {words}
            </li>
          ))}
          {gates.map(({ gate, words }) => (
            <li key={gate}>
              <i className="legend-gate" data-gate={gate} aria-hidden /> {words}
            </li>
          ))}
        </ul>
      </details>
    </Panel>
  )
}
