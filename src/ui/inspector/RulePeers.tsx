import { TriangleAlert } from 'lucide-react'
import type { PeerFacts, RuleFacts } from '../../model/inspection'
import { counted } from '../words'
import { FirstOf } from './FirstOf'
import { LineLink } from './LineLink'
import { plainText } from './previewWords'
import { Sentence } from './Sentence'

/** Rows before the rest is asked for. */
const fewPeers = 5

/** The peers of a rule that has several: any of them is enough, so each has a line of its own. */
export function RulePeers({ rule: { peers, peerCount } }: { readonly rule: RuleFacts }) {
  if (peers.length === 0) return null
  return (
    <FirstOf items={peers} few={fewPeers} count={peerCount}>
      {(shown) => (
        <ul className="rule-peers" aria-label="Any of">
          {shown.map((peer) => (
            <PeerRow key={`${peer.place?.from} ${plainText(peer.words)}`} peer={peer} />
          ))}
        </ul>
      )}
    </FirstOf>
  )
}

function PeerRow({ peer: { words, place, pods, torn } }: { readonly peer: PeerFacts }) {
  return (
    <li className="rule-peers__peer">
      <div className="rule-card__head">
        <Sentence parts={words} />
        <LineLink place={place} of={plainText(words)} />
      </div>
      {pods !== null && (
        <p className="rule-peers__count" data-none={pods === 0}>
          {pods === 0 ? 'matches no pod' : `matches ${counted(pods, 'pod')}`}
        </p>
      )}
      {torn !== null && (
        <div className="policy__missing" role="note">
          <TriangleAlert size={14} strokeWidth={2.2} aria-hidden="true" />
          <Sentence parts={torn} />
        </div>
      )}
    </li>
  )
}
