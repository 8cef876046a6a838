import { Check, CircleSlash } from 'lucide-react'
import type { RuleFacts } from '../../model/inspection'
import { useApp } from '../useApp'
import { counted, directionName } from '../words'
import { Sentence } from './Sentence'

/** One rule in words: what it grants, what hangs on it, and why nothing does. */
export function RuleCard({ rule }: { readonly rule: RuleFacts }) {
  const { direction, position, words, place, needed, idle } = rule
  const jumpTo = useApp((state) => state.jumpTo)
  const name = `${directionName(direction)} rule ${position + 1}`
  const isIdle = needed === 0
  return (
    <li className="rule-card" aria-label={name} data-idle={isIdle}>
      <div className="rule-card__head">
        <h4 className="rule-card__name">Rule {position + 1}</h4>
        {place ? (
          <button
            type="button"
            className="text-link"
            aria-label={`${name}: show line ${place.line}`}
            onClick={() => jumpTo(place)}
          >
            line {place.line}
          </button>
        ) : (
          <span className="sentence__draft">in the draft</span>
        )}
      </div>
      <p className="rule-card__words">{words}</p>
      <p className="rule-card__effect">
        {isIdle ? (
          <CircleSlash size={13} strokeWidth={2.2} aria-hidden="true" />
        ) : (
          <Check size={13} strokeWidth={2.4} aria-hidden="true" />
        )}
        {effectWords(rule)}
      </p>
      {idle.map((parts) => (
        <Sentence key={parts.map(({ text }) => text).join('')} parts={parts} />
      ))}
    </li>
  )
}

function effectWords({ flows, needed }: RuleFacts): string {
  const all = counted(flows, 'flow')
  if (flows === 0) return 'Grants nothing'
  if (needed === 0)
    return `Grants nothing more: its ${flows === 1 ? 'flow is' : `${all} are`} open without it too`
  if (needed === flows) return `Grants ${all}, which ${flows === 1 ? 'hangs' : 'hang'} on it alone`
  return `Grants ${all}; ${counted(needed, 'hangs', 'hang')} on it alone`
}
