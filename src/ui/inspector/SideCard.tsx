import { Ban, Check, CircleDashed } from 'lucide-react'
import { Fragment } from 'react'
import type { SentencePart, SideExplanation } from '../../model/explanation'
import { useApp } from '../useApp'

const outcomes = {
  allowed: { word: 'Allowed', icon: Check },
  partly: { word: 'Partly allowed', icon: CircleDashed },
  blocked: { word: 'Blocked', icon: Ban },
}

/** What one side says about the flow, with its policies as ways into the YAML. */
export function SideCard({ title, side }: { readonly title: string; readonly side: SideExplanation }) {
  const { word, icon: Icon } = outcomes[side.outcome]
  return (
    <section className="inspector__card side-card" aria-label={title}>
      <div className="side-card__head">
        <h3 className="section-title">{title}</h3>
        <span className="side-card__outcome" data-outcome={side.outcome}>
          <Icon size={13} strokeWidth={2.4} aria-hidden="true" /> {word}
        </span>
      </div>
      {side.sentences.map((parts) => (
        <p key={parts.map((part) => part.text).join('')} className="side-card__sentence">
          {parts.map((part, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: parts of a sentence have no name but their position
            <Fragment key={i}>
              <Part part={part} />
            </Fragment>
          ))}
        </p>
      ))}
    </section>
  )
}

function Part({ part }: { readonly part: SentencePart }) {
  const jumpTo = useApp((state) => state.jumpTo)
  if (part.kind === 'text') return part.text
  if (part.kind === 'code') return <code className="side-card__code">{part.text}</code>
  const { place } = part
  if (place === null) return <b className="side-card__draft">{part.text}</b>
  return (
    <button type="button" className="text-link" onClick={() => jumpTo(place)}>
      {part.text}
    </button>
  )
}
