import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compile, type PolicyIndex } from '../engine/compile'
import { judge } from '../engine/judge'
import { letsEverythingThrough } from '../engine/wideRules'
import type { ConnectionSet } from '../model/connections'
import { type GraphView, plainView } from '../model/graphView'
import { type FlowFilter, noFilters } from '../model/look'
import type { MatrixCell, MatrixPart, MatrixRequest } from '../model/matrix'
import {
  connectionsOf,
  formatConnections,
  intersect,
  isEmpty,
  noConnections,
  subtract,
  union,
} from '../sets/connections'
import { clusters, networkPolicies, scenarioOptions } from '../testing/smallClusterArbitraries'
import { selector } from '../testing/smallClusters'
import { buildGraph } from './graphView'
import { type MatrixSheet, matrixSheet } from './matrix'
import { prepareFlows } from './prepareFlows'
import { nothingFiltered, type ReadFilters } from './viewFilter'

const seed = 20_261_121

const unfolded: MatrixRequest = { show: 'draft', filters: noFilters, folded: {} }

const folds = fc.dictionary(fc.constantFrom('n1', 'n2', 'n3', ''), fc.boolean())

const scenes = fc.tuple(clusters, networkPolicies, scenarioOptions).map(([cluster, policies, options]) => {
  const draftCluster = { ...cluster, policies }
  const baseline = compile(cluster, options, policies)
  const draft = compile(draftCluster, options, cluster.policies)
  return { baseline, draft, prepared: prepareFlows({ cluster: draftCluster, baseline, draft }) }
})

const noProblems: ReadFilters['problems'] = []

/** Filters of all sorts; every other time none. */
const filters: fc.Arbitrary<ReadFilters> = fc.oneof(
  fc.constant(nothingFiltered),
  fc.record({
    namespaces: fc.constantFrom(null, new Set(['n1']), new Set(['n2', 'n3'])),
    selector: fc.constantFrom(null, selector('app=a'), selector('!tier')),
    ports: fc.constantFrom(null, [connectionsOf('TCP', 1, 2)], [{ name: 'web', protocol: 'TCP' as const }]),
    kinds: fc.constantFrom(
      null,
      new Set<FlowFilter>(['open']),
      new Set<FlowFilter>(['half', 'outside']),
      new Set<FlowFilter>(['rules', 'changed']),
    ),
    words: fc.constantFrom([], ['w1']),
    problems: fc.constant(noProblems),
  }),
)

interface Pair {
  readonly from: string
  readonly to: string
  readonly cell: MatrixCell
}

/** The cells of all pairs of endpoints. */
function pairsOf({ lines, cellAt }: MatrixSheet): readonly Pair[] {
  return lines.flatMap((a, row) =>
    lines.flatMap((b, column) =>
      a.kind === 'endpoint' && b.kind === 'endpoint'
        ? [{ from: a.id, to: b.id, cell: cellAt(row, column) }]
        : [],
    ),
  )
}

/** What judging a pair by its rules allows; none for what is not asked. */
function judged(index: PolicyIndex, from: string, to: string): ConnectionSet {
  const [a, b] = [from, to].map((id) => index.endpoints.find((it) => it.id === id)?.id)
  return (a && b && judge(index, a, b)?.connections) || noConnections
}

function told(cell: MatrixCell, isMeant: (part: MatrixPart) => boolean): ConnectionSet {
  return cell.parts.filter(isMeant).reduce((set, { connections }) => union(set, connections), noConnections)
}

/** All that the graph says of each pair, when it hides nothing, as text. */
function drawnPairs({ cards, edges }: GraphView): Readonly<Record<string, string>> {
  const ends = (node: string): readonly string[] =>
    node.startsWith('ns:') ? cards.filter(({ frame }) => frame === node).map(({ id }) => id) : [node]
  const parts = new Map<string, ConnectionSet>()
  for (const { from, to, kind, change, blockedBy, connections } of edges)
    for (const a of ends(from))
      for (const b of ends(to)) {
        const key = `${a} > ${b} ${kind} ${change} ${blockedBy}`
        if (a !== b) parts.set(key, union(parts.get(key) ?? noConnections, connections))
      }
  return Object.fromEntries([...parts].map(([key, set]) => [key, formatConnections(set)]))
}

