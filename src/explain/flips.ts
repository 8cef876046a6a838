import { hasSiblings } from '../engine/compare'
import { isOutsidePolicies } from '../engine/selects'
import type { ConnectionSet } from '../model/connections'
import type { Flip } from '../model/explanation'
import type { Direction } from '../model/policy'
import { isEmpty, subtract } from '../sets/connections'
import { editEndOf } from './editEnd'
import type { Question } from './question'
import { connectionWords, listWords } from './words'

/**
 * The smallest edits that turn the answer round: allow what is missing; block, where something of what was asked for is allowed,
 * all of `blockable`. Allowing comes first, as it is what a blocked flow wants. None where an end cannot be named by an edit. What an edit means in YAML is decided by synthesis. Total.
 */
export function flipsOf(
  question: Question,
  allowed: ConnectionSet,
  blockable: ConnectionSet,
): readonly Flip[] {
  const [from, to] = [editEndOf(question.from), editEndOf(question.to)]
  if (from === null || to === null || isLonePod(question)) return []
  const missing = subtract(question.asked, allowed)
  const flips: Flip[] = []
  if (!isEmpty(missing))
    flips.push({
      sentence: allowSentence(question, missing),
      button: 'Allow this flow',
      edit: { kind: 'allow', from, to, connections: missing },
    })
  if (!isEmpty(allowed) && isGoverned(question))
    flips.push({
      sentence: blockSentence(question, blockable),
      button: 'Block this flow',
      edit: { kind: 'block', from, to, connections: blockable },
    })
  return flips
}

/** A pod by itself always reaches itself, and no policy changes that (SEMANTICS 14). */
function isLonePod({ from, to }: Question): boolean {
  return from.id === to.id && !hasSiblings(from)
}

/** Policies apply to one of the ends at least, so that something can be closed (SEMANTICS 15, 18). */
function isGoverned({ from, to, index: { options } }: Question): boolean {
  return [from, to].some((end) => end.kind === 'workload' && !isOutsidePolicies(end, options))
}

/** `One egress rule for frontend to api, TCP 8080.` Each side that is closed needs its half. */
function allowSentence({ verdict, names }: Question, missing: ConnectionSet): string {
  const lacks = (direction: Direction) => {
    const side = verdict[direction]
    return side.kind === 'isolated' && !isEmpty(subtract(missing, side.connections))
  }
  const halves = [
    ...(lacks('egress') ? [`one egress rule for ${names.from} to ${names.to}`] : []),
    ...(lacks('ingress') ? [`one ingress rule for ${names.to} from ${names.from}`] : []),
  ]
  return `${capitalised(listWords(halves))}, ${connectionWords(missing)}.`
}

function blockSentence({ verdict, names }: Question, allowed: ConnectionSet): string {
  const isOpen = verdict.egress.kind === 'notIsolated' && verdict.ingress.kind === 'notIsolated'
  const stop = `Stops ${connectionWords(allowed)} from ${names.from} to ${names.to}.`
  return isOpen
    ? `${stop} Nothing is closed yet, so a first policy closes one side and allows again what else flows there.`
    : `${stop} What else the rules allow stays.`
}

function capitalised(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1)
}
