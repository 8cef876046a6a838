import { Ban, Check, Lightbulb, TriangleAlert } from 'lucide-react'
import type { Explanation } from '../../model/explanation'
import { connectionWords } from '../words'
import { plainText } from './previewWords'
import { Sentence } from './Sentence'

/** The answer in one look: icon, colour and sentence say the same. */
export function VerdictBox({ explanation }: { readonly explanation: Explanation }) {
  const { headline, summary, hints, allowed, asked, outcome } = explanation
  const tone = toneOf(explanation)
  const Icon = { allowed: Check, half: TriangleAlert, blocked: Ban }[tone]
  return (
    <section className="verdict-box" data-tone={tone} aria-label="Verdict">
      <span className="verdict-box__icon">
        <Icon size={14} strokeWidth={2.6} aria-hidden="true" />
      </span>
      <div className="verdict-box__body">
        <h3 className="verdict-box__headline" tabIndex={-1}>
          {headline}
        </h3>
        {summary !== '' && <p className="verdict-box__summary">{summary}</p>}
        {hints.map((parts) => (
          <div key={plainText(parts)} className="verdict-box__hint">
            <Lightbulb size={13} strokeWidth={2.2} aria-hidden="true" />
            <Sentence parts={parts} />
          </div>
        ))}
        <p className="verdict-box__ports">
          <span className="chip">{connectionWords(outcome === 'blocked' ? asked : allowed)}</span>
          {outcome === 'partly' && <span>of {connectionWords(asked)}</span>}
        </p>
      </div>
    </section>
  )
}

/** Half-open is the commonest mistake, so it has a colour of its own. */
function toneOf({ outcome, egress, ingress }: Explanation): 'allowed' | 'half' | 'blocked' {
  if (outcome === 'allowed') return 'allowed'
  const oneSideLetsIt = egress.outcome !== 'blocked' || ingress.outcome !== 'blocked'
  return outcome === 'partly' || oneSideLetsIt ? 'half' : 'blocked'
}
