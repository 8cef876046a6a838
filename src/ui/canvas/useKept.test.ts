import { describe, expect, it } from 'vitest'
import { type FlowEdge, type FrameNode, type GraphView, unfiltered } from '../../model/graphView'
import { emphasisOf } from './emphasis'
import { type Positions, placesOf } from './places'
import { flowNodes, isSameNode } from './toFlow'
import { coursesOf, flowEdges, isSameEdge } from './toFlowEdges'
import { keptOf } from './useKept'

const frame = (name: string, x: number): FrameNode => ({
  id: `ns:${name}`,
  namespace: name,
  collapsed: true,
  workloadCount: 1,
  policyCount: 0,
  isolatedIngress: 0,
  isolatedEgress: 0,
  x,
  y: 0,
  width: 200,
  height: 60,
})
const edge = (from: string, to: string, label: string): FlowEdge => ({
  id: `${from} > ${to}`,
  from,
  to,
  kind: 'rules',
  change: 'same',
  connections: { TCP: [], UDP: [], SCTP: [] },
  label,
  pairs: 1,
  blockedBy: null,
})
const frames = [frame('a', 0), frame('b', 400), frame('c', 800)]
const edges = [edge('ns:a', 'ns:b', '80'), edge('ns:b', 'ns:c', '81')]
const graph: GraphView = {
  frames,
  cards: [],
  externals: [],
  edges,
  hidden: { open: 0, undeclaredPorts: 0, folded: 0 },
  filtered: unfiltered(0),
}
const nothing: ReadonlySet<string> = new Set()

const emphasis = emphasisOf(graph, {
  selection: { kind: 'none' },
  show: 'draft',
  trail: null,
  underCursor: null,
  governed: null,
})
const nodesOf = (of: GraphView, moved: Positions, selected: ReadonlySet<string>) =>
  flowNodes({
    graph: of,
    places: placesOf(of, moved),
    selected,
    level: 'middle',
    nameSize: 13,
    inPage: null,
    emphasis,
  })
const places = placesOf(graph, {})
const edgesOf = (of: GraphView, selected: string | null, labelScale = 1) => {
  const obstacles = { cards: [], frames: [] }
  const courses = coursesOf({ graph: of, places, level: 'middle', labelScale, obstacles })
  return flowEdges({
    edges: of.edges,
    courses,
    selected,
    pointed: null,
    level: 'middle',
    labelScale,
    emphasis,
  })
}

describe('what is drawn keeps its identity', () => {
  const nodes = nodesOf(graph, {}, nothing)
  const lines = edgesOf(graph, null)

  it('altogether, when nothing is another', () => {
    expect(keptOf(nodes, nodesOf(graph, {}, nothing), isSameNode)).toBe(nodes)
    expect(keptOf(lines, edgesOf(graph, null), isSameEdge)).toBe(lines)
  })

  it.each([
    ['is selected', graph, {}, new Set(['ns:b'])],
    ['has moved', graph, { 'ns:b': { x: 1, y: 1 } }, nothing],
    ['says something else', { ...graph, frames: frames.with(1, frame('b', 400)) }, {}, nothing],
  ])('but for a node that %s', (_, changed, positions, selected) => {
    const kept = keptOf(nodes, nodesOf(changed, positions, selected), isSameNode)
    expect(kept.map((node, i) => node === nodes[i])).toEqual([true, false, true])
  })

  it.each<[string, GraphView, string | null, number]>([
    ['is selected', graph, 'ns:b > ns:c', 1],
    ['says something else', { ...graph, edges: edges.with(1, edge('ns:b', 'ns:c', '82')) }, null, 1],
    ['is drawn larger, with all others', graph, null, 2],
  ])('but for an edge that %s', (_, changed, selected, scale) => {
    const kept = keptOf(lines, edgesOf(changed, selected, scale), isSameEdge)
    expect(kept.map((line, i) => line === lines[i])).toEqual([scale === 1, false])
  })
})
