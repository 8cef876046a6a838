import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compile } from '../engine/compile'
import type { Endpoint, Workload } from '../model/cluster'
import type { ConnectionSet } from '../model/connections'
import { type FlowEdge, type GraphView, plainView, type ViewRequest } from '../model/graphView'
import type { LabelSelector } from '../model/selector'
import {
  allConnections,
  connectionsOf,
  formatConnections,
  intersect,
  isEmpty,
  noConnections,
  union,
  unionAll,
} from '../sets/connections'
import { expectMet } from '../testing/meeting'
import { clusters, networkPolicies, scenarioOptions } from '../testing/smallClusterArbitraries'
import { buildGraph } from './graphView'
import { prepareFlows } from './prepareFlows'
import { nothingFiltered, type ReadFilters } from './viewFilter'

const seed = 20_261_121

const selectors: readonly LabelSelector[] = [
  { requirements: [{ key: 'app', operator: 'In', values: ['a'] }] },
  { requirements: [{ key: 'app', operator: 'NotIn', values: ['a'] }] },
  {
    requirements: [
      { key: 'app', operator: 'Exists' },
      { key: 'tier', operator: 'DoesNotExist' },
    ],
  },
]
const ports: readonly NonNullable<ReadFilters['ports']>[] = [
  [connectionsOf('TCP', 1, 3)],
  [connectionsOf('UDP', 2), { name: 'web', protocol: 'TCP' }],
  [{ name: 'web', protocol: 'TCP' }],
  [allConnections],
]
const kinds = fc.uniqueArray(fc.constantFrom('rules', 'open', 'half', 'outside', 'changed'), { minLength: 1 })
const namespaces = fc.uniqueArray(fc.constantFrom('n1', 'n2', 'n3', 'gone'), { minLength: 1 })

/** Filters that ask for everything at once leave nothing. */
function seldom<T>(asked: fc.Arbitrary<T>): fc.Arbitrary<T | null> {
  return fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: asked })
}

const filters: fc.Arbitrary<ReadFilters> = fc.record({
  namespaces: seldom(namespaces.map((it) => new Set(it))),
  selector: seldom(fc.constantFrom(...selectors)),
  ports: seldom(fc.constantFrom(...ports)),
  kinds: seldom(kinds.map((it) => new Set(it))),
  words: fc.constantFrom([], [], [], [], ['n1'], ['w', '2'], ['10.0'], ['outside']),
  problems: fc.constant([]),
})

const everything: ViewRequest = { ...plainView, showOpen: true, showUndeclaredPorts: true }

const scenes = fc
  .tuple(clusters, networkPolicies, scenarioOptions, filters)
  .map(([cluster, policies, options, asked]) => {
    const draftCluster = { ...cluster, policies }
    const baseline = compile(cluster, options, policies)
    const draft = compile(draftCluster, options, cluster.policies)
    const prepared = prepareFlows({ cluster: draftCluster, baseline, draft })
    const draw = (request: ViewRequest, read?: ReadFilters) => buildGraph(prepared, request, read)
    return { workloads: cluster.workloads, endpoints: draft.endpoints, asked, draw }
  })

/** What a picture says of one ordered pair, in one way. */
interface Row {
  readonly from: string
  readonly to: string
  readonly edge: Pick<FlowEdge, 'kind' | 'change' | 'blockedBy'>
  readonly connections: ConnectionSet
}

function rowsOf(graph: GraphView): readonly Row[] {
  const ends = (node: string) =>
    node.startsWith('ns:')
      ? graph.cards.filter(({ frame }) => frame === node).map(({ id }) => `${id}`)
      : [node]
  return graph.edges.flatMap((edge) =>
    ends(edge.from).flatMap((from) =>
      ends(edge.to).flatMap((to) => (from === to ? [] : { from, to, edge, connections: edge.connections })),
    ),
  )
}

function textOf(rows: readonly Row[]): Readonly<Record<string, string>> {
  const told = new Map<string, ConnectionSet>()
  for (const { from, to, edge, connections } of rows) {
    const key = `${from} > ${to} ${edge.kind} ${edge.change} ${edge.blockedBy}`
    told.set(key, union(told.get(key) ?? noConnections, connections))
  }
  return Object.fromEntries([...told].sort().map(([key, set]) => [key, formatConnections(set)]))
}

// The meaning of filters again, one question at a time.

function isMet(endpoint: Endpoint, label: string, asked: ReadFilters): boolean {
  const text = endpoint.kind === 'external' ? label.toLowerCase() : `${endpoint.namespace}/${endpoint.name}`
  if (!asked.words.every((word) => text.includes(word))) return false
  if (endpoint.kind === 'external') return asked.namespaces === null && asked.selector === null
  if (asked.namespaces !== null && ![...asked.namespaces].includes(endpoint.namespace)) return false
  const labels = new Map(Object.entries(endpoint.labels))
  return (asked.selector?.requirements ?? []).every((it) => {
    if (!('values' in it)) return labels.has(it.key) === (it.operator === 'Exists')
    const value = labels.get(it.key)
    const isListed = value !== undefined && it.values.some((listed) => listed === value)
    return isListed === (it.operator === 'In')
  })
}

