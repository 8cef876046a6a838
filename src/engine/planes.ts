import { addBit, type BitSet } from '../sets/bitSet'
import { type ConnectionId, type ConnectionTable, noneId } from '../sets/connectionTable'
import type { GrantSet } from './grantSets'
import type { Work } from './work'

/** For each connection set those who are allowed it, as words whose lowest bit stands for class 0. */
export type Planes = Map<ConnectionId, Uint32Array>

/** Words for planes, used again after `reuse`: a cluster has more rows than memory has room for. */
export interface Arena {
  readonly length: number
  /** All zero. */
  readonly take: () => Uint32Array
  readonly reuse: () => void
}

export function createArena(length: number, work: Work): Arena {
  const all: Uint32Array[] = []
  let taken = 0
  return {
    length,
    take: () => {
      work.words += length
      const known = all[taken++]
      if (known !== undefined) return known.fill(0)
      const words = new Uint32Array(length)
      all.push(words)
      return words
    },
    reuse: () => {
      taken = 0
    },
  }
}

/** The plane of a connection set, made when it is first asked for. */
export function planeOf(planes: Planes, connections: ConnectionId, arena: Arena): Uint32Array {
  const known = planes.get(connections)
  if (known !== undefined) return known
  const words = arena.take()
  planes.set(connections, words)
  return words
}

/** Adds a set to words whose lowest bit stands for 0. */
export function addBits(words: Uint32Array, { start, words: more }: BitSet): void {
  for (let i = 0; i < more.length; i++) words[start + i] = (words[start + i] ?? 0) | (more[i] ?? 0)
}

/** What both `planes` and one of `grants` allow: the grants' peers within each plane, with what the two connection sets share. */
export function meet(
  planes: Planes,
  grants: readonly GrantSet[],
  connections: ConnectionTable,
  arena: Arena,
  work: Work,
): Planes {
  const met: Planes = new Map()
  for (const { connections: granted, peers } of grants) {
    for (const [allowed, words] of planes) {
      const both = connections.intersect(granted, allowed)
      if (both !== noneId) addCommon(planeOf(met, both, arena), words, peers)
    }
    work.words += peers.words.length * planes.size
  }
  return met
}

function addCommon(sum: Uint32Array, words: Uint32Array, { start, words: more }: BitSet): void {
  for (let i = 0; i < more.length; i++)
    sum[start + i] = (sum[start + i] ?? 0) | ((words[start + i] ?? 0) & (more[i] ?? 0))
}

/** The same with everybody in one plane alone: whoever is in several is allowed their union. */
export function disjoint(planes: Planes, connections: ConnectionTable, arena: Arena): Planes {
  if (planes.size < 2) return planes
  const twice = inSeveral(planes, arena)
  for (const [i, word] of twice.entries())
    for (let left = word; left !== 0; left &= left - 1)
      moveToUnion(planes, i * 32 + 31 - Math.clz32(left & -left), connections, arena)
  return planes
}

function inSeveral(planes: Planes, arena: Arena): Uint32Array {
  const [seen, twice] = [arena.take(), arena.take()]
  for (const words of planes.values()) {
    for (let i = 0; i < words.length; i++) {
      const [word, before] = [words[i] ?? 0, seen[i] ?? 0]
      twice[i] = (twice[i] ?? 0) | (word & before)
      seen[i] = word | before
    }
  }
  return twice
}

function moveToUnion(planes: Planes, number: number, connections: ConnectionTable, arena: Arena): void {
  const [at, bit] = [number >>> 5, 1 << (number & 31)]
  let union: ConnectionId = noneId
  for (const [allowed, words] of planes) {
    const word = words[at] ?? 0
    if ((word & bit) === 0) continue
    words[at] = word & ~bit
    union = connections.union(union, allowed)
  }
  addBit(planeOf(planes, union, arena), number)
}
