import type { SelectorMatches, SelectorPart } from '../../model/selectorMatches'
import type { FileId } from '../../model/text'
import type { Vocabulary } from '../../model/vocabulary'
import { scenarioOf } from '../../store/connect'
import type { Analysis } from '../../worker/protocol'
import type { App } from '../useApp'

/** What the text editor asks about the cluster; null while nobody can say. */
export interface EditorQuestions {
  readonly vocabulary: () => Promise<Vocabulary | null>
  readonly matches: (offset: number, part: SelectorPart) => Promise<SelectorMatches | null>
}

/** The questions about one file. Words of the cluster are asked for once for each picture; they need not know the last keystroke. */
export function editorQuestions({ store, worker }: App, file: FileId): EditorQuestions {
  let known: { readonly of: Analysis; readonly words: Promise<Vocabulary | null> } | null = null
  return {
    vocabulary: () => {
      const { analysis, analysisOf } = store.getState()
      if (analysis === null || analysisOf === null) return Promise.resolve(null)
      if (known?.of !== analysis) {
        const words = worker
          .call('vocabulary', { scenario: analysisOf })
          .then((outcome) => (outcome.kind === 'done' ? outcome.result : null))
        known = { of: analysis, words }
      }
      return known.words
    },
    matches: async (offset, part) => {
      const state = store.getState()
      if (state.stopped !== null) return null
      const scenario = scenarioOf(state)
      const outcome = await worker.call('selectorMatches', { scenario, file, offset, part })
      return outcome.kind === 'done' ? outcome.result : null
    },
  }
}