function isOfKind({ from, to, edge }: Row, asked: ReadFilters): boolean {
  if (asked.kinds === null) return true
  const isOutside = [from, to].some((id) => id.startsWith('outside/'))
  return [...asked.kinds].some((kind) => {
    if (kind === 'outside') return isOutside
    return kind === 'changed' ? edge.change !== 'same' : edge.kind === kind
  })
}

function askedPorts(receiver: Endpoint, asked: NonNullable<ReadFilters['ports']>): ConnectionSet {
  const declared = receiver.kind === 'external' ? [] : receiver.ports
  return unionAll(
    asked.flatMap((port) => {
      if (!('name' in port)) return [port]
      return declared
        .filter((it) => it.name === port.name && it.protocol === port.protocol)
        .map((it) => connectionsOf(it.protocol, it.port))
    }),
  )
}

function naively(
  graph: GraphView,
  endpoints: readonly Endpoint[],
  asked: ReadFilters,
): { readonly rows: readonly Row[]; readonly meets: (id: string) => boolean } {
  const labels = new Map(graph.externals.map(({ id, label }) => [`${id}`, label]))
  const byId = new Map(endpoints.map((it) => [`${it.id}`, it]))
  const meets = (id: string) => {
    const endpoint = byId.get(id)
    return endpoint !== undefined && isMet(endpoint, labels.get(id) ?? '', asked)
  }
  const rows = rowsOf(graph).flatMap((row) => {
    const receiver = byId.get(row.to)
    if (receiver === undefined || !(meets(row.from) || meets(row.to)) || !isOfKind(row, asked)) return []
    const connections =
      asked.ports === null ? row.connections : intersect(row.connections, askedPorts(receiver, asked.ports))
    return isEmpty(connections) ? [] : [{ ...row, connections }]
  })
  return { rows, meets }
}

describe('a filtered picture', () => {
  it('tells exactly the flows that meet the filters, each with the ports that are asked for', () => {
    expectMet(
      scenes,
      ({ draw, endpoints, asked }) => {
        const { rows } = naively(draw(everything), endpoints, asked)
        expect(textOf(rowsOf(draw(everything, asked)))).toEqual(textOf(rows))
        return rows.length > 0
      },
      { seed, numRuns: 200 },
    )
  })

  it('invents nothing and counts what it hides, whatever else is asked for', () => {
    const pairs = (rows: readonly Row[]) => new Set(rows.map(({ from, to }) => `${from} > ${to}`)).size
    expectMet(
      fc.tuple(scenes, fc.boolean(), fc.boolean(), fc.constantFrom(null, 'n1/Deployment/w0', 'outside/rest')),
      ([{ draw, endpoints, asked }, showOpen, showUndeclaredPorts, focus]) => {
        const base = { ...everything, show: 'baseline' } as const
        const { rows } = naively(draw(base), endpoints, asked)
        const graph = draw({ ...base, showOpen, showUndeclaredPorts, focus }, asked)
        const drawn = rowsOf(graph)
        const truth = textOf(rows)
        for (const [flow, connections] of Object.entries(textOf(drawn))) expect(truth[flow]).toBe(connections)
        expect(pairs(drawn) + graph.hidden.open + graph.hidden.undeclaredPorts).toBe(pairs(rows))
        return graph.hidden.open + graph.hidden.undeclaredPorts > 0 && drawn.length > 0
      },
      { seed, numRuns: 200, least: 10 },
    )
  })

  it('has the workloads that meet the filters, of ports and kinds by any flow, and the other ends of what is drawn', () => {
    expectMet(
      scenes,
      ({ draw, workloads, endpoints, asked }) => {
        const showOpen = asked.kinds?.has('open') === true || asked.kinds?.has('outside') === true
        const request = { ...plainView, showUndeclaredPorts: true, showOpen }
        const graph = draw(request, asked)
        const { meets } = naively(draw(everything), endpoints, asked)
        const endsOf = (view: ViewRequest) =>
          new Set(
            (['draft', 'baseline'] as const).flatMap((show) =>
              naively(draw({ ...view, show }), endpoints, asked).rows.flatMap(({ from, to }) => [from, to]),
            ),
          )
        const [isDrawn, isPassing] = [endsOf(request), endsOf(everything)]
        const asksForFlows = asked.ports !== null || asked.kinds !== null
        const isMatching = (id: string) => meets(id) && (!asksForFlows || isPassing.has(id))
        const left = workloads.filter(({ id }) => isDrawn.has(id) || isMatching(id))
        const ids = (list: readonly Pick<Workload, 'id'>[]) => list.map(({ id }) => id)
        expect(ids(graph.cards)).toEqual(ids(left))
        expect(graph.filtered).toMatchObject({
          matching: workloads.filter(({ id }) => isMatching(id)).length,
          of: workloads.length,
        })
        expect(draw(everything, asked).filtered).toEqual(graph.filtered)
        const isFiltered = asksForFlows || asked.namespaces || asked.selector || asked.words.length > 0
        const homes = new Set(left.map(({ namespace }) => namespace))
        if (isFiltered) expect(graph.frames.map(({ namespace }) => namespace)).toEqual([...homes].sort())
        return left.length > 0 && left.length < workloads.length
      },
      { seed, numRuns: 200, least: 10 },
    )
  })

  it('stands still whatever is shown of it, looked at or selected', () => {
    expectMet(
      fc.tuple(
        scenes,
        fc.constantFrom<ViewRequest['show']>('baseline', 'draft', 'difference'),
        fc.constantFrom<ViewRequest['detail']>('workloads', 'namespaces'),
        fc.constantFrom(null, ['n1'], ['n1', 'n2'], []),
        fc.constantFrom(null, 'n1/Deployment/w0', 'n2/Pod/w1', 'ns:n1', 'outside/rest'),
      ),
      ([{ draw, asked }, show, detail, sight, focus]) => {
        const [graph, other] = [
          draw(plainView, asked),
          draw({ ...plainView, show, detail, sight, focus }, asked),
        ]
        const places = ({ frames, cards }: GraphView) =>
          [frames, cards].map((nodes) => nodes.map(({ id, x, y }) => [id, x, y]))
        expect(places(other)).toEqual(places(graph))
        expect(other.filtered).toEqual(graph.filtered)
        return graph.cards.length > 0
      },
      { seed, numRuns: 150 },
    )
  })
})