describe('matrixSheet', () => {
  it('says of every pair what judging it by its rules says, and what the draft changes of that', () => {
    fc.assert(
      fc.property(scenes, ({ baseline, draft, prepared }) => {
        for (const { from, to, cell } of pairsOf(matrixSheet(prepared, unfolded))) {
          if (from === to) continue
          const [before, after] = [judged(baseline, from, to), judged(draft, from, to)]
          expect(told(cell, (it) => it.kind !== 'half' && it.change !== 'removed')).toEqual(after)
          expect(told(cell, ({ change }) => change === 'added')).toEqual(subtract(after, before))
          expect(told(cell, ({ change }) => change === 'removed')).toEqual(subtract(before, after))
          expect(cell.flowing).toBe(isEmpty(after) ? 0 : 1)
        }
      }),
      { seed, numRuns: 150 },
    )
  })

  it('calls open what no side holds back, half-open what exactly one side grants, and none what nobody grants', () => {
    fc.assert(
      fc.property(scenes, ({ baseline, prepared }) => {
        const isWide = (direction: 'egress' | 'ingress', id: string) =>
          letsEverythingThrough(
            baseline,
            direction,
            baseline.endpoints.findIndex((it) => it.id === id),
          )
        for (const { from, to, cell } of pairsOf(matrixSheet(prepared, { ...unfolded, show: 'baseline' }))) {
          if (cell.kind === 'self' || cell.kind === 'outside') continue
          expect(cell.kind === 'open').toBe(isWide('egress', from) && isWide('ingress', to))
          const allowed = judged(baseline, from, to)
          for (const half of cell.parts.filter(({ kind }) => kind === 'half'))
            expect(isEmpty(intersect(half.connections, allowed))).toBe(true)
          if (cell.kind === 'none') expect(isEmpty(allowed)).toBe(true)
        }
      }),
      { seed, numRuns: 120 },
    )
  })

  it('says of every pair what the graph says of it, and has a line for everybody with such a flow', () => {
    fc.assert(
      fc.property(scenes, fc.constantFrom('baseline', 'draft'), filters, ({ prepared }, show, asked) => {
        const view = { ...plainView, show, showOpen: true, showUndeclaredPorts: true }
        const graph = buildGraph(prepared, view, asked)
        const sheet = matrixSheet(prepared, { ...unfolded, show }, asked)
        const cells = pairsOf(sheet).flatMap(({ from, to, cell }) =>
          from === to
            ? []
            : cell.parts.map(({ kind, change, blockedBy, connections }) => [
                `${from} > ${to} ${kind} ${change} ${blockedBy}`,
                formatConnections(connections),
              ]),
        )
        expect(Object.fromEntries(cells)).toEqual(drawnPairs(graph))
        expect(sheet.filtered).toEqual(graph.filtered)
        expect(buildGraph(prepared, { ...plainView, show }, asked).filtered).toEqual(graph.filtered)
      }),
      { seed, numRuns: 150 },
    )
  })

  it('sums up in a folded group what its endpoints have by themselves', () => {
    fc.assert(
      fc.property(scenes, folds, filters, ({ prepared }, folded, asked) => {
        const sheet = matrixSheet(prepared, { ...unfolded, folded }, asked)
        const pairs = pairsOf(matrixSheet(prepared, unfolded, asked))
        const lineOf = (id: string) => {
          const own = sheet.lines.findIndex((line) => line.kind === 'endpoint' && line.id === id)
          if (own !== -1) return own
          const namespace = id.startsWith('outside/') ? null : id.split('/')[0]
          return sheet.lines.findIndex((line) => line.kind === 'group' && line.namespace === namespace)
        }
        for (const row of sheet.lines.keys())
          for (const column of sheet.lines.keys()) {
            const cell = sheet.cellAt(row, column)
            const own = pairs.filter(({ from, to }) => lineOf(from) === row && lineOf(to) === column)
            const meant = own.filter((it) => it.cell.kind !== 'self' && it.cell.kind !== 'outside')
            if (cell.kind === 'header' || cell.kind === 'outside') expect(meant).toEqual([])
            if (cell.kind === 'header' || cell.kind === 'outside' || cell.kind === 'self') continue
            expect(cell.pairs).toBe(meant.length)
            expect(cell.flowing).toBe(meant.reduce((sum, it) => sum + it.cell.flowing, 0))
            expect(sortsOf([cell])).toEqual(sortsOf(meant.map((it) => it.cell)))
          }
      }),
      { seed, numRuns: 120 },
    )
  })

  it('answers for any part of the matrix what it answers for each cell', () => {
    const edge = fc.integer({ min: -3, max: 20 })
    fc.assert(
      fc.property(scenes, folds, edge, edge, edge, edge, ({ prepared }, folded, top, left, bottom, right) => {
        const sheet = matrixSheet(prepared, { ...unfolded, folded })
        const { rows, columns, contents, at } = sheet.windowOf({
          rows: { first: top, end: bottom },
          columns: { first: left, end: right },
        })
        const width = columns.end - columns.first
        expect(at).toHaveLength((rows.end - rows.first) * width)
        for (const [i, place] of at.entries()) {
          const [row, column] = [rows.first + Math.floor(i / width), columns.first + (i % width)]
          expect(contents[place]).toEqual(sheet.cellAt(row, column))
        }
      }),
      { seed, numRuns: 100 },
    )
  })
})

/** Parts of many cells by kind, side and change, with how many pairs have them and what they carry together. */
function sortsOf(cells: readonly MatrixCell[]): Readonly<Record<string, string>> {
  const sorts = new Map<string, { pairs: number; connections: ConnectionSet }>()
  for (const { kind, change, blockedBy, connections, pairs } of cells.flatMap(({ parts }) => parts)) {
    const key = `${kind} ${change} ${blockedBy}`
    const before = sorts.get(key) ?? { pairs: 0, connections: noConnections }
    sorts.set(key, { pairs: before.pairs + pairs, connections: union(before.connections, connections) })
  }
  return Object.fromEntries(
    [...sorts].map(([key, { pairs, connections }]) => [key, `${pairs}: ${formatConnections(connections)}`]),
  )
}
