import type { Reading } from '../manifest/read'

/** What came of one case: how many points were judged, and a line for each that came out otherwise. */
export interface Judged {
  readonly points: number
  readonly differences: readonly string[]
  /** Lines of the case that our model has no words for. */
  readonly leftOut: number
}

/** A line for each thing that the reader would refuse. Every manifest of these sets is valid, so each is a difference. */
export function refusals({ diagnostics }: Reading): readonly string[] {
  return diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ code, message, place }) => `${place?.file}:${place?.line}: ${code}: ${message}`)
}
