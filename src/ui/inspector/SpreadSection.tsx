import { ChevronRight } from 'lucide-react'
import type { Spread, SpreadHop, SpreadLayer } from '../../model/outlook'
import { SpreadButton } from '../picture/SpreadButton'
import { useApp } from '../useApp'
import { connectionWords, endpointName, endpointNamespace } from '../words'
import { FirstOf } from './FirstOf'
import './endpointFlowLists.css'

/** Rows of one step before the rest is asked for. */
const fewRows = 8

interface SpreadSectionProps {
  readonly title: string
  readonly spread: Spread
  readonly direction: 'onward' | 'inward'
}

/** How far it goes in one sentence, and on request step by step; each step is a flow that can be asked about. */
export function SpreadSection({ title, spread: { headline, layers }, direction }: SpreadSectionProps) {
  return (
    <section className="inspector__section spread" aria-label={title}>
      <h3 className="flow-lists__direction">{title}</h3>
      <p className="spread__headline">{headline}</p>
      {layers.length > 0 && <SpreadButton direction={direction} />}
      {layers.length > 0 && (
        <details className="spread__steps">
          <summary className="spread__summary">
            <ChevronRight size={14} aria-hidden="true" />
            Step by step
          </summary>
          <ol className="spread__layers">
            {layers.map((layer, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a layer is what is so many steps away
              <Layer key={i} steps={i + 1} layer={layer} />
            ))}
          </ol>
        </details>
      )}
    </section>
  )
}

interface LayerProps {
  readonly steps: number
  readonly layer: SpreadLayer
}

function Layer({ steps, layer: { count, hops } }: LayerProps) {
  return (
    <li>
      <h4 className="spread__distance">
        {steps === 1 ? 'In 1 step' : `In ${steps} steps`} <span className="flow-lists__count">{count}</span>
      </h4>
      <FirstOf items={hops} few={fewRows} count={count}>
        {(shown) => (
          <ul className="inspector__list">
            {shown.map((hop) => (
              <HopRow key={hop.endpoint} hop={hop} isDirect={steps === 1} />
            ))}
          </ul>
        )}
      </FirstOf>
    </li>
  )
}

interface HopRowProps {
  readonly hop: SpreadHop
  readonly isDirect: boolean
}

function HopRow({ hop: { endpoint, from, to, connections }, isDirect }: HopRowProps) {
  const select = useApp((state) => state.select)
  const via = endpoint === to ? from : to
  return (
    <li>
      <button
        type="button"
        className="flow-lists__flow"
        title={`${endpointName(from)} → ${endpointName(to)}: ${connectionWords(connections)}`}
        onClick={() => select({ kind: 'pair', from, to, connections })}
      >
        <span className="flow-lists__peer">{endpointName(endpoint)}</span>
        <span className="flow-lists__namespace">
          {isDirect ? endpointNamespace(endpoint) : `via ${endpointName(via)}`}
        </span>
        <span className="flow-lists__ports">{connectionWords(connections)}</span>
      </button>
    </li>
  )
}
