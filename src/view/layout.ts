import { cardSize, externalSize, frameHeader, type NodeId } from '../model/graphView'
import type { EndpointId } from '../model/ids'
import { layOutCards } from './cardLayout'
import { layOutFrames } from './frameLayout'
import { aspect, type Placement, type Point, type Size } from './tierLayout'
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

export interface Layout {
  readonly frames: ReadonlyMap<NodeId, Point & Size>
  /** Relative to the frame. */
  readonly cards: ReadonlyMap<EndpointId, Point>
  readonly externals: ReadonlyMap<EndpointId, Point>
}

const padding = 28
const collapsedSize: Size = { width: 320, height: frameHeader }
const emptyFrame: Size = { width: cardSize.width + 2 * padding, height: frameHeader + padding }
const externalGap = { side: 128, row: 28, level: 64 } as const
const externalsInRow = 3
const externalsInColumn = 12

/**
 * Places everything in pixels: cards in tiers within their namespace, namespaces by who calls whom, addresses outside
 * at the side that their flows come from or go to. The same input gives the same picture, and neither an external block nor the
 * order of the flows moves a card. Nothing overlaps. Total, O(V log V + E).
 */
export function layOut({ frames, externals, flows }: LayoutInput): Layout {
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
  return {
    frames: new Map(
      frames.map(({ id }, i) => [id, { ...(placed.points[i] ?? origin), ...(sizes[i] ?? emptyFrame) }]),
    ),
    cards: cardPoints(frames, contents),
    externals: layOutExternals(externals, flows, placed),
  }
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

// The header of a frame: its name in about so wide letters, beside the fold button and the two locks.
const nameLetter = 8
const besideName = 168
const widestName = 200

function sizeOf({ id, collapsed }: LayoutFrame, content: Placement | null): Size {
  if (collapsed) return collapsedSize
  const headerWidth = besideName + Math.min(id.length * nameLetter, widestName)
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

/**
 * Sources before the frames, destinations behind them, in given order: left and right in columns, or above and below in rows,
 * whichever needs less room.
 */
function layOutExternals(
  externals: readonly EndpointId[],
  flows: LayoutInput['flows'],
  frames: Size,
): ReadonlyMap<EndpointId, Point> {
  const surplus = new Map<NodeId, number>(externals.map((id) => [id, 0]))
  for (const { from, to, weight } of flows) {
    const [asSource, asDestination] = [surplus.get(from), surplus.get(to)]
    if (asSource !== undefined) surplus.set(from, asSource + weight)
    if (asDestination !== undefined) surplus.set(to, asDestination - weight)
  }
  const sources = externals.filter((id) => (surplus.get(id) ?? 0) > 0)
  const destinations = externals.filter((id) => (surplus.get(id) ?? 0) <= 0)
  const place = frames.width > frames.height * aspect ? inRows : inColumns
  const placed = new Map([...place(sources, frames, true), ...place(destinations, frames, false)])
  return new Map(externals.map((id) => [id, placed.get(id) ?? origin]))
}

type Placed = readonly (readonly [EndpointId, Point])[]

function inColumns(ids: readonly EndpointId[], { width }: Size, isBefore: boolean): Placed {
  return ids.map((id, position) => {
    const column = Math.floor(position / externalsInColumn)
    const y = frameHeader + (position % externalsInColumn) * (externalSize.height + externalGap.row)
    const offset = column * (externalSize.width + externalGap.row) + externalGap.side
    return [id, { x: isBefore ? -offset - externalSize.width : width + offset, y }]
  })
}

/** Above from the left, below from the right: where the flows through the cluster begin and end. */
function inRows(ids: readonly EndpointId[], { width, height }: Size, isBefore: boolean): Placed {
  return ids.map((id, position) => {
    const row = Math.floor(position / externalsInRow)
    const along = (position % externalsInRow) * (externalSize.width + externalGap.row)
    const across = row * (externalSize.height + externalGap.row) + externalGap.level
    return isBefore
      ? [id, { x: along, y: -across - externalSize.height }]
      : [id, { x: width - externalSize.width - along, y: height + across }]
  })
}
