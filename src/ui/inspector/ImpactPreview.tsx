import { ChevronRight, Plus, TriangleAlert } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { Preview, PreviewFlows, PreviewRow } from '../../model/preview'
import { Button } from '../controls/Button'
import { connectionWords, counted } from '../words'
import { previewHeadline, rowWords } from './previewWords'
import { Sentence } from './Sentence'
import type { Previewed } from './usePreview'
import './impactPreview.css'

/** What edits would stop and start, before they are accepted: names first, then what the manifests suggest is needed, then the rest. */
export function ImpactPreview({ preview, isStale, failure }: Previewed) {
  return (
    <section className="impact-preview" aria-label="Preview" aria-busy={isStale && failure === null}>
      <p className="impact-preview__headline" role="status" aria-label="Preview">
        {failure !== null
          ? `The preview could not be worked out: ${failure}`
          : preview === null
            ? 'Working out what stops…'
            : previewHeadline(preview)}
      </p>
      {preview !== null && failure === null && <Groups preview={preview} />}
    </section>
  )
}

function Groups({ preview: { stops, starts, outcomes } }: { readonly preview: Preview }) {
  const remarks = outcomes.filter(({ message }) => message !== '')
  return (
    <div className="impact-preview__groups">
      {remarks.map(({ edit, message }) => (
        <p key={edit} className="impact-preview__remark">
          {message}
        </p>
      ))}
      <FlowGroup tone="dns" title="Names stop resolving" flows={stops.dns} icon={<TriangleAlert />} isOpen />
      <FlowGroup tone="needed" title="Likely needed" flows={stops.needed} icon={<TriangleAlert />} isOpen />
      <FlowGroup tone="starts" title="Start" flows={starts} icon={<Plus />} isOpen />
      <FlowGroup tone="other" title="Other flows that stop" flows={stops.other} isOpen={false} />
    </div>
  )
}

interface FlowGroupProps {
  readonly tone: 'dns' | 'needed' | 'starts' | 'other'
  readonly title: string
  readonly flows: PreviewFlows
  readonly icon?: ReactNode
  readonly isOpen: boolean
}

const firstRows = 4

function FlowGroup({ tone, title, flows, icon, isOpen }: FlowGroupProps) {
  const [showsAll, setShowsAll] = useState(false)
  if (flows.flows === 0) return null
  const rows = showsAll ? flows.rows : flows.rows.slice(0, firstRows)
  const hidden = flows.rows.length - rows.length
  return (
    <details className="impact-preview__group" data-tone={tone} open={isOpen}>
      <summary className="impact-preview__title">
        {icon ?? <ChevronRight />}
        <b>{title}</b>
        <span className="impact-preview__count">{counted(flows.flows, 'flow')}</span>
      </summary>
      <ul className="impact-preview__rows" aria-label={title}>
        {rows.map((row) => (
          <FlowRow key={`${rowWords(row)} ${connectionWords(row.connections)}`} row={row} />
        ))}
      </ul>
      {hidden > 0 && (
        <Button size="small" look="quiet" onClick={() => setShowsAll(true)}>
          Show {hidden} more
        </Button>
      )}
      {hidden === 0 && flows.moreRows > 0 && (
        <p className="impact-preview__more">and {flows.moreRows} more</p>
      )}
    </details>
  )
}

function FlowRow({ row }: { readonly row: PreviewRow }) {
  return (
    <li className="impact-preview__row">
      <span className="impact-preview__ends" title={rowWords(row)}>
        {rowWords(row)}
      </span>
      <span className="chip">{connectionWords(row.connections)}</span>
      {row.why.length > 0 && (
        <div className="impact-preview__why">
          <Sentence parts={row.why} isInDialog />
        </div>
      )}
    </li>
  )
}
