import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Direction } from '../model/policy'
import { allConnections } from '../sets/connections'
import { clusters, scenarioOptions } from '../testing/smallClusterArbitraries'
import { compile } from './compile'
import { isolatingPolicies, side } from './reach'
import { supposedSide } from './supposedSide'

fc.configureGlobal({ seed: 20261121, numRuns: 150 })

it('supposing nothing is what the whole cluster says', () => {
  let judged = 0
  fc.assert(
    fc.property(clusters, scenarioOptions, (cluster, options) => {
      const index = compile(cluster, options)
      for (const direction of ['ingress', 'egress'] satisfies Direction[]) {
        for (const [position, subject] of index.endpoints.entries()) {
          if (subject.kind !== 'workload') continue
          const policies = isolatingPolicies(index, direction, position)
          for (const [at, peer] of index.endpoints.entries()) {
            const supposed = supposedSide(index, { direction, subject, peer, policies, options })
            expect(supposed).toEqual(side(index, direction, position, at) ?? allConnections)
            judged += policies.length === 0 ? 0 : 1
          }
        }
      }
    }),
  )
  expect(judged).toBeGreaterThan(1000)
})
