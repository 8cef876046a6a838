import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareReach } from '../engine/compare'
import { compile } from '../engine/compile'
import { servicesByWorkload } from '../engine/servicePorts'
import type { FlowChange } from '../model/edit'
import type { PreviewFlows } from '../model/preview'
import { clusters, networkPolicies, scenarioOptions } from '../testing/smallClusterArbitraries'
import { previewFlows } from './preview'

const seed = 20261121

describe('the preview', () => {
  it('counts each pair that loses something once, and each that gains something', () => {
    fc.assert(
      fc.property(clusters, networkPolicies, scenarioOptions, (cluster, policies, options) => {
        const before = compile(cluster, options, policies)
        const after = compile({ ...cluster, policies }, options, cluster.policies)
        const { stops, starts } = previewFlows({
          before,
          after,
          services: servicesByWorkload(cluster),
          dns: new Map(),
          assumed: new Set(),
        })
        const { added, removed } = compareReach(before, after)
        expect(stops.needed.flows + stops.other.flows).toBe(removed.length)
        expect([stops.dns.flows, starts.flows]).toEqual([0, added.length])
        for (const list of [stops.needed, stops.other]) expectNamed(list, removed)
        expectNamed(starts, added)
        // Reasons are looked up by the positions of the other index.
        expect(after.endpoints.map(({ id }) => id)).toEqual(before.endpoints.map(({ id }) => id))
      }),
      { seed, numRuns: 300 },
    )
  })
})

/** Rows of a single pair say what the pair loses or gains. */
function expectNamed({ rows }: PreviewFlows, changes: readonly FlowChange[]): void {
  for (const { from, to, flows } of rows) {
    expect(flows).toBeGreaterThan(0)
    expect(flows).toBeLessThanOrEqual(from.count * to.count)
    if (from.count !== 1 || to.count !== 1) continue
    const [sender, receiver] = [from.first[0], to.first[0]]
    expect(changes.some((it) => it.from === sender && it.to === receiver)).toBe(true)
  }
}
