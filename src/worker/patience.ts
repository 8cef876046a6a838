import type { Progress } from './protocol'

/** What takes less than this many milliseconds is not worth a word. */
export const longAfter = 300

/** Keeps quiet about questions that are answered soon, and says of the others how far they are. */
export interface Patience {
  /** A question is asked. `onLong` is called when it takes long. */
  readonly begin: (onLong: () => void) => void
  readonly hear: (progress: Progress) => void
  readonly end: () => void
  readonly isLong: () => boolean
}

/** `say` gets the progress of a question that takes long, each time it moves on, and null when it is over. */
export function createPatience(say: (progress: Progress | null) => void): Patience {
  let timer: ReturnType<typeof setTimeout> | undefined
  let last: Progress | null = null
  let isLong = false
  return {
    begin: (onLong) => {
      timer = setTimeout(() => {
        isLong = true
        // What says nothing of itself can be waited for, and stopped, all the same.
        say(last ?? { phase: 'answer' })
        onLong()
      }, longAfter)
    },
    hear: (progress) => {
      last = progress
      if (isLong) say(progress)
    },
    end: () => {
      clearTimeout(timer)
      if (isLong) say(null)
      last = null
      isLong = false
    },
    isLong: () => isLong,
  }
}
