import {
  ArrowRight,
  Lightbulb,
  type LucideIcon,
  MousePointerClick,
  Route,
  ScrollText,
  Workflow,
} from 'lucide-react'
import { Button } from '../controls/Button'
import { selectUntouchedExample } from '../examples'
import { isUnfiltered } from '../picture/filterParts'
import { selectIsTourReady, startTour } from '../shell/startTour'
import { useApp, useAppContext } from '../useApp'
import './nothingSelected.css'

/** The cluster in a few numbers, and what can be asked. */
export function NothingSelected() {
  const graph = useApp((state) => state.analysis?.graph)
  const resources = useApp((state) => state.analysis?.resources)
  const example = useApp(selectUntouchedExample)
  const filter = useApp((state) => state.filter)
  const ingress = graph?.frames.reduce((sum, it) => sum + it.isolatedIngress, 0) ?? 0
  const egress = graph?.frames.reduce((sum, it) => sum + it.isolatedEgress, 0) ?? 0
  const half = graph?.edges.reduce((sum, it) => sum + (it.kind === 'half' ? it.pairs : 0), 0) ?? 0
  // What filters leave is not the cluster.
  const isFiltered = useApp((state) => !isUnfiltered(state.filters))
  return (
    <>
      {example && (
        <div className="nothing-selected__lesson">
          <Lightbulb size={16} aria-hidden="true" />
          <div>
            <h2 className="nothing-selected__lesson-title">What to notice</h2>
            <p className="nothing-selected__lesson-text">{example.notice}</p>
          </div>
        </div>
      )}
      {resources && resources.workloads > 0 && !isFiltered && (
        <section className="nothing-selected__summary" aria-label="Cluster">
          <h2 className="section-title">This cluster</h2>
          <Share name="Ingress isolated" count={ingress} of={resources.workloads} />
          <Share name="Egress isolated" count={egress} of={resources.workloads} />
          {half > 0 && (
            <p className="nothing-selected__half">
              <b>{half}</b> {half === 1 ? 'flow is' : 'flows are'} half-open: one side allows it, the other
              blocks it.{' '}
              <Button size="small" onClick={() => filter({ kinds: ['half'] })}>
                Show only {half === 1 ? 'this' : 'these'}
              </Button>
            </p>
          )}
        </section>
      )}
      <WhatYouCanDo />
    </>
  )
}

const hints: readonly {
  readonly icon: LucideIcon
  readonly text: string
  readonly for?: 'mouse' | 'touch'
}[] = [
  { icon: MousePointerClick, text: 'Select an arrow to learn why a flow is allowed or blocked.' },
  { icon: Workflow, text: 'Select a card to see everything that it can reach, and what can reach it.' },
  { icon: ScrollText, text: 'Select a policy in Resources to see which of its rules grant nothing.' },
  {
    icon: ArrowRight,
    text: 'Draw an arrow from one card’s right gate to another card’s left gate to allow a flow.',
    for: 'mouse',
  },
  {
    icon: ArrowRight,
    text: 'Tap a card and choose “Allow to…” to allow a flow: nothing has to be drawn.',
    for: 'touch',
  },
]

function WhatYouCanDo() {
  const { store } = useAppContext()
  const wantsTour = useApp((state) => !state.isTourDone && !state.isTouring && !selectIsTourReady(state))
  return (
    <section className="inspector__section" aria-label="What you can do">
      <h2 className="section-title">What you can do</h2>
      <ul className="nothing-selected__hints">
        {hints.map(({ icon: Icon, text, for: whom }) => (
          <li key={text} data-for={whom}>
            <Icon size={15} aria-hidden="true" />
            <span>{text}</span>
          </li>
        ))}
      </ul>
      {wantsTour && (
        <Button size="small" className="nothing-selected__tour" onClick={() => startTour(store)}>
          <Route />
          Two-minute tour
        </Button>
      )}
    </section>
  )
}

interface ShareProps {
  readonly name: string
  readonly count: number
  readonly of: number
}

/** How many of all, as a number and a bar. */
export function Share({ name, count, of }: ShareProps) {
  return (
    <div className="share-bar">
      <span className="share-bar__name">{name}</span>
      <span className="share-bar__count">
        {count} of {of}
      </span>
      <progress className="share-bar__bar" aria-label={name} value={count} max={Math.max(1, of)} />
    </div>
  )
}
