import type { PolicyIndex } from './compile'
import { forEachReachRow } from './reachRows'

/** Whether one class may exchange anything with another: constant, and no more than a look at one bit. */
export type MayReach = (from: number, to: number) => boolean

/** In words of four bytes. Past it the bits are not worth their memory. */
const mostWords = 2 ** 23

const known = new WeakMap<PolicyIndex, MayReach>()

/**
 * All pairs of classes as bits, for questions that go from one to the next; worked out once for an index and remembered as long as it
 * lives. Of a cluster whose bits would fill more than 32 MB every answer is yes, and whoever asks looks closer anyway. Total; costs
 * `forEachReachRow` and the words of its rows.
 */
export function mayReachOf(index: PolicyIndex): MayReach {
  const before = known.get(index)
  if (before !== undefined) return before
  const now = gather(index)
  known.set(index, now)
  return now
}

function gather(index: PolicyIndex): MayReach {
  const length = (index.classes.count + 31) >>> 5
  const rows: Uint32Array[] = []
  const rowOf = new Int32Array(index.classes.count)
  forEachReachRow(index, ({ senders, planes }) => {
    if ((rows.length + 1) * length > mostWords) return
    const row = new Uint32Array(length)
    for (const connections of planes.used) addWords(row, planes.at(connections))
    for (const sender of senders) rowOf[sender] = rows.length + 1
    rows.push(row)
  })
  return (from, to) => {
    const number = rowOf[from] ?? 0
    return number === 0 || (((rows[number - 1]?.[to >>> 5] ?? 0) >>> (to & 31)) & 1) === 1
  }
}

function addWords(words: Uint32Array, others: Readonly<Uint32Array>): void {
  for (let i = 0; i < words.length; i++) words[i] = (words[i] ?? 0) | (others[i] ?? 0)
}
