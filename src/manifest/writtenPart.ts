import type { Place } from '../model/text'

/** A part of an edit as it is written; what it says is for `notation` to read. */
export interface WrittenPart {
  readonly text: string
  readonly place: Place
}
