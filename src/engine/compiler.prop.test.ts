import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { NetworkPolicy } from '../model/policy'
import { clusters, networkPolicies, scenarioOptions } from '../testing/smallClusterArbitraries'
import { compareReach } from './compare'
import { compile, type PolicyIndex } from './compile'
import { createCompiler } from './compiler'
import { isolatingPolicies, reach, side } from './reach'
import { forEachReachRow } from './reachRows'

describe('createCompiler', () => {
  it('answers as compiling anew does, whatever policies come and go', () => {
    fc.assert(
      fc.property(
        clusters,
        fc.array(networkPolicies, { minLength: 1, maxLength: 3 }),
        fc.infiniteStream(fc.boolean()),
        scenarioOptions,
        (cluster, drafts, keep, options) => {
          const compiled = createCompiler()
          for (const more of [[], ...drafts]) {
            const kept = cluster.policies.filter(() => keep.next().value)
            const draft = {
              ...cluster,
              policies: keep.next().value ? [...kept, ...more] : [...more, ...kept],
            }
            const [own, anew] = [compiled, compile].map((make) => ({
              before: make(cluster, options, draft.policies),
              after: make(draft, options, cluster.policies),
            }))
            if (own === undefined || anew === undefined) throw new Error('two were made')
            expect(answersOf(own.before)).toEqual(answersOf(anew.before))
            expect(answersOf(own.after)).toEqual(answersOf(anew.after))
            expect(compareReach(own.before, own.after)).toEqual(compareReach(anew.before, anew.after))
          }
        },
      ),
      { seed: 20261121, numRuns: 300 },
    )
  })

  it('compiles a cluster once, and again only for ipBlocks that cut it otherwise', () => {
    fc.assert(
      fc.property(clusters, networkPolicies, scenarioOptions, (cluster, more, options) => {
        const compiled = createCompiler()
        const before = compiled(cluster, options, more)
        const draft: readonly NetworkPolicy[] = [...cluster.policies, ...more]
        const after = compiled({ ...cluster, policies: draft }, options, cluster.policies)
        expect(after.endpoints).toBe(before.endpoints)
        expect(compiled(cluster, options, draft)).toBe(before)
        expect(compiled({ ...cluster, policies: draft }, options, [])).toBe(after)
      }),
      { seed: 20261121, numRuns: 100 },
    )
  })
})

/** Everything that is asked of an index, for every pair. */
function answersOf(index: PolicyIndex) {
  const positions = [...index.endpoints.keys()]
  return {
    endpoints: index.endpoints,
    pairs: positions.map((from) =>
      positions.map((to) => [
        reach(index, from, to),
        side(index, 'ingress', from, to),
        side(index, 'egress', from, to),
      ]),
    ),
    isolating: positions.map((endpoint) => [
      isolatingPolicies(index, 'ingress', endpoint),
      isolatingPolicies(index, 'egress', endpoint),
    ]),
    rows: rowsOf(index),
  }
}

/** By endpoint whom it reaches, as all pairs at once say it. */
function rowsOf(index: PolicyIndex) {
  const { classes, connections } = index
  const rows = new Map<number, readonly string[]>()
  forEachReachRow(index, ({ senders, planes }) => {
    const row = [...classes.of].flatMap((number, position) =>
      planes.used.flatMap((used) =>
        (((planes.at(used)[number >>> 5] ?? 0) >>> (number & 31)) & 1) === 1
          ? `${position} ${JSON.stringify(connections.setOf(used))}`
          : [],
      ),
    )
    for (const sender of senders) rows.set(sender, row)
  })
  return [...classes.of].map((number) => rows.get(number))
}
