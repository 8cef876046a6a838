import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noneId } from '../sets/connectionTable'
import { clusters, scenarioOptions } from '../testing/smallClusterArbitraries'
import { compile } from './compile'
import { reachOfClasses } from './reach'
import { forEachReachRow } from './reachRows'

describe('forEachReachRow', () => {
  it('says of every pair of classes what reach says, each sender once, each receiver in one plane', () => {
    fc.assert(
      fc.property(clusters, scenarioOptions, (cluster, options) => {
        const index = compile(cluster, options)
        const { count } = index.classes
        const rows = new Map<number, number[]>()
        forEachReachRow(index, ({ senders, planes }) => {
          const row = Array<number>(count).fill(noneId)
          for (const connections of planes.used) {
            expect(connections).not.toBe(noneId)
            const words = planes.at(connections)
            for (let number = 0; number < words.length * 32; number++) {
              if ((((words[number >>> 5] ?? 0) >>> (number & 31)) & 1) === 0) continue
              expect(row[number]).toBe(noneId)
              row[number] = connections
            }
          }
          for (const sender of senders) {
            expect(rows.has(sender)).toBe(false)
            rows.set(sender, row)
          }
        })
        const numbers = Array.from({ length: count }, (_, number) => number)
        expect(numbers.map((from) => rows.get(from))).toEqual(
          numbers.map((from) => numbers.map((to) => reachOfClasses(index, from, to))),
        )
      }),
      { seed: 20261121, numRuns: 400 },
    )
  })
})
