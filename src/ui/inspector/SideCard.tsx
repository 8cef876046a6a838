import { Ban, Check, CircleDashed } from 'lucide-react'
import type { SideExplanation } from '../../model/explanation'
import { plainText } from './previewWords'
import { Sentence } from './Sentence'

const outcomes = {
  allowed: { word: 'Allowed', icon: Check },
  partly: { word: 'Partly allowed', icon: CircleDashed },
  blocked: { word: 'Blocked', icon: Ban },
}

/** What one side says about the flow, and which rules come nearest to letting it through. */
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
        <Sentence key={plainText(parts)} parts={parts} />
      ))}
      <NearMisses side={side} />
    </section>
  )
}

function NearMisses({ side: { nearMisses, moreMisses } }: { readonly side: SideExplanation }) {
  if (nearMisses.length === 0 && moreMisses === '') return null
  return (
    <div className="side-card__near">
      {nearMisses.length > 0 && (
        <>
          <h4 className="side-card__near-title">
            {nearMisses.length === 1 ? 'The nearest rule' : 'The nearest rules'}
          </h4>
          <ul className="inspector__list">
            {nearMisses.map((parts) => (
              <li key={plainText(parts)}>
                <Sentence parts={parts} />
              </li>
            ))}
          </ul>
        </>
      )}
      {moreMisses !== '' && <p className="side-card__more">{moreMisses}</p>}
    </div>
  )
}
