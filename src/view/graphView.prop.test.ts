import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compile, type PolicyIndex } from '../engine/compile'
import { reach } from '../engine/reach'
import { letsEverythingThrough } from '../engine/wideRules'
import type { ConnectionSet } from '../model/connections'
import {
  cardSize,
  externalSize,
  type FlowEdge,
  type GraphView,
  plainView,
  type ViewRequest,
} from '../model/graphView'
import { noFilters } from '../model/look'
import { formatConnections, isEmpty, noConnections, subtract, union } from '../sets/connections'
import { clusters, networkPolicies, scenarioOptions } from '../testing/smallClusterArbitraries'
import { buildGraph } from './graphView'
import { prepareFlows } from './prepareFlows'

const seed = 20_261_121

const requests: fc.Arbitrary<ViewRequest> = fc.record({
  show: fc.constantFrom('baseline', 'draft'),
  filters: fc.constant(noFilters),
  detail: fc.constant('workloads'),
  sight: fc.constant(null),
  collapsed: fc.dictionary(fc.constantFrom('n1', 'n2', 'n3'), fc.boolean()),
  focus: fc.constantFrom(null, 'n1/Deployment/w0', 'ns:n1', 'outside/rest', 'gone'),
  showOpen: fc.boolean(),
  showUndeclaredPorts: fc.boolean(),
})

const everything: ViewRequest = { ...plainView, showOpen: true, showUndeclaredPorts: true }

const scenes = fc
  .tuple(clusters, networkPolicies, scenarioOptions, requests)
  .map(([cluster, policies, options, request]) => {
    const draftCluster = { ...cluster, policies }
    const baseline = compile(cluster, options, policies)
    const draft = compile(draftCluster, options, cluster.policies)
    const prepared = prepareFlows({ cluster: draftCluster, baseline, draft })
    const preparedBaseline = prepareFlows({ cluster, baseline, draft: baseline })
    const draw = (asked: ViewRequest) => buildGraph(prepared, asked)
    const drawBaseline = (asked: ViewRequest) => buildGraph(preparedBaseline, asked)
    return { baseline, draft, request, draw, drawBaseline }
  })

/** The ordered pairs of endpoints that an edge stands for. */
function pairsOf(graph: GraphView, { from, to }: FlowEdge): readonly string[] {
  const ends = (node: string) =>
    node.startsWith('ns:')
      ? graph.cards.filter(({ frame }) => frame === node).map(({ id }) => id as string)
      : [node]
  return ends(from).flatMap((a) => ends(to).flatMap((b) => (a === b ? [] : [`${a} > ${b}`])))
}

/** What the edges of one kind say about each pair, as text. */
function toldBy(graph: GraphView, isMeant: (edge: FlowEdge) => boolean): Readonly<Record<string, string>> {
  const told = new Map<string, ConnectionSet>()
  for (const edge of graph.edges.filter(isMeant))
    for (const pair of pairsOf(graph, edge))
      told.set(pair, union(told.get(pair) ?? noConnections, edge.connections))
  return Object.fromEntries([...told].sort().map(([pair, set]) => [pair, formatConnections(set)]))
}

