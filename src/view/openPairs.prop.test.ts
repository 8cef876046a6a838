import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compile } from '../engine/compile'
import type { ConnectionSet } from '../model/connections'
import type { NodeId } from '../model/graphView'
import { connectionsOf, formatConnections, noConnections, union } from '../sets/connections'
import { expectMet } from '../testing/meeting'
import { clusters, networkPolicies, scenarioOptions } from '../testing/smallClusterArbitraries'
import { countOpen, openEnds, openPairs } from './openPairs'
import { prepareFlows } from './prepareFlows'
import { nothingFiltered, type ReadFilters, viewFilter } from './viewFilter'
import { viewFlows } from './viewFlows'

const seed = 20_261_121

const filters: fc.Arbitrary<ReadFilters> = fc.record({
  namespaces: fc.constantFrom(null, null, new Set(['n1']), new Set(['n1', 'n2'])),
  selector: fc.constant(null),
  ports: fc.constantFrom(
    null,
    null,
    [connectionsOf('TCP', 1)],
    [connectionsOf('UDP', 9), { name: 'web', protocol: 'TCP' as const }],
  ),
  kinds: fc.constantFrom(
    null,
    new Set(['open' as const]),
    new Set(['outside' as const]),
    new Set(['rules' as const]),
  ),
  words: fc.constantFrom([], [], [], ['w1'], ['outside']),
  problems: fc.constant([]),
})

/** Open flows one by one, as the picture lists them where there are few; and the same counted. */
const scenes = fc
  .tuple(clusters, networkPolicies, scenarioOptions, filters, fc.boolean())
  .map(([cluster, policies, options, asked, isCollapsed]) => {
    const baseline = compile(cluster, options, policies)
    const draft = compile({ ...cluster, policies }, options, cluster.policies)
    const prepared = prepareFlows({ cluster: { ...cluster, policies }, baseline, draft })
    const filter = viewFilter(draft.endpoints, asked)
    const flows = prepared.draft
    const { shown } = viewFlows({
      flows,
      ports: prepared.ports,
      filter,
      showsOpen: true,
      showUndeclaredPorts: true,
    })
    const listed = shown.filter(({ kind, change }) => kind === 'open' && change === 'same')
    const frameAt = (position: number): NodeId => {
      const endpoint = draft.endpoints[position]
      return endpoint?.kind === 'workload' ? `ns:${endpoint.namespace}` : `${endpoint?.id}`
    }
    const isFrame = (position: number) => isCollapsed && draft.endpoints[position]?.kind === 'workload'
    const nodeOf = draft.endpoints.map(({ id }, at): NodeId => (isFrame(at) ? frameAt(at) : id))
    const frameOf = new Map(nodeOf.map((node, position) => [node, frameAt(position)]))
    return { flows, filter, listed, nodeOf, frameOf, frameAt, isCollapsed }
  })

describe('open pairs, counted', () => {
  it('are as many between any two places as there are one by one', () => {
    expectMet(
      scenes,
      ({ flows, filter, listed, nodeOf, frameOf, frameAt }) => {
        const counts = new Map<string, { pairs: number; connections: ConnectionSet }>()
        for (const { from, to, connections } of listed) {
          if (frameAt(from) === frameAt(to)) continue
          const key = `${frameAt(from)} > ${frameAt(to)}`
          const known = counts.get(key) ?? { pairs: 0, connections: noConnections }
          counts.set(key, {
            pairs: known.pairs + 1,
            connections: union(known.connections, connections),
          })
        }
        const { joined } = openPairs(flows, filter, nodeOf, frameOf)
        const told = [...joined].map(({ from, to, pairs }) => [`${from} > ${to}`, pairs])
        expect(told.sort()).toEqual([...counts].map(([key, { pairs }]) => [key, pairs]).sort())
        if (flows.changes.flows.length === 0)
          for (const { from, to, connections } of joined)
            expect(formatConnections(connections)).toBe(
              formatConnections(counts.get(`${from} > ${to}`)?.connections ?? noConnections),
            )
        return counts.size > 0
      },
      { seed, numRuns: 200 },
    )
  })

  it('within a namespace are told one by one, and none within a collapsed one', () => {
    expectMet(
      scenes,
      ({ flows, filter, listed, nodeOf, frameOf, frameAt, isCollapsed }) => {
        const within = listed.filter(({ from, to }) => frameAt(from) === frameAt(to))
        const { bundles, joined, untold } = openPairs(flows, filter, nodeOf, frameOf)
        const single = bundles.filter((it) => !joined.has(it))
        const truth = within.map(({ from, to }) => `${nodeOf[from]} > ${nodeOf[to]}`)
        const told = single.map(({ from, to }) => `${from} > ${to}`)
        expect(told.sort()).toEqual(isCollapsed ? [] : truth.sort())
        expect(untold).toBe(isCollapsed ? within.length : 0)
        return within.length > 0
      },
      { seed, numRuns: 200, least: 10 },
    )
  })

  it('have the ends and the number of those one by one', () => {
    expectMet(
      scenes,
      ({ flows, filter, listed }) => {
        expect(countOpen(flows, filter)).toBe(listed.length)
        const ends = new Set(listed.flatMap(({ from, to }) => [from, to]))
        const opened = flows.changes.flows.flatMap(({ from, to }) => [from, to])
        const counted = openEnds(flows, filter)
        expect(counted.filter((it) => !opened.includes(it))).toEqual(
          [...ends].filter((it) => !opened.includes(it)).sort((a, b) => a - b),
        )
        return listed.length > 0
      },
      { seed, numRuns: 200 },
    )
  })
})

it('is everything where nothing is filtered', () => {
  fc.assert(
    fc.property(clusters, scenarioOptions, (cluster, options) => {
      const index = compile(cluster, options)
      const { draft } = prepareFlows({ cluster, baseline: index, draft: index })
      expect(countOpen(draft, viewFilter(index.endpoints, nothingFiltered))).toBe(draft.openPairs)
    }),
    { seed, numRuns: 50 },
  )
})
