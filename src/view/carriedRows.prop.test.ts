import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createCompiler } from '../engine/compiler'
import { withoutWideRules } from '../engine/wideRules'
import { clusters, networkPolicies, scenarioOptions } from '../testing/smallClusterArbitraries'
import { workload } from '../testing/smallClusters'
import { carriedRows } from './carriedRows'
import { governedFlows, isolationOf, type PairFlow } from './pairFlows'

/** So many that a few changed ones are worth working out by themselves. */
const bystanders = Array.from({ length: 150 }, (_, i) => workload(`elsewhere/w${i}`, `app=w${i}`))

/** Something that shows whether it was done, once. */
const narrow = (flow: PairFlow): PairFlow => ({
  ...flow,
  change: flow.change === 'same' ? 'added' : 'removed',
})

it('says the same as working out all rows, whatever policies come and go', () => {
  let carried = 0
  fc.assert(
    fc.property(
      clusters,
      networkPolicies,
      fc.infiniteStream(fc.boolean()),
      scenarioOptions,
      (small, more, keep, options) => {
        const cluster = { ...small, workloads: [...small.workloads, ...bystanders] }
        const policies = [...cluster.policies.filter(() => keep.next().value), ...more]
        const compiled = createCompiler()
        const [before, after] = [
          compiled(cluster, options, policies),
          compiled({ ...cluster, policies }, options, cluster.policies),
        ]
        const former = { index: before, naming: withoutWideRules(before), isolation: isolationOf(before) }
        const naming = withoutWideRules(after, former)
        const own = { index: after, naming, isolation: isolationOf(after) }
        const rows = governedFlows(former).map((row) => row.map(narrow))
        const found = carriedRows(own, narrow, { ...former, rows })
        if (found === null) return
        carried++
        const anew = governedFlows({ ...own, naming: withoutWideRules(after) })
        expect(found).toEqual(anew.map((row) => row.map(narrow)))
      },
    ),
    { seed: 20261121, numRuns: 150 },
  )
  expect(carried).toBeGreaterThan(100)
})
