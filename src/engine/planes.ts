import type { BitSet } from '../sets/bitSet'
import { allId, type ConnectionId, type ConnectionTable, noneId } from '../sets/connectionTable'
import type { GrantSet } from './grantSets'
import type { Work } from './work'

/**
 * For each connection set those who are allowed it, as words whose lowest bit stands for class 0. Filled anew for every row, since a
 * cluster has more rows than memory has room for.
 */
export interface Planes {
  /** Those that were asked for since `clear`, in that order. */
  readonly used: readonly ConnectionId[]
  readonly at: (connections: ConnectionId) => Uint32Array
  readonly clear: () => void
}

export function createPlanes(length: number, work: Work): Planes {
  const words: Uint32Array[] = []
  const isUsed: boolean[] = []
  const used: ConnectionId[] = []
  return {
    used,
    at: (connections) => {
      const known = words[connections]
      if (known !== undefined && isUsed[connections] === true) return known
      const plane = known?.fill(0) ?? new Uint32Array(length)
      words[connections] = plane
      isUsed[connections] = true
      used.push(connections)
      work.words += length
      return plane
    },
    clear: () => {
      for (const connections of used) isUsed[connections] = false
      used.length = 0
    },
  }
}

/** Adds a set to words whose lowest bit stands for 0. */
export function addBits(words: Uint32Array, { start, words: more }: BitSet): void {
  for (let i = 0; i < more.length; i++) words[start + i] = (words[start + i] ?? 0) | (more[i] ?? 0)
}

/** Into `met` what both `planes` and one of `grants` allow: the grants' peers within each plane, with what the connection sets share. */
export function meet(
  planes: Planes,
  grants: readonly GrantSet[],
  met: Planes,
  connections: ConnectionTable,
  work: Work,
): void {
  for (const { connections: granted, peers } of grants) {
    for (const allowed of planes.used) {
      const both = connections.intersect(granted, allowed)
      if (both === noneId) continue
      addCommon(met.at(both), planes.at(allowed), peers)
      work.words += peers.words.length
    }
  }
}

function addCommon(sum: Uint32Array, words: Uint32Array, { start, words: more }: BitSet): void {
  for (let i = 0; i < more.length; i++)
    sum[start + i] = (sum[start + i] ?? 0) | ((words[start + i] ?? 0) & (more[i] ?? 0))
}

/** Leaves everybody in one plane alone: whoever is in several is allowed their union. `seen` is for use in here. */
export function makeDisjoint(planes: Planes, connections: ConnectionTable, seen: Uint32Array): void {
  if (planes.used.length < 2) return
  const limited = planes.used.filter((allowed) => allowed !== allId)
  const everything = planes.used.includes(allId) ? planes.at(allId) : null
  seen.fill(0)
  for (const allowed of limited) {
    const words = planes.at(allowed)
    for (let i = 0; i < words.length; i++) {
      const before = words[i] ?? 0
      if (before === 0) continue
      const word = before & ~(everything?.[i] ?? 0)
      words[i] = word
      for (let twice = word & (seen[i] ?? 0); twice !== 0; twice &= twice - 1)
        moveToUnion(planes, i, twice & -twice, connections)
      seen[i] = (seen[i] ?? 0) | word
    }
  }
}

/** One bit of one word, out of all planes that have it and into that of their union. */
function moveToUnion(planes: Planes, at: number, bit: number, connections: ConnectionTable): void {
  let union: ConnectionId = noneId
  for (const allowed of planes.used) {
    const words = planes.at(allowed)
    const word = words[at] ?? 0
    if ((word & bit) === 0) continue
    words[at] = word & ~bit
    union = connections.union(union, allowed)
  }
  const words = planes.at(union)
  words[at] = (words[at] ?? 0) | bit
}
