import { contains, distance, isSameRect, type Point, type Rect, waveX, waveY } from './edgeGeometry'
import { type RectGrid, rectGrid } from './edgeGeometryGrid'

/** What one edge must not run over: cards other than its ends, and frames other than those around its ends. */
export interface Obstacles {
  /** The first thing in the way of a flat S. */
  readonly onWave: (a: Point, b: Point) => Obstacle | null
  /** Anything in the way of an upright or level line; here the name of a frame is, too. */
  readonly onLine: (a: Point, b: Point) => Obstacle | null
  /** Whether a flat S, or a straight line, runs over what stands in the header of a frame: its name, its locks, what folds it. */
  readonly isOverHead: (a: Point, b: Point) => boolean
}

export interface Obstacle {
  readonly rect: Rect
  /** How far from it an edge passes: half of the lane to what stands next to it. */
  readonly lane: number
}

export interface Surroundings {
  readonly cards: RectGrid
  readonly frames: RectGrid
  /** Where the names of the frames stand. */
  readonly headers: RectGrid
  /** What of that is written on, or pressed. */
  readonly heads: RectGrid
}

const headerHeight = 40
/** The fold button with the name, and the locks. */
const headEnds = { left: 120, right: 90 } as const
/** How close to each other the points of a line are held against the headers. */
const headStride = 12

/** Nearer than this an edge would seem to belong to what it passes. */
const margin = 5
const cardLane = 14
const frameLane = 20
/** Shorter than any card is high or wide; a long course may graze a corner. */
const stride = { near: 36, far: 56 } as const
const farAway = 800

export function surroundings(cards: readonly Rect[], frames: readonly Rect[]): Surroundings {
  const headers = frames.map((frame) => ({ ...frame, height: Math.min(frame.height, headerHeight) }))
  const heads = headers.flatMap((header): readonly Rect[] => {
    const { x, width } = header
    if (width <= headEnds.left + headEnds.right) return [header]
    return [
      { ...header, width: headEnds.left },
      { ...header, x: x + width - headEnds.right, width: headEnds.right },
    ]
  })
  return {
    cards: rectGrid(cards, { width: 256, height: 128 }),
    frames: rectGrid(frames, { width: 1024, height: 1024 }),
    headers: rectGrid(headers, { width: 1024, height: 128 }),
    heads: rectGrid(heads, { width: 256, height: 128 }),
  }
}

/** The obstacles of an edge with these ends in these frames. */
export function obstaclesOf(
  { cards, frames, headers, heads }: Surroundings,
  ends: readonly Rect[],
  homes: readonly Rect[],
): Obstacles {
  const isHome = (frame: Rect) =>
    homes.some((home) => isSameRect(home, frame)) || ends.some((end) => contains(frame, end))
  const isEnd = (card: Rect) => ends.some((end) => isSameRect(end, card) || contains(card, end))
  const find = (left: number, top: number, right: number, bottom: number): Obstacle | null => {
    const frame = frames.isEmpty
      ? null
      : frames.find(left - margin, top - margin, right + margin, bottom + margin, isHome)
    if (frame !== null) return { rect: frame, lane: frameLane }
    const card = cards.find(left - margin, top - margin, right + margin, bottom + margin, isEnd)
    return card === null ? null : { rect: card, lane: cardLane }
  }
  const between = (a: Point, b: Point) =>
    find(Math.min(a.x, b.x), Math.min(a.y, b.y), Math.max(a.x, b.x), Math.max(a.y, b.y))
  return {
    onLine: (a, b) => {
      const found = between(a, b)
      if (found !== null || headers.isEmpty) return found
      const header = headers.find(
        Math.min(a.x, b.x),
        Math.min(a.y, b.y),
        Math.max(a.x, b.x),
        Math.max(a.y, b.y) + 1,
      )
      return header === null ? null : { rect: header, lane: frameLane }
    },
    isOverHead: (a, b) => {
      if (heads.isEmpty) return false
      const steps = Math.max(2, Math.ceil(distance(a, b) / headStride))
      for (let step = 0; step <= steps; step++) {
        const [x, y] = [waveX(a, b, step / steps), waveY(a, b, step / steps)]
        if (heads.find(x, y, x, y) !== null) return true
      }
      return false
    },
    onWave: (a, b) => {
      if (a.y === b.y && between(a, b) === null) return null
      const length = distance(a, b)
      const steps = Math.max(2, Math.ceil(length / (length > farAway ? stride.far : stride.near)))
      for (let step = 0; step <= steps; step++) {
        const share = step / steps
        const x = waveX(a, b, share)
        const y = waveY(a, b, share)
        const found = find(x, y, x, y)
        if (found !== null) return found
      }
      return null
    },
  }
}
