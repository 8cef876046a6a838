import { Check, CircleSlash } from 'lucide-react'
import type { RuleFacts } from '../../model/inspection'
import { counted, directionName } from '../words'
import { LineLink } from './LineLink'
import { plainText } from './previewWords'
import { RulePeers } from './RulePeers'
import { Sentence } from './Sentence'

/** One rule in words: what it grants, what hangs on it, and why nothing does. */
export function RuleCard({ rule }: { readonly rule: RuleFacts }) {
  const { direction, position, words, place, needed, idle } = rule
  const name = `${directionName(direction)} rule ${position + 1}`
  const isIdle = needed === 0
  return (
    <li className="rule-card" aria-label={name} data-idle={isIdle}>
      <div className="rule-card__head">
        <h4 className="rule-card__name">Rule {position + 1}</h4>
        <LineLink place={place} of={name} />
      </div>
      <p className="rule-card__words">{words}</p>
      <RulePeers rule={rule} />
      <p className="rule-card__effect">
        {isIdle ? (
          <CircleSlash size={13} strokeWidth={2.2} aria-hidden="true" />
        ) : (
          <Check size={13} strokeWidth={2.4} aria-hidden="true" />
        )}
        {effectWords(rule)}
      </p>
      {idle.map((parts) => (
        <Sentence key={plainText(parts)} parts={parts} />
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
