import { describe, expect, it } from 'vitest'
import { allConnections, connectionsOf, intersect, noConnections, union } from './connections'
import { allId, createConnectionTable, noneId } from './connectionTable'

const sets = [
  noConnections,
  allConnections,
  connectionsOf('TCP', 80),
  connectionsOf('TCP', 1, 90),
  connectionsOf('UDP', 53),
  union(connectionsOf('UDP', 53), connectionsOf('TCP', 53)),
]

describe('a connection table', () => {
  it('gives equal sets one number and gives the set back', () => {
    const table = createConnectionTable()
    for (const set of sets) {
      expect(table.setOf(table.idOf(set))).toEqual(set)
      expect(table.idOf({ ...set })).toBe(table.idOf(set))
    }
    expect(new Set(sets.map(table.idOf)).size).toBe(sets.length)
    expect(table.idOf(noConnections)).toBe(noneId)
    expect(table.idOf(allConnections)).toBe(allId)
  })

  it('unites and intersects as the sets do, also when asked again and the other way round', () => {
    const table = createConnectionTable()
    for (const a of sets) {
      for (const b of sets) {
        for (const [left, right] of [[a, b] as const, [b, a] as const, [a, b] as const]) {
          const [x, y] = [table.idOf(left), table.idOf(right)]
          expect(table.setOf(table.union(x, y))).toEqual(union(a, b))
          expect(table.setOf(table.intersect(x, y))).toEqual(intersect(a, b))
        }
      }
    }
  })
})
