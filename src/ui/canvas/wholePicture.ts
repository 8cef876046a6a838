import type { GraphView } from '../../model/graphView'
import { emphasisOf } from './emphasis'
import { labelScaleAt, nameSizeAt } from './levels'
import type { PicturePalette } from './pictureLook'
import type { Measure } from './pictureMarkup'
import type { Picture } from './pictureSvg'
import { boundsOf, type Positions, placesOf } from './places'
import { coursesOf, flowEdges, obstaclesIn } from './toFlowEdges'

/** Up to so many cards everything is drawn as cards with their ports; more would be a wall of paper, and are boxes. */
export const mostCards = 400

/** Room around everything. */
export const around = 24
/** A picture of boxes is about so large. */
const farSize = 3200

export interface WholeOf {
  readonly graph: GraphView
  readonly moved: Positions
  readonly isFar: boolean
  readonly title: string
  readonly note: string
  readonly palette: PicturePalette
  readonly measure: Measure
}

/** A picture of everything, whatever is selected or in sight; null of nothing. The cost is that of the edges' courses. */
export function wholePicture(whole: WholeOf): Picture | null {
  const { graph, moved, isFar, title, note, palette, measure } = whole
  const places = placesOf(graph, moved)
  const bounds = boundsOf(places.values())
  if (bounds === null) return null
  const part = {
    x: bounds.x - around,
    y: bounds.y - around,
    width: bounds.width + 2 * around,
    height: bounds.height + 2 * around,
  }
  const zoom = isFar ? Math.min(0.4, farSize / Math.max(part.width, part.height)) : 1
  const level = isFar ? 'far' : 'near'
  const labelScale = labelScaleAt(zoom, level)
  const emphasis = emphasisOf(graph, {
    selection: { kind: 'none' },
    show: 'draft',
    trail: null,
    underCursor: null,
    governed: null,
  })
  const obstacles = obstaclesIn(graph, places, level)
  const courses = coursesOf({ graph, places, obstacles, level, labelScale })
  const edges = flowEdges({
    edges: graph.edges,
    courses,
    selected: null,
    pointed: null,
    level,
    labelScale,
    emphasis,
  })
  const look = { palette, measure, level, zoom, nameSize: nameSizeAt(zoom), labelScale } as const
  return { title, note, graph, places, edges, emphasis, selected: new Set(), part, look }
}