describe('what is told of a picture', () => {
  it('as the difference is what the draft changes of it', () => {
    expectMet(
      scenes,
      ({ draw, asked }) => {
        const changed = draw(everything, asked).edges.filter(({ change }) => change !== 'same')
        const difference = draw({ ...everything, show: 'difference' }, asked)
        expect(difference.edges).toEqual(changed)
        expect(difference.hidden).toEqual({ open: 0, undeclaredPorts: 0, folded: 0 })
        return changed.length > 0
      },
      { seed, numRuns: 150 },
    )
  })

  it('is the same for any sight, where every edge fits', () => {
    fc.assert(
      fc.property(scenes, fc.constantFrom([], ['n1'], ['n1', 'n3']), ({ draw, asked }, sight) => {
        expect(draw({ ...everything, sight }, asked)).toEqual(draw(everything, asked))
      }),
      { seed, numRuns: 100 },
    )
  })

  it('from afar is what runs between namespaces and the outside, counted', () => {
    expectMet(
      scenes,
      ({ draw, asked }) => {
        const near = draw(everything, asked)
        const frames = new Map(near.cards.map(({ id, frame }) => [`${id}`, frame]))
        const counted = new Map<string, { pairs: Set<string>; connections: ConnectionSet }>()
        for (const { from, to, edge, connections } of rowsOf(near)) {
          const [a, b] = [frames.get(from) ?? from, frames.get(to) ?? to]
          if (a === b) continue
          const key = `${a} > ${b} ${edge.kind} ${edge.change} ${edge.blockedBy}`
          const known = counted.get(key) ?? { pairs: new Set(), connections: noConnections }
          known.pairs.add(`${from} > ${to}`)
          counted.set(key, { ...known, connections: union(known.connections, connections) })
        }
        const far = draw({ ...everything, detail: 'namespaces' }, asked)
        const between = far.edges.filter(({ from, to }) => ![from, to].some((end) => frames.has(end)))
        const told = between.map(({ from, to, kind, change, blockedBy, pairs, connections }) => [
          `${from} > ${to} ${kind} ${change} ${blockedBy}`,
          pairs,
          formatConnections(connections),
        ])
        const truth = [...counted].map(([key, it]) => [key, it.pairs.size, formatConnections(it.connections)])
        expect(told.sort()).toEqual(truth.sort())
        return truth.length > 0
      },
      { seed, numRuns: 150 },
    )
  })
})

it('is what it was without any filter', () => {
  fc.assert(
    fc.property(scenes, ({ draw }) => {
      expect(draw(plainView, nothingFiltered)).toEqual(draw(plainView))
      expect(draw(plainView).filtered.matching).toBe(draw(plainView).filtered.of)
    }),
    { seed, numRuns: 50 },
  )
})
