import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Cluster, Workload } from '../model/cluster'
import type { ConnectionSet } from '../model/connections'
import type { Direction } from '../model/policy'
import { defaultOptions } from '../model/workspace'
import {
  allConnections,
  connectionsOf,
  formatConnections,
  includes,
  intersect,
  union,
  unionAll,
} from '../sets/connections'
import { clusters, scenarioOptions } from '../testing/smallClusterArbitraries'
import { clusterOf, workload } from '../testing/smallClusters'
import { compile, type PolicyIndex } from './compile'
import { type FuturePods, futurePods } from './futurePods'
import { reach, side } from './reach'
import { selects } from './selects'

fc.configureGlobal({ seed: 20261121, numRuns: 150 })

/** Namespaces of the arbitraries, and new ones that their selectors tell apart. */
const newNamespaces: Readonly<Record<string, string>> = { x1: '', x2: 'team=red', x3: 'team=blue' }
const homes = ['n1', 'n2', 'n3', ...Object.keys(newNamespaces)]

const ports = [1, 2, 3, 4, 5, 65535]
const universe = unionAll(
  ports.flatMap((port) => (['TCP', 'UDP', 'SCTP'] as const).map((it) => connectionsOf(it, port))),
)
const everyName = ports.map((port) => `web:${port} web:${port}/UDP web:${port}/SCTP`).join(' ')

/** A pod of every labels that the selectors of the arbitraries tell apart, with no port and with every name on every port. */
const candidates: readonly Workload[] = homes.flatMap((home) =>
  ['', 'app=', 'app=a', 'app=b', 'app=z'].flatMap((app) =>
    ['', 'App=a', 'App=z'].flatMap((twin) =>
      ['', 'tier=x', 'tier=z'].flatMap((tier) =>
        ['', everyName].map((named, i) =>
          workload(`${home}/future-${app}${twin}${tier}${i}`, `${app} ${twin} ${tier}`, named),
        ),
      ),
    ),
  ),
)

/** The same cluster where all of them are real. */
function withCandidates(cluster: Cluster): Cluster {
  const { namespaces } = clusterOf(newNamespaces, [], [])
  return {
    ...cluster,
    namespaces: [...cluster.namespaces, ...namespaces],
    workloads: [...cluster.workloads, ...candidates],
  }
}

interface Real {
  readonly pod: Workload
  readonly own: ConnectionSet
  readonly both: ConnectionSet
}

function realPods(index: PolicyIndex, direction: Direction, endpoint: Workload): readonly Real[] {
  const at = index.positionOf.get(endpoint.id) ?? -1
  return candidates.map((pod) => {
    const peer = index.positionOf.get(pod.id) ?? -1
    const [from, to] = direction === 'ingress' ? [peer, at] : [at, peer]
    return {
      pod,
      own: side(index, direction, at, peer) ?? allConnections,
      both: reach(index, from, to),
    }
  })
}

function isOfKind(index: PolicyIndex, { podSelector, namespaces }: FuturePods, pod: Workload): boolean {
  const labels = index.cluster.namespaces.find(({ name }) => name === pod.namespace)?.labels
  const name = { 'kubernetes.io/metadata.name': pod.namespace }
  return selects(podSelector, pod.labels) && selects(namespaces, labels ?? name)
}

/** What a kind is allowed by the endpoint's side, with its names as this pod has them. */
function allowedTo({ connections, names }: FuturePods, { ports: own }: Workload): ConnectionSet {
  const named = own.filter((port) =>
    names.some(({ protocol, name }) => port.protocol === protocol && port.name === name),
  )
  return unionAll([connections, ...named.map(({ protocol, port }) => connectionsOf(protocol, port))])
}

function judged(set: ConnectionSet): string {
  return formatConnections(intersect(set, universe))
}

function checkKind(index: PolicyIndex, kind: FuturePods, real: readonly Real[]): void {
  const members = real.filter(({ pod }) => isOfKind(index, kind, pod))
  expect(members).not.toEqual([])
  const all = unionAll(members.map(({ pod }) => allowedTo(kind, pod)))
  let isFree = false
  for (const home of homes) {
    const here = members.filter(({ pod }) => pod.namespace === home)
    if (here.length === 0) continue
    const usable = here.reduce(
      (set, { pod, both }) => union(set, intersect(both, allowedTo(kind, pod))),
      noSet,
    )
    const held = kind.held.find(({ namespace }) => namespace === home)
    // A free port name is every port at most, and the candidates name only some.
    if (held) expect(judged(usable)).toBe(judged(held.connections))
    else expect(judged(usable)).toBe(judged(all))
    isFree ||= includes(usable, intersect(all, universe))
  }
  expect(kind.isFree).toBe(isFree)
}

const noSet = connectionsOf('TCP', 0, 0)

describe('futurePods on random clusters', () => {
  it.each(['ingress', 'egress'] as const)(
    '%s is what such pods get when they are added for real',
    (direction) => {
      fc.assert(
        fc.property(clusters, scenarioOptions, (cluster, options) => {
          const index = compile(cluster, options)
          const later = compile(withCandidates(cluster), options)
          for (const endpoint of cluster.workloads) {
            const kinds = futurePods(index, direction, index.positionOf.get(endpoint.id) ?? -1)
            const real = realPods(later, direction, endpoint)
            for (const { pod, own } of real) {
              const said = kinds
                .filter((kind) => isOfKind(later, kind, pod))
                .map((kind) => allowedTo(kind, pod))
              expect(formatConnections(unionAll(said))).toBe(formatConnections(own))
            }
            for (const kind of kinds) checkKind(later, kind, real)
          }
        }),
      )
    },
  )

  it('says each thing once and whole: a kind within another is allowed more than it', () => {
    fc.assert(
      fc.property(clusters, (cluster) => {
        const index = compile(cluster, defaultOptions)
        const later = compile(withCandidates(cluster), defaultOptions)
        for (const position of cluster.workloads.keys()) {
          const kinds = futurePods(index, 'ingress', position)
          for (const kind of kinds) {
            const wider = kinds.filter(
              (other) =>
                other !== kind &&
                candidates.every((pod) => !isOfKind(later, kind, pod) || isOfKind(later, other, pod)),
            )
            expect(wider.filter(({ connections }) => includes(connections, kind.connections))).toEqual([])
            expect(wider.filter(({ connections }) => !includes(kind.connections, connections))).toEqual([])
          }
        }
      }),
    )
  })
})
