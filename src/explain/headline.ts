import type { ConnectionSet } from '../model/connections'
import type { SideExplanation } from '../model/explanation'
import { equals, intersect, isAll, isEmpty, subtract } from '../sets/connections'
import { outcomeOf } from './explainSide'
import { endsOf, type Question } from './question'
import { connectionWords } from './words'

export interface Headline {
  readonly headline: string
  readonly summary: string
}

/** `open`: not isolated in this direction. */
type SideState = SideExplanation['outcome'] | 'open'

/** The answer in one line, and one or two sentences more. Total. */
export function headlineOf(question: Question, allowed: ConnectionSet): Headline {
  const { asked } = question
  const missing = subtract(asked, allowed)
  if (isEmpty(missing)) return allowedHeadline(question)
  return isEmpty(allowed) ? blockedHeadline(question) : partlyHeadline(question, allowed, missing)
}

function stateOf({ verdict, asked }: Question, direction: 'egress' | 'ingress'): SideState {
  const side = verdict[direction]
  return side.kind === 'notIsolated' ? 'open' : outcomeOf(side, asked)
}

function allowedHeadline(question: Question): Headline {
  const { names, asked, verdict } = question
  const ports = connectionWords(asked)
  const more = equals(verdict.connections, asked)
    ? ''
    : ` In all, ${connectionWords(verdict.connections)} is allowed.`
  const [egress, ingress] = [stateOf(question, 'egress'), stateOf(question, 'ingress')]
  if (egress === 'open' && ingress === 'open')
    return { headline: 'Allowed, because nothing is closed.', summary: openSummary(question) }
  if (egress === 'open')
    return {
      headline: `Allowed: ${names.to} lets it in.`,
      summary: `The ingress of ${names.to} is closed, and rules open it for ${names.from} on ${ports}.${more}`,
    }
  if (ingress === 'open')
    return {
      headline: `Allowed: ${names.from} may send it.`,
      summary: `The egress of ${names.from} is closed, and rules open it to ${names.to} on ${ports}.${more}`,
    }
  return {
    headline: 'Allowed by rules on both sides.',
    summary: `${names.from} may send ${ports}, and ${names.to} lets it in.${more}`,
  }
}

function openSummary({ from, to, names }: Question): string {
  if (to.kind === 'external')
    return `No policy isolates ${names.from} for egress, so it may reach any address.`
  if (from.kind === 'external')
    return `No policy isolates ${names.to} for ingress, so any address may reach it.`
  return `No policy isolates ${names.from} for egress or ${names.to} for ingress, so every port is open.`
}

function partlyHeadline(question: Question, allowed: ConnectionSet, missing: ConnectionSet): Headline {
  const { names, verdict } = question
  const lacking = (direction: 'egress' | 'ingress') => {
    const side = verdict[direction]
    return side.kind === 'notIsolated' ? null : subtract(missing, side.connections)
  }
  const [unsent, refused] = [lacking('egress'), lacking('ingress')]
  const reasons = [
    unsent === null || isEmpty(unsent) ? [] : [`${names.from} may not send ${connectionWords(unsent)}.`],
    refused === null || isEmpty(refused) ? [] : [`${names.to} does not let in ${connectionWords(refused)}.`],
  ]
  return {
    headline: `Partly allowed: ${connectionWords(allowed)}, but not ${restWords(missing)}.`,
    summary: reasons.flat().join(' '),
  }
}

// "Every port but 80" is a long list of ranges; nobody reads it.
function restWords(missing: ConnectionSet): string {
  const words = connectionWords(missing)
  return words.length > 60 ? 'the other ports' : words
}

function blockedHeadline(question: Question): Headline {
  const { names } = question
  const [egress, ingress] = [stateOf(question, 'egress'), stateOf(question, 'ingress')]
  if (egress !== 'blocked' && ingress !== 'blocked') return disjointHeadline(question)
  if (egress === 'blocked' && ingress === 'blocked')
    return {
      headline: 'Blocked on both sides.',
      summary: `The egress of ${names.from} and the ingress of ${names.to} are closed, and no rule opens either${isAll(question.asked) ? '' : ` on ${connectionWords(question.asked)}`}.`,
    }
  if (egress === 'blocked') {
    const summary = sendWords(question)
    if (ingress === 'open')
      return {
        headline: `Blocked: ${names.from} may not send it.`,
        summary: `Its ${closedWords(question, 'egress')}`,
      }
    return { headline: `Blocked, though ${names.to} would let ${someOf(ingress)} in.`, summary }
  }
  const summary = letInWords(question)
  if (egress === 'open')
    return {
      headline: `Blocked: ${names.to} does not let it in.`,
      summary: `Its ${closedWords(question, 'ingress')}`,
    }
  return { headline: `Blocked, though ${names.from} may send ${someOf(egress)}.`, summary }
}

function someOf(state: SideState): string {
  return state === 'partly' ? 'some of it' : 'it'
}

function sendWords(question: Question): string {
  return `${question.names.from} may not send: its ${closedWords(question, 'egress')}`
}

function letInWords(question: Question): string {
  return `${question.names.to} does not let it in: its ${closedWords(question, 'ingress')}`
}

function closedWords(question: Question, direction: 'egress' | 'ingress'): string {
  const { peerName } = endsOf(question, direction)
  const towards = direction === 'egress' ? 'to' : 'for'
  return `${direction} is closed and no rule opens it ${towards} ${peerName}${onPorts(question, direction)}.`
}

/** The ports only need saying where a rule opens others. */
function onPorts({ verdict, asked }: Question, direction: 'egress' | 'ingress'): string {
  const side = verdict[direction]
  const opensOthers = side.kind === 'isolated' && !isEmpty(side.connections)
  return opensOthers && !isAll(asked) ? ` on ${connectionWords(asked)}` : ''
}

function disjointHeadline({ names, verdict, asked }: Question): Headline {
  const portsOf = (direction: 'egress' | 'ingress') => {
    const side = verdict[direction]
    return connectionWords(side.kind === 'isolated' ? intersect(side.connections, asked) : asked)
  }
  return {
    headline: 'Blocked: the two sides open different ports.',
    summary: `${names.from} may send ${portsOf('egress')}; ${names.to} lets in ${portsOf('ingress')}.`,
  }
}
