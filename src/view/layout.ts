import { cardSize, frameHeader, type NodeId } from '../model/graphView'
import type { EndpointId } from '../model/ids'
import { layOutCards } from './cardLayout'
import { layOutFrames } from './frameLayout'
import { layOutExternals } from './layoutExternals'
import type { Placement, Point, Size } from './tierLayout'
import type { Arc } from './tiers'

export interface LayoutFrame {
  readonly id: NodeId
  readonly collapsed: boolean
  readonly cards: readonly EndpointId[]
}

/** Who has flows to whom: a card, a collapsed frame or an external block. */
export interface LayoutFlow {
  readonly from: NodeId
  readonly to: NodeId
  /** How much it says about who calls whom. */
  readonly weight: number
}

export interface LayoutInput {
  /** In name order. */
  readonly frames: readonly LayoutFrame[]
  /** External blocks that are drawn. */
  readonly externals: readonly EndpointId[]
  readonly flows: readonly LayoutFlow[]
}

/** Frames and cards, and the size of it all. */
export interface PlacedNodes extends Size {
  readonly frames: ReadonlyMap<NodeId, Point & Size>
  /** Relative to the frame. */
  readonly cards: ReadonlyMap<EndpointId, Point>
  /** The height of the middle of every frame and card. */
  readonly middles: ReadonlyMap<NodeId, number>
}

export interface Layout extends PlacedNodes {
  readonly externals: ReadonlyMap<EndpointId, Point>
}

const padding = 24
const collapsedSize: Size = { width: 320, height: frameHeader }
const emptyFrame: Size = { width: cardSize.width + 2 * padding, height: frameHeader + padding }

/** Frames and cards, and then the addresses outside around them. Total, cost of both. */
export function layOut({ frames, externals, flows }: LayoutInput): Layout {
  const placed = layOutNodes({ frames, flows })
  return { ...placed, externals: layOutExternals(externals, flows, placed) }
}

/**
 * Places frames and cards in pixels: cards in tiers within their namespace, namespaces by who calls whom. The same input gives the
 * same picture, and neither the order of the flows nor those with anything that is in no frame move a card. Nothing overlaps. Total,
 * O(V log V + E).
 */
export function layOutNodes({ frames, flows }: Omit<LayoutInput, 'externals'>): PlacedNodes {
  const frameOf = new Map<NodeId, number>()
  const numberOf = new Map<NodeId, number>()
  frames.forEach(({ id, cards }, frame) => {
    frameOf.set(id, frame)
    cards.forEach((card, i) => {
      frameOf.set(card, frame)
      numberOf.set(card, i)
    })
  })
  const inner: Arc[][] = frames.map(() => [])
  const outer: Arc[] = []
  for (const { from, to, weight } of flows) {
    const [a, b] = [frameOf.get(from), frameOf.get(to)]
    if (a === undefined || b === undefined) continue
    if (a === b) inner[a]?.push({ from: numberOf.get(from) ?? 0, to: numberOf.get(to) ?? 0, weight })
    else outer.push({ from: a, to: b, weight })
  }
  const contents = frames.map(({ collapsed, cards }, i): Placement | null =>
    collapsed || cards.length === 0 ? null : layOutCards(cards.length, inArcOrder(inner[i] ?? [])),
  )
  const sizes = frames.map((frame, i) => sizeOf(frame, contents[i] ?? null))
  const placed = layOutFrames(
    frames.map(({ id }) => id),
    sizes,
    inArcOrder(outer),
  )
  const points = frames.map((_, i) => placed.points[i] ?? origin)
  return {
    frames: new Map(
      frames.map(({ id }, i) => [id, { ...(points[i] ?? origin), ...(sizes[i] ?? emptyFrame) }]),
    ),
    cards: cardPoints(frames, contents),
    middles: middlesOf(frames, contents, points, sizes),
    width: placed.width,
    height: placed.height,
  }
}

function middlesOf(
  frames: readonly LayoutFrame[],
  contents: readonly (Placement | null)[],
  points: readonly Point[],
  sizes: readonly Size[],
): ReadonlyMap<NodeId, number> {
  const middles = new Map<NodeId, number>()
  frames.forEach(({ id, cards }, frame) => {
    const top = points[frame]?.y ?? 0
    middles.set(id, top + (sizes[frame]?.height ?? 0) / 2)
    const content = contents[frame]
    if (content)
      cards.forEach((card, i) => {
        middles.set(card, top + frameHeader + (content.points[i]?.y ?? 0) + cardSize.height / 2)
      })
  })
  return middles
}

/** Each pair once, with its joint weight, by number: so that nothing depends on the order in which flows were found. */
function inArcOrder(arcs: readonly Arc[]): readonly Arc[] {
  const joined: Arc[] = []
  for (const arc of arcs.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    const last = joined.at(-1)
    if (last?.from !== arc.from || last.to !== arc.to) joined.push(arc)
    else joined[joined.length - 1] = { ...last, weight: last.weight + arc.weight }
  }
  return joined
}

const origin: Point = { x: 0, y: 0 }

// The header of a frame: its name in about so wide letters beside the fold button and the two locks, once as in the picture's own
// size, and once as it is written when everything is shown smaller, beside the bare signs of the locks.
const heads = [
  { letter: 8, beside: 168 },
  { letter: 12.5, beside: 106 },
] as const
const longestName = 20

function sizeOf({ id, collapsed }: LayoutFrame, content: Placement | null): Size {
  if (collapsed) return collapsedSize
  const letters = Math.min(id.length - 'ns:'.length, longestName)
  const headerWidth = Math.max(...heads.map(({ letter, beside }) => Math.ceil(beside + letters * letter)))
  if (content === null) return { ...emptyFrame, width: Math.max(emptyFrame.width, headerWidth) }
  const width = Math.max(content.width + 2 * padding, headerWidth)
  return { width, height: frameHeader + content.height + padding }
}

function cardPoints(
  frames: readonly LayoutFrame[],
  contents: readonly (Placement | null)[],
): ReadonlyMap<EndpointId, Point> {
  const points = new Map<EndpointId, Point>()
  frames.forEach(({ cards }, frame) => {
    const content = contents[frame]
    if (content === null || content === undefined) return
    cards.forEach((card, i) => {
      const { x, y } = content.points[i] ?? origin
      points.set(card, { x: x + padding, y: y + frameHeader })
    })
  })
  return points
}
