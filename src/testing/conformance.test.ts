import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { judgeNpguard } from './conformanceNpguard'
import { judgeTables } from './conformanceTables'
import type { Judged } from './judged'

const here = fileURLToPath(new URL('conformance/', import.meta.url))

// The counts are part of the test: an adapter that judges nothing, or less than it did, fails.
const sets = [
  { set: 'k8s-e2e', judge: judgeTables, cases: 24, points: 2708, leftOut: 0 },
  { set: 'edge', judge: judgeTables, cases: 53, points: 232, leftOut: 0 },
  { set: 'recipes', judge: judgeTables, cases: 27, points: 114, leftOut: 0 },
  { set: 'cyclonus', judge: judgeTables, cases: 3, points: 1738, leftOut: 0 },
  { set: 'npguard-standard', judge: judgeNpguard, cases: 23, points: 4513, leftOut: 8 },
]

describe.each(sets)('$set', ({ set, judge, ...expected }) => {
  const names = readdirSync(join(here, set)).sort()
  const results: Judged[] = []

  it.each(names)('%s', (name) => {
    const judged = judge(join(here, set, name))
    results.push(judged)
    expect(judged.differences).toEqual([])
    expect(judged.points).toBeGreaterThan(0)
  })

  it(`judges ${expected.points} points`, () => {
    const sum = (count: (it: Judged) => number) => results.reduce((total, it) => total + count(it), 0)
    expect({
      cases: results.length,
      points: sum(({ points }) => points),
      leftOut: sum(({ leftOut }) => leftOut),
    }).toEqual(expected)
  })
})
