import type { Sentence } from '../model/explanation'

/** A sentence as text, with code in backticks. */
export function sentenceText(sentence: Sentence): string {
  return sentence.map((part) => (part.kind === 'code' ? `\`${part.text}\`` : part.text)).join('')
}
