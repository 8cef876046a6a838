import { addBit, bitsOf, forEachBit, rangeBits } from '../sets/bitSet'
import { allId, type ConnectionId } from '../sets/connectionTable'
import { createPartition } from '../sets/partition'
import type { PolicyIndex } from './compile'
import { type Admission, egressGrants, ingressAdmissions } from './grantSets'
import { type Arena, addBits, createArena, disjoint, meet, type Planes, planeOf } from './planes'

/** Senders that reach the same receivers alike, and whom they reach, by class. */
export interface ReachRow {
  readonly senders: readonly number[]
  /** Everyone who is reached is in one plane, that of its connections. The words are used again: read them while you are called. */
  readonly planes: ReadonlyMap<ConnectionId, Readonly<Uint32Array>>
}

/**
 * All of `reach` at once: calls `visit` with every distinct row of it. Equal to `reachOfClasses` on each pair.
 *
 * Rows that nothing tells apart are worked out once, and a tile of them at a time, so that memory does not grow with the square of the
 * cluster. Total; costs the classes that rules name, and for each distinct row the words of a row for each of its connection sets.
 */
export function forEachReachRow(index: PolicyIndex, visit: (row: ReachRow) => void): void {
  const { classes, connections, egress, work } = index
  const admissions = ingressAdmissions(index)
  const grantsOf = egressGrants(index)
  const length = (classes.count + 31) >>> 5
  const [tileArena, rowArena] = [createArena(length, work), createArena(length, work)]
  const insiders = wordsUpTo(classes.externals.first, length)
  const admitted = admitter(index, admissions, tileArena)
  for (const tile of tilesOf(distinctRows(index, admissions), length)) {
    tileArena.reuse()
    for (const [slot, planes] of admitted(tile).entries()) {
      rowArena.reuse()
      const senders = tile[slot] ?? []
      const sender = senders[0] ?? -1
      if (sender >= classes.externals.first) for (const words of planes.values()) keepOnly(words, insiders)
      const group = egress.groups[egress.groupOf[sender] ?? -1]
      const allowed =
        group === undefined ? planes : meet(planes, grantsOf(group.row), connections, rowArena, work)
      visit({ senders, planes: disjoint(allowed, connections, rowArena) })
    }
  }
}

/** Classes whose rows nothing tells apart, together, by their first member: same egress rules, and the same ingress rules name them. */
function distinctRows(
  { classes, egress, peers }: PolicyIndex,
  admissions: readonly Admission[],
): readonly (readonly number[])[] {
  const partition = createPartition(classes.count)
  const namings = new Set(admissions.map(({ senders }) => senders))
  namings.delete(peers.everyone)
  namings.add(rangeBits([classes.externals]))
  for (const senders of namings) partition.split((visit) => forEachBit(senders, visit))

  const rows = new Map<number, number[]>()
  for (const [number, block] of partition.blockOf.entries()) {
    // No partition comes near two million blocks, nor a cluster two million groups.
    const key = block * 2 ** 21 + (egress.groupOf[number] ?? -1) + 1
    const row = rows.get(key)
    if (row === undefined) rows.set(key, [number])
    else row.push(number)
  }
  return [...rows.values()]
}

// About 4 MB a connection set: large enough to walk the rules a few times only, small enough for a browser's tab.
const wordsPerTile = 2 ** 20

function* tilesOf<Row>(rows: readonly Row[], length: number): Generator<readonly Row[]> {
  const size = Math.max(32, Math.floor(wordsPerTile / Math.max(1, length)))
  for (let first = 0; first < rows.length; first += size) yield rows.slice(first, first + size)
}

/** For each row of a tile what the receivers' ingress sides admit from it. */
function admitter(index: PolicyIndex, admissions: readonly Admission[], arena: Arena) {
  const { classes, ingress } = index
  const unisolated = rangeBits([{ first: 0, end: classes.count }]).words.slice()
  for (const [number, group] of ingress.groupOf.entries())
    if (group !== -1) unisolated[number >>> 5] = (unisolated[number >>> 5] ?? 0) & ~(1 << (number & 31))
  const adders = admissions.map(({ receivers }) => adderOf(receivers))
  const slotOf = new Int32Array(classes.count)

  return (tile: readonly (readonly number[])[]): readonly Planes[] => {
    slotOf.fill(-1)
    const planes = tile.map(([sender], slot): Planes => {
      slotOf[sender ?? -1] = slot
      const all = arena.take()
      all.set(unisolated)
      return new Map([[allId, all]])
    })
    for (const [i, { connections, senders }] of admissions.entries()) {
      const add = adders[i]
      forEachBit(senders, (sender) => {
        const admitted = planes[slotOf[sender] ?? -1]
        if (admitted !== undefined) add?.(planeOf(admitted, connections, arena))
      })
    }
    return planes
  }
}

/** Adds numbers to words: one by one where they are few and far between. */
function adderOf(numbers: readonly number[]): (words: Uint32Array) => void {
  const bits = bitsOf(numbers)
  if (numbers.length > bits.words.length) return (words) => addBits(words, bits)
  return (words) => {
    for (const number of numbers) addBit(words, number)
  }
}

function wordsUpTo(end: number, length: number): Uint32Array {
  const words = new Uint32Array(length)
  words.set(rangeBits([{ first: 0, end }]).words)
  return words
}

function keepOnly(words: Uint32Array, others: Readonly<Uint32Array>): void {
  for (let i = 0; i < words.length; i++) words[i] = (words[i] ?? 0) & (others[i] ?? 0)
}
