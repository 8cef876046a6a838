import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { run } from '../cli/run'
import { judgeInvalid } from './conformanceInvalid'
import { judgeNpguard, judgeNpguardDiff } from './conformanceNpguard'
import { judgeRealworld } from './conformanceRealworld'
import { judgeSteps } from './conformanceSteps'
import { judgeTables } from './conformanceTables'
import type { Judged } from './judged'

const here = fileURLToPath(new URL('conformance/', import.meta.url))
// One cause can have thousands.
const shownDifferences = 20

const judgeDiff = (folder: string) => judgeNpguardDiff(folder, run)

// The counts are part of the test: an adapter that judges nothing, or less than it did, fails. `silent` cases say that nothing is
// allowed, or that nothing differs: they have no points, and fail when we say more.
const sets = [
  { set: 'k8s-e2e', judge: judgeTables, cases: 24, points: 2708, silent: 0, leftOut: 0 },
  { set: 'edge', judge: judgeTables, cases: 53, points: 232, silent: 0, leftOut: 0 },
  { set: 'recipes', judge: judgeTables, cases: 27, points: 114, silent: 0, leftOut: 0 },
  { set: 'cyclonus/explicit', judge: judgeTables, cases: 3, points: 1738, silent: 0, leftOut: 0 },
  { set: 'cyclonus/generated', judge: judgeSteps, cases: 115, points: 53784, silent: 0, leftOut: 0 },
  { set: 'npguard-standard', judge: judgeNpguard, cases: 24, points: 56506, silent: 0, leftOut: 8 },
  { set: 'npguard-exposure', judge: judgeNpguard, cases: 27, points: 148, silent: 3, leftOut: 0 },
  { set: 'npguard-diff', judge: judgeDiff, cases: 15, points: 13801, silent: 5, leftOut: 5 },
  { set: 'npguard-invalid', judge: judgeInvalid, cases: 8, points: 21, silent: 0, leftOut: 0 },
  { set: 'realworld', judge: judgeRealworld, cases: 7, points: 293, silent: 1, leftOut: 0 },
]

describe.each(sets)('$set', ({ set, judge, ...expected }) => {
  const names = readdirSync(join(here, set)).sort()
  const results: Judged[] = []

  it.each(names)('%s', async (name) => {
    const judged = await judge(join(here, set, name))
    results.push(judged)
    expect(judged.differences.slice(0, shownDifferences)).toEqual([])
  })

  it(`judges ${expected.points} points`, () => {
    const sum = (count: (it: Judged) => number) => results.reduce((total, it) => total + count(it), 0)
    expect({
      cases: results.length,
      points: sum(({ points }) => points),
      silent: sum(({ points }) => (points === 0 ? 1 : 0)),
      leftOut: sum(({ leftOut }) => leftOut),
    }).toEqual(expected)
  })
})
