import type { FlowEdge, GraphView } from '../../model/graphView'
import { externalId } from '../../model/ids'
import type { Point } from '../../model/workspace'

const rest = externalId('rest')
const gap = 80

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

function rightOf({ frames }: GraphView): Point {
  const [first] = frames
  return { x: Math.max(0, ...frames.map(({ x, width }) => x + width)) + gap, y: first?.y ?? 0 }
}
