import { externalSize, type FlowEdge, type GraphView } from '../../model/graphView'
import { externalId } from '../../model/ids'
import type { Point } from '../../model/workspace'
import type { Rect } from './edgeGeometry'

const rest = externalId('rest')
const gap = 80
const margin = 24

/**
 * The graph with a card for everything outside where it has none, for as long as a flow to there is being drawn or worked out.
 * `at` is where to put it; without it stands to the right of all.
 */
export function withOutside(graph: GraphView, ghosts: readonly FlowEdge[], at: Point | null): GraphView {
  const isMeant = ghosts.some(({ from, to }) => from === rest || to === rest)
  if ((at === null && !isMeant) || graph.externals.some(({ id }) => id === rest)) return graph
  const { x, y } = at ?? rightOf(graph)
  const outside = { id: rest, label: 'Everything outside', ranges: [], isRest: true, x, y }
  return { ...graph, externals: [...graph.externals, outside] }
}

/**
 * The free place for a card that is nearest to a wanted one, straight above or below it; the wanted one where there is none among
 * some. Linear in what is in the way.
 */
export function freePlace(wanted: Point, obstacles: readonly Rect[], range: Range): Point {
  const overlaps = (y: number) =>
    obstacles.some(
      (it) =>
        wanted.x < it.x + it.width + margin &&
        it.x < wanted.x + externalSize.width + margin &&
        y < it.y + it.height + margin &&
        it.y < y + externalSize.height + margin,
    )
  const edges = obstacles.flatMap((it) => [it.y - externalSize.height - margin, it.y + it.height + margin])
  const free = [wanted.y, ...edges].filter((y) => y >= range.from && y <= range.to && !overlaps(y))
  const [nearest = wanted.y] = free.toSorted((a, b) => Math.abs(a - wanted.y) - Math.abs(b - wanted.y))
  return { x: wanted.x, y: nearest }
}

/** Where the top of the card may be. */
interface Range {
  readonly from: number
  readonly to: number
}

function rightOf({ frames }: GraphView): Point {
  const [first] = frames
  return { x: Math.max(0, ...frames.map(({ x, width }) => x + width)) + gap, y: first?.y ?? 0 }
}
