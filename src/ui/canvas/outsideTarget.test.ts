import { expect, it } from 'vitest'
import { type ExternalNode, type FrameNode, type GraphView, unfiltered } from '../../model/graphView'
import { workloadId } from '../../model/ids'
import { ghostEdges } from './ghosts'
import { freePlace, withOutside } from './outsideTarget'

const frame = { id: 'ns:a', x: 40, y: 10, width: 300 } as FrameNode
const hidden = { open: 0, undeclaredPorts: 0, folded: 0 }
const graph: GraphView = {
  frames: [frame],
  cards: [],
  externals: [],
  edges: [],
  hidden,
  filtered: unfiltered(0),
}
const toOutside = ghostEdges(
  [],
  [],
  { from: [workloadId('a', 'Pod', 'b')], to: ['outside/rest'] },
  () => true,
)

function placeIn(drawn: GraphView): readonly (readonly [number, number])[] {
  return drawn.externals.map(({ x, y }) => [x, y])
}

it('has a card for outside while something is drawn, where it is wanted', () => {
  expect(placeIn(withOutside(graph, [], { x: 7, y: 8 }))).toEqual([[7, 8]])
})

it('puts it to the right of all when nobody says where', () => {
  expect(placeIn(withOutside(graph, toOutside, null))).toEqual([[420, 10]])
})

const range = { from: 0, to: 1000 }

it.each([
  ['as wanted where nothing is in the way', [{ x: 900, y: 0, width: 100, height: 900 }], 400],
  ['below what is in the way', [{ x: 0, y: 300, width: 100, height: 180 }], 504],
  ['above it where that is nearer', [{ x: 0, y: 390, width: 100, height: 400 }], 302],
  ['as wanted where everything is taken', [{ x: 0, y: -50, width: 100, height: 2000 }], 400],
])('drops %s', (_, obstacles, y) => {
  expect(freePlace({ x: 0, y: 400 }, obstacles, range)).toEqual({ x: 0, y })
})

it('leaves a graph alone that has one, or needs none', () => {
  const rest = { id: 'outside/rest', x: 1, y: 1 } as unknown as ExternalNode
  const whole = { ...graph, externals: [rest] }
  expect(withOutside(whole, toOutside, { x: 7, y: 8 })).toBe(whole)
  expect(withOutside(graph, [], null)).toBe(graph)
})
