import { Ban, CircleAlert, CircleDot, type LucideIcon, TriangleAlert } from 'lucide-react'
import type { ExposureLine, ExposureWords } from '../../model/outlook'
import { plainText } from './previewWords'
import { Sentence } from './Sentence'
import './endpointFlowLists.css'

const marks: Record<ExposureLine['danger'], { readonly name: string; readonly icon: LucideIcon }> = {
  high: { name: 'High', icon: TriangleAlert },
  medium: { name: 'Medium', icon: CircleAlert },
  low: { name: 'Low', icon: CircleDot },
  none: { name: 'Blocked', icon: Ban },
}

/** What the workload is open to that the manifests do not have: addresses outside, and pods that somebody may still make. */
export function ExposureSection({ exposure }: { readonly exposure: ExposureWords }) {
  return (
    <section className="inspector__section exposure" aria-label="Exposure">
      <h3 className="flow-lists__direction">Exposure beyond these manifests</h3>
      <Lines
        title="Comes in"
        lines={exposure.ingress}
        none="Nothing from outside, and no pod that is not here yet."
      />
      <Lines
        title="Goes out"
        lines={exposure.egress}
        none="To nothing outside, and no pod that is not here yet."
      />
    </section>
  )
}

interface LinesProps {
  readonly title: string
  readonly lines: readonly ExposureLine[]
  readonly none: string
}

function Lines({ title, lines, none }: LinesProps) {
  return (
    <div className="exposure__direction">
      <h4 className="spread__distance">{title}</h4>
      {lines.length === 0 && <p className="inspector__text">{none}</p>}
      <ul className="inspector__list" aria-label={title}>
        {lines.map((line) => (
          <Line key={plainText(line.sentence)} line={line} />
        ))}
      </ul>
    </div>
  )
}

function Line({ line: { danger, sentence } }: { readonly line: ExposureLine }) {
  const { name, icon: Icon } = marks[danger]
  return (
    <li className="exposure__line" data-danger={danger}>
      <span className="exposure__mark">
        <Icon size={13} strokeWidth={2.2} aria-hidden="true" />
        {name}
      </span>
      <Sentence parts={sentence} />
    </li>
  )
}
