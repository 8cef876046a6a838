import type { Size } from './tierLayout'

export const frameGaps = { column: 96, shelf: 60, row: 48 } as const

/** Frames beside each other, from the left. */
export interface Shelf extends Size {
  readonly frames: readonly number[]
}

/** Shelves above each other. */
export interface FrameColumn {
  readonly shelves: readonly Shelf[]
  readonly width: number
}

const halvings = 9

/** Cuts the order into at most `count` columns, the highest as low as can be. Total, O(V^2) in the size of a column. */
export function cutEvenly(
  order: readonly number[],
  sizes: readonly Size[],
  count: number,
): readonly (readonly number[])[] {
  const heights = order.map((frame) => (sizes[frame]?.height ?? 0) + frameGaps.row)
  let low = heights.reduce((most, height) => Math.max(most, height), 0)
  let high = heights.reduce((sum, height) => sum + height, 0)
  let best = fill(order, sizes, high)
  for (let step = 0; step < halvings && high - low > 8; step++) {
    const middle = (low + high) / 2
    const columns = fill(order, sizes, middle)
    if (columns.length > count) low = middle
    else [high, best] = [middle, columns]
  }
  return best
}

/** Columns of at most this height, where a narrow frame needs its part of a shelf. */
function fill(
  order: readonly number[],
  sizes: readonly Size[],
  most: number,
): readonly (readonly number[])[] {
  const columns: number[][] = []
  let [widest, height] = [0, 0]
  for (const frame of order) {
    const column = columns.at(-1)
    const wide = Math.max(widest, sizes[frame]?.width ?? 0)
    const before = wide === widest ? height : sumOfParts(column ?? [], sizes, wide)
    const grown = before + partOf(frame, sizes, wide)
    if (column !== undefined && grown <= most) {
      column.push(frame)
      widest = wide
      height = grown
    } else {
      columns.push([frame])
      widest = sizes[frame]?.width ?? 0
      height = partOf(frame, sizes, widest)
    }
  }
  return columns
}

function sumOfParts(frames: readonly number[], sizes: readonly Size[], width: number): number {
  return frames.reduce((sum, frame) => sum + partOf(frame, sizes, width), 0)
}

/** The height that a frame needs in a column so wide, where those like it stand beside it. */
function partOf(frame: number, sizes: readonly Size[], columnWidth: number): number {
  const { width = 0, height = 0 } = sizes[frame] ?? {}
  return (
    (height + frameGaps.row) /
    Math.max(1, Math.floor((columnWidth + frameGaps.shelf) / (width + frameGaps.shelf)))
  )
}

/** Columns with their shelves; `low` has the last one for itself. */
export function shelve(
  columns: readonly (readonly number[])[],
  sizes: readonly Size[],
  low: number | null,
): readonly FrameColumn[] {
  return columns.map((frames) => {
    const column = columnOf(
      frames.filter((frame) => frame !== low),
      sizes,
    )
    if (low === null || !frames.includes(low)) return column
    const { width = 0, height = 0 } = sizes[low] ?? {}
    return {
      shelves: [...column.shelves, { frames: [low], width, height }],
      width: Math.max(column.width, width),
    }
  })
}

export function heightOf({ shelves }: FrameColumn): number {
  return shelves.reduce((sum, { height }) => sum + height + frameGaps.row, -frameGaps.row)
}

/** The tallest first, each on the first shelf that has room and is hardly higher than it needs. */
function columnOf(frames: readonly number[], sizes: readonly Size[]): FrameColumn {
  const width = frames.reduce((most, frame) => Math.max(most, sizes[frame]?.width ?? 0), 0)
  const shelves: { frames: number[]; width: number; height: number }[] = []
  const tallestFirst = frames.toSorted((a, b) => (sizes[b]?.height ?? 0) - (sizes[a]?.height ?? 0) || a - b)
  for (const frame of tallestFirst) {
    const size = sizes[frame] ?? { width: 0, height: 0 }
    const shelf = shelves.find(
      (it) => it.width + frameGaps.shelf + size.width <= width && size.height >= it.height * leastFilled,
    )
    if (shelf === undefined) shelves.push({ frames: [frame], width: size.width, height: size.height })
    else {
      shelf.frames.push(frame)
      shelf.width += frameGaps.shelf + size.width
    }
  }
  const position = new Map(frames.map((frame, i) => [frame, i]))
  for (const shelf of shelves) shelf.frames.sort((a, b) => (position.get(a) ?? 0) - (position.get(b) ?? 0))
  return { shelves, width }
}

/** A frame shares a shelf only with those that are not much higher. */
const leastFilled = 0.45
