import type { ConnectionSet } from '../model/connections'
import { allConnections, formatConnections, intersect, noConnections, union } from './connections'

/** The number of a connection set in its table. Equal sets have one number. */
export type ConnectionId = number

/** In every table. */
export const noneId: ConnectionId = 0
export const allId: ConnectionId = 1

/**
 * Connection sets as small numbers. Clusters use few different ones, so that sets are compared as numbers and each union and
 * intersection is computed once. Grows with what it is asked; answers never change.
 */
export interface ConnectionTable {
  readonly idOf: (set: ConnectionSet) => ConnectionId
  readonly setOf: (id: ConnectionId) => ConnectionSet
  readonly union: (a: ConnectionId, b: ConnectionId) => ConnectionId
  readonly intersect: (a: ConnectionId, b: ConnectionId) => ConnectionId
}

// Two numbers of a table make one key. No table comes near two million sets.
const keyFactor = 2 ** 21

export function createConnectionTable(): ConnectionTable {
  const sets: ConnectionSet[] = []
  const ids = new Map<string, ConnectionId>()
  const unions = new Map<number, ConnectionId>()
  const intersections = new Map<number, ConnectionId>()

  const idOf = (set: ConnectionSet): ConnectionId => {
    const text = formatConnections(set)
    const known = ids.get(text)
    if (known !== undefined) return known
    ids.set(text, sets.length)
    return sets.push(set) - 1
  }
  const setOf = (id: ConnectionId): ConnectionSet => sets[id] ?? noConnections
  const memoised = (
    memo: Map<number, ConnectionId>,
    operation: (a: ConnectionSet, b: ConnectionSet) => ConnectionSet,
    a: ConnectionId,
    b: ConnectionId,
  ): ConnectionId => {
    const key = a < b ? a * keyFactor + b : b * keyFactor + a
    const known = memo.get(key)
    if (known !== undefined) return known
    const id = idOf(operation(setOf(a), setOf(b)))
    memo.set(key, id)
    return id
  }
  idOf(noConnections)
  idOf(allConnections)
  return {
    idOf,
    setOf,
    union: (a, b) => {
      if (a === b || b === noneId || a === allId) return a
      if (a === noneId || b === allId) return b
      return memoised(unions, union, a, b)
    },
    intersect: (a, b) => {
      if (a === b || b === allId || a === noneId) return a
      if (a === allId || b === noneId) return b
      return memoised(intersections, intersect, a, b)
    },
  }
}
