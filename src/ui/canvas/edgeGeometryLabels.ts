import type { Point, Rect } from './edgeGeometry'
import type { RectGrid } from './edgeGeometryGrid'

/** Shares of the way at which a label may stand, the best first. */
const labelShares = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82, 0.12, 0.88, 0.06, 0.94]
/** Between a label and the head of its own arrow. */
const beforeHead = 4

/** The box of an arrow's head at the end of a course. */
export function headBox(points: readonly Point[]): Rect {
  const [before = { x: 0, y: 0 }, end = before] = points.slice(-2)
  const isLevel = Math.abs(end.x - before.x) >= Math.abs(end.y - before.y)
  const [width, height] = isLevel ? [headLength, headWidth] : [headWidth, headLength]
  return {
    x: isLevel ? end.x - width : end.x - width / 2,
    y: isLevel ? end.y - height / 2 : end.y - (end.y > before.y ? height : 0),
    width,
    height,
  }
}

const headLength = 18
const headWidth = 12

/** How far from its line, in its own heights: on it, else just above or below. */
const besides = [0, -0.62, 0.62]

export interface LabelPlaces {
  /** Cards, and headers of frames. */
  readonly cards: RectGrid
  readonly headers: RectGrid
  readonly labels: RectGrid
  /** The heads of all arrows. */
  readonly heads: RectGrid
  readonly lines: LineGrid
}

/** Which edges run where, in small squares. */
export interface LineGrid {
  readonly add: (edge: number, points: readonly Point[]) => void
  /** Whether another edge runs through the box. */
  readonly hasOther: (box: Rect, edge: number) => boolean
}

const square = 12
const several = -1
// More squares than a picture has in a row: keys of two small numbers never meet.
const stride = 1 << 20

export function lineGrid(): LineGrid {
  const edges = new Map<number, number>()
  const keyOf = (x: number, y: number) => Math.floor(x / square) * stride + Math.floor(y / square)
  return {
    add: (edge, points) => {
      for (const { x, y } of points) {
        const key = keyOf(x, y)
        edges.set(key, (edges.get(key) ?? edge) === edge ? edge : several)
      }
    },
    hasOther: ({ x, y, width, height }, edge) => {
      for (let across = x + square / 2; across < x + width; across += square)
        for (let down = y + square / 2; down < y + height; down += square) {
          const found = edges.get(keyOf(across, down))
          if (found !== undefined && found !== edge) return true
        }
      return false
    },
  }
}

/**
 * The first place along its edge, on it or beside it, where a label covers no card, no header, no arrow's head and no other label; and of those one
 * that covers no other edge, if there is one. Null where there is none.
 */
export function placeLabel(
  edge: number,
  points: readonly Point[],
  { width, height }: { readonly width: number; readonly height: number },
  { cards, headers, labels, heads, lines }: LabelPlaces,
): Rect | null {
  let second: Rect | null = null
  const middles = labelShares.map((share) => points[Math.round(share * (points.length - 1))])
  const places = [...middles.slice(0, 3), nearHead(points, width), ...middles.slice(3)]
  for (const beside of besides)
    for (const at of places) {
      if (!at) continue
      const [x, y] = [at.x - width / 2, at.y - height / 2 + beside * height]
      const isOver = (grid: RectGrid) => grid.find(x - 1, y - 1, x + width + 1, y + height + 1) !== null
      if (isOver(labels) || isOver(cards) || isOver(headers) || isOver(heads)) continue
      const rect = { x, y, width, height }
      if (!lines.hasOther(rect, edge)) return rect
      second ??= rect
    }
  return second
}

/** Where a label stands just before the head: labels of edges that end in one card or above each other then form a column. */
function nearHead(points: readonly Point[], width: number): Point | undefined {
  const end = points.at(-1)
  const room = width / 2 + headLength + beforeHead
  return end === undefined ? undefined : points.findLast(({ x }) => Math.abs(end.x - x) >= room)
}
