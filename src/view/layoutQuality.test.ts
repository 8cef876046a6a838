import { describe, expect, it } from 'vitest'
import { compile } from '../engine/compile'
import { examples } from '../examples/examples'
import { read } from '../manifest/read'
import { cardSize, externalSize, type GraphView, type NodeId, plainView } from '../model/graphView'
import { fileId } from '../model/ids'
import { defaultOptions } from '../model/workspace'
import { manifestsOf, planCalls } from '../testing/callClusters'
import { type DrawnPicture, pictureQuality } from '../testing/pictureQuality'
import { labelHeight, labelWidth, type Rect } from '../ui/canvas/edgeGeometry'
import { edgeCourses } from '../ui/canvas/edgeGeometryCourses'
import { buildGraph } from './graphView'
import { prepareFlows } from './prepareFlows'

type Texts = readonly { readonly name: string; readonly text: string }[]

function textsOf(id: string): Texts {
  return examples.find((example) => example.id === id)?.files ?? []
}

function generated(services: number, namespaces: number): Texts {
  return [{ name: 'cluster.yaml', text: manifestsOf(planCalls(services, namespaces, 5)) }]
}

function graphOf(files: Texts): GraphView {
  const { cluster } = read(
    files.map(({ name, text }) => ({ id: fileId(name), name, text })),
    defaultOptions,
  )
  const index = compile(cluster, defaultOptions, cluster.policies)
  const flows = prepareFlows({ cluster, baseline: index, draft: index })
  const collapsed = Object.fromEntries(cluster.namespaces.map(({ name }) => [name, false]))
  return buildGraph(flows, { ...plainView, collapsed })
}

function rectsOf({ frames, cards, externals }: GraphView): ReadonlyMap<NodeId, Rect> {
  const rects = new Map<NodeId, Rect>()
  for (const { id, x, y, width, height } of frames) rects.set(id, { x, y, width, height })
  for (const { id, frame, x, y } of cards) {
    const around = rects.get(frame) ?? { x: 0, y: 0 }
    rects.set(id, { x: around.x + x, y: around.y + y, ...cardSize })
  }
  for (const { id, x, y } of externals) rects.set(id, { x, y, ...externalSize })
  return rects
}

/** As the canvas draws it, with labels so many times their size. */
function pictureOf(graph: GraphView, scale: number): DrawnPicture {
  const rects = rectsOf(graph)
  const frameOf = new Map<NodeId, NodeId>(graph.cards.map(({ id, frame }) => [id, frame]))
  const rect = (id: NodeId) => rects.get(id) ?? { x: 0, y: 0, width: 0, height: 0 }
  const cards = [...graph.cards, ...graph.externals].map(({ id }) => rect(id))
  const frames = graph.frames.map(({ id }) => rect(id))
  const edges = graph.edges.map(({ id, from, to, label, pairs }) => {
    const [outer, other] = [frameOf.get(from) ?? from, frameOf.get(to) ?? to]
    const labelLength = label === 'all' ? 0 : label.length + (pairs > 1 ? ` ×${pairs}`.length : 0)
    const homes = outer === other ? null : { from: rect(outer), to: rect(other) }
    return { id, from: rect(from), to: rect(to), frames: homes, labelLength }
  })
  const courses = edgeCourses(edges, cards, scale, frames)
  return {
    frames,
    cards,
    edges: edges.map(({ id, from, to, labelLength }) => {
      const { path = '', labelX = 0, labelY = 0, isCrowded = true } = courses.get(id) ?? {}
      const [width, height] = [labelWidth(labelLength) * scale, labelHeight * scale]
      const box = { x: labelX - width / 2, y: labelY - height / 2, width, height }
      return { from, to, path, label: labelLength === 0 || isCrowded ? null : box }
    }),
  }
}

interface Bounds {
  readonly crossings: number
  readonly overCards: number
  /** At least so many labels are drawn. */
  readonly labels: number
  readonly forward: number
  readonly covered: number
}

