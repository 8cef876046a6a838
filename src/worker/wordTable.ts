/** Sequences of words, each kept once and named by its position among them. */
export interface WordTable {
  /** The position of `words[from..to)`; a new one, which is then `count() - 1`, when there was no such sequence yet. */
  readonly intern: (words: readonly number[], from: number, to: number) => number
  readonly count: () => number
  /** All words of the sequences from a position on, one behind the other. */
  readonly wordsSince: (position: number) => Uint32Array<ArrayBuffer>
}

/** An empty table: hashed, in typed arrays, since it holds hundreds of thousands of short sequences. Constant time per word. */
export function createWordTable(): WordTable {
  /** Position plus one, by hash; 0 is free. */
  let slots = new Uint32Array(1024)
  let heap = new Uint32Array(4096)
  /** Where each sequence begins in `heap`, and where the last one ends. */
  const starts = [0]
  const startOf = (position: number) => starts[position] ?? 0

  const isAt = (position: number, words: readonly number[], from: number, to: number) => {
    const start = startOf(position)
    if (startOf(position + 1) - start !== to - from) return false
    for (let i = from; i < to; i++) if (heap[start + i - from] !== words[i]) return false
    return true
  }
  const add = (words: readonly number[], from: number, to: number) => {
    const start = startOf(starts.length - 1)
    const end = start + to - from
    if (end > heap.length) heap = copied(heap, Math.max(end, heap.length * 2))
    for (let i = from; i < to; i++) heap[start + i - from] = words[i] ?? 0
    starts.push(end)
    return starts.length - 2
  }
  const spread = () => {
    slots = new Uint32Array(slots.length * 2)
    for (let position = 0; position < starts.length - 1; position++) {
      let slot = hashOf(heap, startOf(position), startOf(position + 1)) & (slots.length - 1)
      while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1)
      slots[slot] = position + 1
    }
  }
  return {
    intern: (words, from, to) => {
      let slot = hashOf(words, from, to) & (slots.length - 1)
      for (let found = slots[slot] ?? 0; found !== 0; found = slots[slot] ?? 0) {
        if (isAt(found - 1, words, from, to)) return found - 1
        slot = (slot + 1) & (slots.length - 1)
      }
      const position = add(words, from, to)
      slots[slot] = position + 1
      if (starts.length * 2 > slots.length) spread()
      return position
    },
    count: () => starts.length - 1,
    wordsSince: (position) => heap.slice(startOf(position), startOf(starts.length - 1)),
  }
}

function copied(heap: Uint32Array, length: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(length)
  larger.set(heap)
  return larger
}

function hashOf(words: ArrayLike<number>, from: number, to: number): number {
  let hash = to - from
  for (let i = from; i < to; i++) {
    hash = Math.imul(hash ^ (words[i] ?? 0), 0x9e3779b1)
    hash ^= hash >>> 15
  }
  return hash >>> 0
}
