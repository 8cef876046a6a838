import type { Show } from '../model/look'

/** Whose policies a picture on paper or in a file is of. */
export const showWords: Readonly<Record<Show, string>> = {
  baseline: 'Before: the policies as pasted',
  draft: 'After: the policies with all edits',
  difference: 'Difference: what the edits change',
}