// What was measured, a little rounded: whoever changes the layout sees what gets worse. Before, in the same order of columns:
// shop 0 0 4 50 44, lab 3 1 9 44 42, boutique 6 3 15 100 100, 50: 47 20 56 100 52, 200: 245 110 150 86 59, 500: 376 199 150 78 60.
// biome-ignore format: a table
const bounds: readonly (readonly [string, Texts, Bounds])[] = [
  ['the shop',       textsOf('three-tier-shop'), { crossings: 0,   overCards: 0, labels: 4,   forward: 50,  covered: 44 }],
  ['payments',       textsOf('payments'),        { crossings: 0,   overCards: 0, labels: 2,   forward: 50,  covered: 54 }],
  ['the lab',        textsOf('namespace-lab'),   { crossings: 4,   overCards: 0, labels: 9,   forward: 44,  covered: 42 }],
  ['deny one app',   textsOf('deny-one-app'),    { crossings: 0,   overCards: 0, labels: 0,   forward: 40,  covered: 65 }],
  ['quarantine',     textsOf('quarantine'),      { crossings: 5,   overCards: 0, labels: 0,   forward: 20,  covered: 65 }],
  ['the boutique',   textsOf('online-boutique'), { crossings: 4,   overCards: 0, labels: 15,  forward: 100, covered: 99 }],
  ['default deny',   textsOf('default-deny'),    { crossings: 1,   overCards: 0, labels: 0,   forward: 25,  covered: 45 }],
  ['50 workloads',   generated(50, 4),           { crossings: 35,  overCards: 0, labels: 56,  forward: 95,  covered: 65 }],
  ['200 workloads',  generated(200, 20),         { crossings: 190, overCards: 0, labels: 140, forward: 80,  covered: 68 }],
  ['500 workloads',  generated(500, 30),         { crossings: 340, overCards: 8, labels: 140, forward: 75,  covered: 68 }],
]

describe.each(bounds)('the picture of %s', (_name, texts, most) => {
  const graph = graphOf(texts)

  it('keeps within what was measured', () => {
    const found = pictureQuality(pictureOf(graph, 1))
    expect(found.crossings).toBeLessThanOrEqual(most.crossings)
    expect(found.overCards).toBeLessThanOrEqual(most.overCards)
    expect(found.labels).toBeGreaterThanOrEqual(most.labels)
    expect(found.forward).toBeGreaterThanOrEqual(most.forward)
    expect(found.covered).toBeGreaterThanOrEqual(most.covered)
  })

  it.each([1, 1.6])('has no label that hides a card or another label, at %f times its size', (scale) => {
    const { labelsOnLabels, labelsOnCards } = pictureQuality(pictureOf(graph, scale))
    expect({ labelsOnLabels, labelsOnCards }).toEqual({ labelsOnLabels: 0, labelsOnCards: 0 })
  })
})

describe('pictureQuality', () => {
  const box = (x: number, y: number): Rect => ({ x, y, width: 100, height: 50 })
  const [a, b, c, d] = [box(0, 0), box(0, 100), box(300, 0), box(300, 100)]
  const line = (from: Rect, to: Rect, label: Rect | null = null) => ({
    from,
    to,
    path: `M${from.x + 100} ${from.y + 25} L${to.x} ${to.y + 25}`,
    label,
  })
  const cards = [a, b, c, d]

  it.each([
    ['crossings', [line(a, d), line(b, c)], 1],
    ['crossings', [line(a, c), line(b, d)], 0],
    ['crossings', [line(a, c), line(a, d)], 0],
    ['overCards', [line(c, a)], 2],
    ['overCards', [line(a, c)], 0],
    ['labelsOnLabels', [line(a, c, box(150, 0)), line(b, d, box(160, 20))], 1],
    ['labelsOnCards', [line(a, c, box(50, 0))], 1],
    ['forward', [line(a, c), line(c, a)], 50],
  ] as const)('counts %s', (what, edges, count) => {
    expect(pictureQuality({ frames: [], cards, edges })[what]).toBe(count)
  })

  it('measures how much is covered', () => {
    const { covered, width, height } = pictureQuality({
      frames: [{ x: 0, y: 0, width: 400, height: 100 }],
      cards,
      edges: [],
    })
    expect({ covered, width, height }).toEqual({ covered: 83, width: 400, height: 150 })
  })
})
