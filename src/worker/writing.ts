import type { Evaluated } from './evaluate'
import type { Methods, Posted, PostedScenario, Progress } from './protocol'
import { selectorMatches } from './selectorMatches'
import { vocabulary } from './vocabulary'

type Asked = 'vocabulary' | 'selectorMatches'

type Handlers = {
  readonly [M in Asked]: (
    params: Posted<Methods[M]['params']>,
    onProgress: (progress: Progress) => void,
  ) => Methods[M]['result']
}

/** What the editor asks while manifests are written: all of it of the policies as they stand there. */
export function writingHandlers(
  evaluate: (scenario: PostedScenario | null, onProgress: (progress: Progress) => void) => Evaluated,
): Handlers {
  return {
    vocabulary: ({ scenario }, onProgress) => vocabulary(evaluate(scenario, onProgress).reading.cluster),
    selectorMatches: ({ scenario, ...asked }, onProgress) =>
      selectorMatches(evaluate(scenario, onProgress).baseline, asked),
  }
}
