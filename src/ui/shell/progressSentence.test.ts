import { expect, it } from 'vitest'
import type { Progress } from '../../worker/protocol'
import { progressSentence } from './progressSentence'

const rows: readonly (readonly [progress: Progress, sentence: string, why: string])[] = [
  [
    { phase: 'read', done: 3400, of: 12000 },
    'Reading 3,400 of 12,000 documents',
    'large numbers can be read at a glance',
  ],
  [
    { phase: 'read', done: 0, of: 15 },
    'Reading the manifests',
    'one large document among few is not said to be at 0 of 15 until its end',
  ],
  [
    { phase: 'scan', done: 48_210_000, of: 613_000_000 },
    'Reading the file: 48.2 of 613.0 MB',
    'a dropped file has a size and no documents yet',
  ],
  [{ phase: 'answer' }, 'Working it out', 'work that says nothing of itself can be stopped too'],
  [{ phase: 'evaluate' }, 'Evaluating the policies', 'a step that cannot be measured is named'],
]

it.each(rows)('%o: %s, for %s', (progress, sentence) => {
  expect(progressSentence(progress)).toBe(sentence)
})
