/**
 * Numbers from 0 on, sorted into blocks that no set so far tells apart. The one way in which the engine finds out which pods,
 * policies' subjects and rows are alike: exact, without comparing anything with anything.
 */
export interface Partition {
  /** The block of each number. Only equality means something; the names of blocks change with every split. */
  readonly blockOf: Readonly<Int32Array>
  /** Tells the listed numbers apart from the others of their blocks. A number may be listed twice. Linear in the list. */
  readonly split: (each: (visit: (number: number) => void) => void) => void
}

/** All numbers from 0 to `size - 1` in one block. */
export function createPartition(size: number): Partition {
  // Names run up to `room`, then the blocks are named anew: each name costs one visit, so that is paid for.
  const room = size * 4 + 64
  const blockOf = new Int32Array(size)
  const splitInto = new Int32Array(room)
  const splitAt = new Int32Array(room)
  let next = 1
  let turn = 0

  const rename = () => {
    const names = new Int32Array(room).fill(-1)
    next = 0
    for (let number = 0; number < size; number++) {
      const before = blockOf[number] ?? 0
      if (names[before] === -1) names[before] = next++
      blockOf[number] = names[before] ?? 0
    }
    splitAt.fill(0)
  }
  return {
    blockOf,
    split: (each) => {
      if (next + size > room) rename()
      turn++
      const firstNew = next
      each((number) => {
        const before = blockOf[number] ?? 0
        if (before >= firstNew) return
        if (splitAt[before] !== turn) {
          splitAt[before] = turn
          splitInto[before] = next++
        }
        blockOf[number] = splitInto[before] ?? 0
      })
    },
  }
}
