import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ConnectionSet } from '../model/connections'
import type { Protocol } from '../model/policy'
import {
  connectionsOf,
  equals,
  formatConnections,
  includes,
  intersect,
  isEmpty,
  subtract,
  union,
  unionAll,
} from './connections'

fc.configureGlobal({ seed: 20261121, numRuns: 400 })

// A small universe at both ends of the port space, so that random ranges often overlap, touch and repeat.
const protocols = ['TCP', 'UDP', 'SCTP'] as const
const ends = [1, 2, 3, 4, 5, 6, 7, 8, 65533, 65534, 65535]
// 1000 stands for all the ports between: no range begins or ends there, so sets are equal when they agree on these.
const ports = [...ends.slice(0, 8), 1000, ...ends.slice(8)]
const range = fc.record({
  protocol: fc.constantFrom<Protocol>('TCP', 'TCP', 'UDP', 'SCTP'),
  first: fc.constantFrom(...ends),
  last: fc.constantFrom(...ends),
})
const ranges = fc.array(range, { maxLength: 8 })
type Ranges = readonly { readonly protocol: Protocol; readonly first: number; readonly last: number }[]

const setOf = (list: Ranges) =>
  unionAll(list.map(({ protocol, first, last }) => connectionsOf(protocol, first, last)))
const pointsOf = (has: (protocol: Protocol, port: number) => boolean) =>
  protocols.flatMap((protocol) =>
    ports.filter((port) => has(protocol, port)).map((port) => `${protocol} ${port}`),
  )

/** The naive twins: sets of single connections. */
function listed(list: Ranges): readonly string[] {
  return pointsOf((protocol, port) =>
    list.some((it) => it.protocol === protocol && it.first <= port && port <= it.last),
  )
}
function points(set: ConnectionSet): readonly string[] {
  return pointsOf((protocol, port) => set[protocol].some((it) => it.first <= port && port <= it.last))
}

function expectCanonical(set: ConnectionSet): void {
  for (const protocol of protocols) {
    let end = -1
    for (const { first, last } of set[protocol]) {
      expect(first).toBeGreaterThan(end + 1)
      expect(last).toBeGreaterThanOrEqual(first)
      end = last
    }
  }
}

describe('connection sets', () => {
  it('hold the connections of their parts and no others', () => {
    fc.assert(
      fc.property(ranges, (a) => {
        expect(points(setOf(a))).toEqual(listed(a))
      }),
    )
  })

  it('unite, intersect and subtract like sets of single connections, in canonical form', () => {
    fc.assert(
      fc.property(ranges, ranges, (a, b) => {
        const [left, right] = [listed(a), listed(b)]
        const either = union(setOf(a), setOf(b))
        const both = intersect(setOf(a), setOf(b))
        const rest = subtract(setOf(a), setOf(b))
        expect(points(either)).toEqual(listed([...a, ...b]))
        expect(points(both)).toEqual(left.filter((it) => right.includes(it)))
        expect(points(rest)).toEqual(left.filter((it) => !right.includes(it)))
        for (const set of [either, both, rest]) expectCanonical(set)
      }),
    )
  })

  it('are equal, included and empty exactly as their connections are', () => {
    fc.assert(
      fc.property(ranges, ranges, (a, b) => {
        const [left, right] = [listed(a), listed(b)]
        expect(equals(setOf(a), setOf(b))).toBe(left.join() === right.join())
        expect(includes(setOf(a), setOf(b))).toBe(right.every((it) => left.includes(it)))
        expect(includes(setOf([...a, ...b]), setOf(b))).toBe(true)
        expect(isEmpty(setOf(a))).toBe(left.length === 0)
      }),
    )
  })

  it('have one form whatever the order of their parts', () => {
    fc.assert(
      fc.property(ranges, (a) => {
        expect(setOf(a.toReversed())).toEqual(setOf(a))
        expect(formatConnections(setOf(a.toReversed()))).toBe(formatConnections(setOf(a)))
      }),
    )
  })
})
