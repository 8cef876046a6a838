/** What of a namespace's head has room beside its name, when names are drawn larger than the picture around them. */

export interface FrameHead {
  /** The name, cut in its middle where there is no room for all of it. */
  readonly name: string
  /** What a lock says beside its sign: the direction and a count, the count alone, or nothing. */
  readonly lock: 'words' | 'count' | 'sign'
}

/** Sizes as they are in cards.css: the name is that much larger than the names of cards, and a letter so wide in its own size. */
const larger = 1.15
const letterWidth = 0.6
/** The fold button with the gaps and paddings of the head. */
const fixed = 60
/** Of both locks, in their own size: a sign each, and what it says. */
const lockWidths = { words: 5.4, count: 2.2, sign: 2.2 } as const
const countWidth = 2.2
const paddings = { words: 40, count: 40, sign: 16 } as const
const leastLetters = 4

/**
 * The locks give up their words first, then their counts, and the name its middle at last: it begins and ends as it is told from others.
 * `counts` are how many of the two locks have a count to say. Total, O(1).
 */
export function frameHead(name: string, counts: number, width: number, nameSize: number): FrameHead {
  const letter = nameSize * larger * letterWidth
  const lockSize = nameSize === 13 ? 11 : nameSize * 0.75
  const roomBeside = (lock: FrameHead['lock']) => {
    const ems = lockWidths[lock] + (lock === 'sign' ? 0 : counts * countWidth)
    return width - fixed - paddings[lock] - ems * lockSize
  }
  const needed = name.length * letter
  const lock = (['words', 'count'] as const).find((it) => needed <= roomBeside(it)) ?? 'sign'
  return { name: cutMiddle(name, Math.floor(roomBeside(lock) / letter)), lock }
}

function cutMiddle(name: string, most: number): string {
  if (name.length <= most) return name
  const kept = Math.max(leastLetters, most) - 1
  const before = Math.ceil(kept / 2)
  return `${name.slice(0, before)}…${name.slice(name.length - (kept - before))}`
}
