import type { ConnectionSet } from '../model/connections'
import type { Sentence, SideExplanation } from '../model/explanation'
import type { Direction, NetworkPolicy } from '../model/policy'
import type { Grant, SideVerdict } from '../model/verdict'
import { includes, intersect, isEmpty, subtract } from '../sets/connections'
import { missesOf } from './misses'
import { lineWords, listParts, peerParts, policyPart, text } from './parts'
import { endsOf, type Question } from './question'
import { anyPeerWords, connectionWords, portWords } from './words'

const mostPolicies = 2
const mostGrants = 3

type Isolated = Extract<SideVerdict, { readonly kind: 'isolated' }>

/** What a side makes of the connections in question. */
export function outcomeOf(side: SideVerdict, asked: ConnectionSet): SideExplanation['outcome'] {
  if (side.kind === 'notIsolated' || includes(side.connections, asked)) return 'allowed'
  return isEmpty(intersect(side.connections, asked)) ? 'blocked' : 'partly'
}

/**
 * One side in sentences: what closes it, which rules open it again for the connections in question, and otherwise which come near
 * and why they don't. Decides nothing; every sentence restates the engine's evidence. Total.
 */
export function explainSide(question: Question, direction: Direction): SideExplanation {
  const side = question.verdict[direction]
  const outcome = outcomeOf(side, question.asked)
  if (side.kind === 'notIsolated') {
    const sentences = [[text(openWords(question, direction, side.why))]]
    return { outcome, sentences, nearMisses: [], moreMisses: '' }
  }
  const sentences = isolatedSentences(question, direction, side)
  return { outcome, sentences, ...missesOf(question, direction) }
}

function openWords(
  question: Question,
  direction: Direction,
  why: Extract<SideVerdict, { readonly kind: 'notIsolated' }>['why'],
): string {
  const { subjectName } = endsOf(question, direction)
  switch (why) {
    case 'outside':
      return 'Addresses outside the cluster have no policies.'
    case 'hostNetwork':
      return `${subjectName} uses its node's network, so policies do not apply to it.`
    case 'noPolicy':
      return direction === 'egress'
        ? `No policy isolates ${subjectName} for egress, so it may send anything.`
        : `No policy isolates ${subjectName} for ingress, so it lets everything in.`
  }
}

function isolatedSentences(question: Question, direction: Direction, side: Isolated): readonly Sentence[] {
  const { asked } = question
  const isOpening = ({ connections }: Grant) => !isEmpty(intersect(connections, asked))
  const opening = side.grants.filter(isOpening)
  const sentences = [
    closedSentence(question, direction, side),
    ...opening.slice(0, mostGrants).flatMap((grant) => openedSentence(question, direction, grant)),
  ]
  if (opening.length > mostGrants) sentences.push([text(`So do ${opening.length - mostGrants} more rules.`)])
  const missing = subtract(asked, side.connections)
  if (isEmpty(missing)) return sentences
  return [...sentences, nothingOpens(question, direction, side.grants.length > 0 ? missing : null)]
}

/** Every policy that isolates it; default denies say it best, then those that mean it in particular. */
function closedSentence({ policies }: Question, direction: Direction, { by }: Isolated): Sentence {
  const rankOf = (policy: NetworkPolicy) =>
    policy[direction].length === 0 ? 0 : policy.podSelector.requirements.length > 0 ? 1 : 2
  const closing = by.flatMap((id) => policies.get(id) ?? []).toSorted((a, b) => rankOf(a) - rankOf(b))
  const shown = closing.slice(0, mostPolicies).map(nameAndLine)
  const left = closing.length - shown.length
  if (left > 0) shown.push([text(`${left} more`)])
  return [text('Closed by '), ...listParts(shown), text('.')]
}

function nameAndLine(policy: NetworkPolicy): Sentence {
  return [policyPart(policy), text(lineWords(policy.place))]
}

function openedSentence(
  { policies }: Question,
  direction: Direction,
  { rule: ref, peer }: Grant,
): readonly Sentence[] {
  const policy = policies.get(ref.policy)
  const rule = policy?.[direction][ref.position]
  if (policy === undefined || rule === undefined) return []
  const matched = peer === null || rule.peers === 'any' ? undefined : rule.peers[peer]
  // A part that only the draft has stands nowhere yet, also when its policy does.
  const place = matched === undefined ? rule.place : matched.place
  return [
    [
      text('Opened by '),
      policyPart(policy, place),
      text(`, ${direction} rule ${ref.position + 1}: `),
      ...(matched === undefined ? [text(anyPeerWords(direction))] : peerParts(matched)),
      text(`, ${portWords(rule.ports)}${lineWords(place)}.`),
    ],
  ]
}

/** `missing` null: nothing at all is open. */
function nothingOpens(question: Question, direction: Direction, missing: ConnectionSet | null): Sentence {
  const { peerName } = endsOf(question, direction)
  const ports = missing === null ? '' : ` on ${connectionWords(missing)}`
  return [text(`No rule opens it ${direction === 'egress' ? 'to' : 'for'} ${peerName}${ports}.`)]
}
