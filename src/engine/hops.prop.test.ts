import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Cluster, Service } from '../model/cluster'
import { fileId } from '../model/ids'
import { allConnections, connectionsOf, equals, intersect, isEmpty, unionAll } from '../sets/connections'
import { clusters, scenarioOptions } from '../testing/smallClusterArbitraries'
import { labels } from '../testing/smallClusters'
import { compile, type PolicyIndex } from './compile'
import { reachFrom } from './hops'
import { reach } from './reach'

fc.configureGlobal({ seed: 20261121, numRuns: 150 })

const service: fc.Arbitrary<Service> = fc
  .record({
    namespace: fc.constantFrom('n1', 'n2'),
    selector: fc.constantFrom('app=a', 'app=b'),
    targetPort: fc.constantFrom<number | string>(2, 'web'),
  })
  .map(({ namespace, selector, targetPort }) => ({
    namespace,
    name: 's',
    type: 'ClusterIP',
    selector: labels(selector),
    ports: [{ name: null, port: 80, protocol: 'TCP', targetPort }],
    externalTrafficPolicy: 'Cluster',
    place: { file: fileId('test'), document: 0, from: 0, to: 0, line: 1, column: 1 },
  }))

const withServices: fc.Arbitrary<Cluster> = fc
  .tuple(clusters, fc.array(service, { maxLength: 2 }))
  .map(([cluster, services]) => ({ ...cluster, services }))

/** What counts between all pairs, in the words of the API: nothing of classes, tables or rows. */
function naivePairs(index: PolicyIndex, declaredOnly: boolean) {
  const declared = index.endpoints.map((endpoint) => {
    if (endpoint.kind === 'external' || !declaredOnly) return allConnections
    const own = endpoint.ports.map(({ protocol, port }) => connectionsOf(protocol, port))
    const sent = index.cluster.services
      .filter(({ namespace, selector }) => {
        const [[key, value] = ['', '']] = Object.entries(selector ?? {})
        return namespace === endpoint.namespace && endpoint.labels[key] === value
      })
      .flatMap(({ ports }) => ports)
      .flatMap(({ targetPort, protocol }) =>
        typeof targetPort === 'number'
          ? connectionsOf(protocol, targetPort)
          : endpoint.ports
              .filter((it) => it.name === targetPort && it.protocol === protocol)
              .map(({ port }) => connectionsOf(protocol, port)),
      )
    const all = unionAll([...own, ...sent])
    return isEmpty(all) ? allConnections : all
  })
  return index.endpoints.map((_, from) =>
    index.endpoints.map((_, to) => intersect(reach(index, from, to), declared[to] ?? allConnections)),
  )
}

/** Floyd-Warshall over the pairs that count; ways lead through workloads alone. */
function naiveDistances(index: PolicyIndex, pairs: ReturnType<typeof naivePairs>): readonly number[][] {
  const distance = pairs.map((row, from) =>
    row.map((set, to) => (from === to ? 0 : isEmpty(set) ? Number.POSITIVE_INFINITY : 1)),
  )
  const at = (from: number, to: number) => distance[from]?.[to] ?? Number.POSITIVE_INFINITY
  for (const [middle, endpoint] of index.endpoints.entries()) {
    if (endpoint.kind === 'external') continue
    for (const [from, row] of distance.entries())
      for (const to of row.keys()) row[to] = Math.min(at(from, to), at(from, middle) + at(middle, to))
  }
  return distance
}

describe('reachFrom on random clusters', () => {
  it.each([
    ['out', 'declared'],
    ['out', 'any'],
    ['in', 'declared'],
    ['in', 'any'],
  ] as const)('%s on %s ports gives the shortest ways that all pairs give', (direction, ports) => {
    fc.assert(
      fc.property(withServices, scenarioOptions, (cluster, options) => {
        const index = compile(cluster, options)
        const pairs = naivePairs(index, ports === 'declared')
        const distances = naiveDistances(index, pairs)
        for (const start of index.endpoints.keys()) {
          const { layers } = reachFrom(index, start, direction, ports)
          const far = (to: number) => (direction === 'out' ? distances[start]?.[to] : distances[to]?.[start])
          const expected = [...index.endpoints.keys()].filter(
            (to) => to !== start && far(to) !== Number.POSITIVE_INFINITY,
          )
          expect(layers.flatMap((layer) => layer.map(({ endpoint }) => endpoint)).toSorted()).toEqual(
            expected.toSorted(),
          )
          for (const [i, layer] of layers.entries()) {
            expect(layer.map(({ endpoint }) => endpoint)).toEqual(expected.filter((it) => far(it) === i + 1))
            const before = i === 0 ? [start] : (layers[i - 1] ?? []).map(({ endpoint }) => endpoint)
            for (const { endpoint, via, connections } of layer) {
              const pairOf = (near: number) =>
                (direction === 'out' ? pairs[near]?.[endpoint] : pairs[endpoint]?.[near]) ?? allConnections
              const isGate = (near: number) =>
                (near === start || index.endpoints[near]?.kind === 'workload') && !isEmpty(pairOf(near))
              expect(via).toBe(before.find(isGate))
              expect(equals(connections, pairOf(via))).toBe(true)
            }
          }
        }
      }),
    )
  })
})
