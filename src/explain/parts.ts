/** Pieces of sentences: text, code, and policies that can be clicked. */
import type { Sentence, SentencePart } from '../model/explanation'
import type { NetworkPolicy, Peer } from '../model/policy'
import type { Place } from '../model/text'
import { peerWords } from './words'

export function text(words: string): SentencePart {
  return { kind: 'text', text: words }
}

export function code(words: string): SentencePart {
  return { kind: 'code', text: words }
}

/** A policy's name; a click on it jumps to `place`, or to where the policy begins. */
export function policyPart({ id, name, place }: NetworkPolicy, at: Place | null = place): SentencePart {
  return { kind: 'policy', policy: id, text: name, place: at }
}

/** ` (line 64)`, or that the policy stands only in the draft. */
export function lineWords(place: Place | null): string {
  return place === null ? ' (in the draft)' : ` (line ${place.line})`
}

/** A peer with its selectors as code. */
export function peerParts(peer: Peer): Sentence {
  const { pods, podLabels, namespaces, namespaceLabels } = peerWords(peer)
  const parts: SentencePart[] = [text(podLabels === '' ? pods : `${pods} `)]
  if (podLabels !== '') parts.push({ kind: 'code', text: podLabels })
  if (namespaces !== '') parts.push(text(namespaceLabels === '' ? ` ${namespaces}` : ` ${namespaces} `))
  if (namespaceLabels !== '') parts.push({ kind: 'code', text: namespaceLabels })
  return parts
}

/** Sentences side by side as a list in one: `a, b and c`. */
export function listParts(items: readonly Sentence[]): Sentence {
  return items.flatMap((item, i) => {
    if (i === 0) return item
    return [text(i === items.length - 1 ? ' and ' : ', '), ...item]
  })
}