function truth(
  index: PolicyIndex,
  connectionsOf: (from: number, to: number) => ConnectionSet,
): Readonly<Record<string, string>> {
  const pairs: [string, string][] = []
  for (const [from, a] of index.endpoints.entries())
    for (const [to, b] of index.endpoints.entries()) {
      if (from === to || (a.kind === 'external' && b.kind === 'external')) continue
      const connections = connectionsOf(from, to)
      if (!isEmpty(connections)) pairs.push([`${a.id} > ${b.id}`, formatConnections(connections)])
    }
  return Object.fromEntries(pairs.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
}

describe('buildGraph', () => {
  it('tells exactly what flows, when it is asked for everything', () => {
    fc.assert(
      fc.property(scenes, ({ draft, draw }) => {
        const graph = draw(everything)
        const allowed = toldBy(graph, ({ kind, change }) => kind !== 'half' && change !== 'removed')
        expect(allowed).toEqual(truth(draft, (from, to) => reach(draft, from, to)))
        expect(graph.hidden).toEqual({ open: 0, undeclaredPorts: 0, folded: 0 })
      }),
      { seed, numRuns: 300 },
    )
  })

  it('tells exactly what the draft adds and removes, whatever it is asked for', () => {
    fc.assert(
      fc.property(scenes, ({ baseline, draft, request, draw }) => {
        const graph = draw({ ...request, show: 'draft', collapsed: {} })
        const gained = (from: number, to: number) =>
          subtract(reach(draft, from, to), reach(baseline, from, to))
        const lost = (from: number, to: number) => subtract(reach(baseline, from, to), reach(draft, from, to))
        expect(toldBy(graph, ({ change }) => change === 'added')).toEqual(truth(draft, gained))
        expect(toldBy(graph, ({ change }) => change === 'removed')).toEqual(truth(draft, lost))
      }),
      { seed, numRuns: 300 },
    )
  })

  it('calls open only what no side holds back, and half-open only what does not flow', () => {
    fc.assert(
      fc.property(scenes, ({ baseline, drawBaseline }) => {
        const graph = drawBaseline(everything)
        const positionOf: ReadonlyMap<string, number> = baseline.positionOf
        for (const edge of graph.edges)
          for (const pair of pairsOf(graph, edge)) {
            const [from = -1, to = -1] = pair.split(' > ').map((id) => positionOf.get(id) ?? -1)
            const isHeldBack =
              !letsEverythingThrough(baseline, 'egress', from) ||
              !letsEverythingThrough(baseline, 'ingress', to)
            expect(edge.kind === 'open').toBe(!isHeldBack)
            const flowing = subtract(edge.connections, subtract(edge.connections, reach(baseline, from, to)))
            if (edge.kind === 'half') expect(isEmpty(flowing)).toBe(true)
            else expect(flowing).toEqual(edge.connections)
          }
      }),
      { seed, numRuns: 200 },
    )
  })

  it('counts every flow that it does not draw', () => {
    fc.assert(
      fc.property(scenes, ({ drawBaseline, request }) => {
        const pairs = (graph: GraphView) => new Set(graph.edges.flatMap((edge) => pairsOf(graph, edge))).size
        const graph = drawBaseline({ ...request, collapsed: {} })
        expect(pairs(graph) + graph.hidden.open + graph.hidden.undeclaredPorts).toBe(
          pairs(drawBaseline(everything)),
        )
      }),
      { seed, numRuns: 200 },
    )
  })

  it('is made of nodes and edges that fit together, and is the same each time', () => {
    fc.assert(
      fc.property(scenes, ({ draw, request }) => {
        const graph = draw(request)
        expect(draw(request)).toEqual(graph)
        const { frames, cards, externals, edges } = graph
        const ids = [...frames, ...cards, ...externals].map(({ id }): string => id)
        expect(new Set(ids).size).toBe(ids.length)
        expect(new Set(edges.map(({ id }) => id)).size).toBe(edges.length)
        for (const { from, to } of edges) {
          expect(ids).toContain(from)
          expect(ids).toContain(to)
          expect(from).not.toBe(to)
        }
        const ends = new Set<string>(edges.flatMap(({ from, to }) => [from, to]))
        for (const { id } of externals) expect(ends).toContain(id)
      }),
      { seed, numRuns: 200 },
    )
  })

  it('places nodes by the baseline alone, and apart from each other', () => {
    fc.assert(
      fc.property(scenes, ({ draw, drawBaseline, request }) => {
        const { frames, cards, externals } = draw(request)
        const places = (graph: GraphView) =>
          [graph.frames, graph.cards].map((nodes) => nodes.map(({ id, x, y }) => [id, x, y]))
        const { collapsed } = request
        expect(places(drawBaseline({ ...everything, collapsed }))).toEqual(places(draw(request)))
        const outer = [...frames, ...externals.map((it) => ({ ...it, ...externalSize }))]
        for (const [i, a] of outer.entries())
          for (const b of outer.slice(i + 1)) expect(areApart(a, b)).toBe(true)
        for (const card of cards) {
          const frame = frames.find(({ id }) => id === card.frame)
          expect(card.x + cardSize.width).toBeLessThanOrEqual(frame?.width ?? 0)
          expect(card.y + cardSize.height).toBeLessThanOrEqual(frame?.height ?? 0)
        }
      }),
      { seed, numRuns: 200 },
    )
  })
})

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

function areApart(a: Box, b: Box): boolean {
  return a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y
}
