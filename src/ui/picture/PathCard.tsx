import { ArrowRight, X } from 'lucide-react'
import type { ReactNode } from 'react'
import type { PathGap, PathStep } from '../../model/path'
import type { Selection } from '../../model/selection'
import { IconButton } from '../controls/IconButton'
import { useApp } from '../useApp'
import { connectionWords, endpointName } from '../words'
import './pathCard.css'

/** The path that the picture shows, step by step, or where it stops; each step can be asked about. Stays while its steps are selected. */
export function PathCard() {
  const ends = useApp((state) => state.pathEnds)
  const path = useApp((state) => state.path)
  const showPath = useApp((state) => state.showPath)
  if (ends === null) return null
  return (
    <section className="path-card" aria-label="Path">
      <header className="path-card__head">
        <h2 className="path-card__title">
          {endpointName(ends.from)} <span aria-hidden="true">→</span>
          <span className="visually-hidden"> to </span> {endpointName(ends.to)}
        </h2>
        <IconButton label="Hide the path" size="small" onClick={() => showPath(null)}>
          <X />
        </IconButton>
      </header>
      <p className="path-card__headline" role="status" aria-label="Path found">
        {path === null
          ? 'Looking for a path…'
          : path === 'none'
            ? 'One of the two ends is not in the manifests.'
            : path.headline}
      </p>
      {path !== null && path !== 'none' && (
        <>
          <Steps steps={path.steps} />
          <Gaps gaps={path.gaps} />
        </>
      )}
    </section>
  )
}

function Steps({ steps }: { readonly steps: readonly PathStep[] }) {
  if (steps.length === 0) return null
  return (
    <ol className="path-card__steps" aria-label="Steps of the path">
      {steps.map(({ from, to, connections }) => (
        <PairRow key={from} pair={{ kind: 'pair', from, to, connections }}>
          <span className="path-card__ports">{connectionWords(connections)}</span>
        </PairRow>
      ))}
    </ol>
  )
}

function Gaps({ gaps }: { readonly gaps: readonly PathGap[] }) {
  if (gaps.length === 0) return null
  return (
    <>
      <h3 className="section-title">Where it stops</h3>
      <ul className="path-card__steps" aria-label="Where the path stops">
        {gaps.map(({ from, to, words }) => (
          <PairRow key={`${from} ${to}`} pair={{ kind: 'pair', from, to, connections: null }}>
            <span className="path-card__gap">{words}</span>
          </PairRow>
        ))}
      </ul>
    </>
  )
}

interface PairRowProps {
  readonly pair: Extract<Selection, { readonly kind: 'pair' }>
  readonly children: ReactNode
}

/** Two ends that can be asked about, and what there is to say of them. */
function PairRow({ pair, children }: PairRowProps) {
  const { from, to } = pair
  const select = useApp((state) => state.select)
  const isSelected = useApp(
    ({ selection }) => selection.kind === 'pair' && selection.from === from && selection.to === to,
  )
  return (
    <li>
      <button
        type="button"
        className="path-card__step"
        aria-current={isSelected}
        onClick={() => select(pair)}
      >
        <span className="path-card__ends">
          {endpointName(from)}
          <ArrowRight size={12} aria-label="to" />
          {endpointName(to)}
        </span>
        {children}
      </button>
    </li>
  )
}
