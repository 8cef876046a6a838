import { autocompletion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete'
import type { Extension } from '@codemirror/state'
import { completionPlace } from './completionPlace'
import { completionsAt } from './completions'
import type { EditorQuestions } from './editorQuestions'

/** Offers what can be written next, while typing and on Ctrl-Space. */
export function completion({ vocabulary }: EditorQuestions): Extension {
  return autocompletion({
    icons: false,
    override: [(context) => offers(context, vocabulary)],
  })
}

async function offers(
  { state, pos, explicit }: CompletionContext,
  vocabulary: EditorQuestions['vocabulary'],
): Promise<CompletionResult | null> {
  const place = completionPlace(state, pos)
  // A list that opens at every new line is in the way of who knows what to write.
  if (place === null || (!explicit && place.from === pos && place.at === 'key')) return null
  const words = await vocabulary()
  const options = words && completionsAt(place, words)
  if (options === null || options.length === 0) return null
  // Who has written a word to its end wants Enter to begin a line.
  const isWritten = (word: string) => options.some(({ label }) => label === word)
  if (!explicit && isWritten(state.sliceDoc(place.from, pos))) return null
  return { from: place.from, options, validFor: (word) => /^[\w./-]*$/.test(word) && !isWritten(word) }
}
