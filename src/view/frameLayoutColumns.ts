import type { Size } from './tierLayout'

export const frameGaps = { column: 104, shelf: 64, row: 44 } as const

/** Frames beside each other, from the left. */
export interface Shelf extends Size {
  readonly frames: readonly number[]
}

/** Shelves above each other. */
export interface FrameColumn {
  readonly shelves: readonly Shelf[]
  readonly width: number
}

/**
 * Fills columns of about `columnHeight`, in order; each group starts a new one. Within a column the widest frames have a shelf of
 * their own, and narrow ones of about the same height share one. Every frame in exactly one shelf. Total, O(V^2) in the size of a column.
 */
export function fillColumns(
  groups: readonly (readonly number[])[],
  sizes: readonly Size[],
  columnHeight: number,
): readonly FrameColumn[] {
  return groups.flatMap((group) => {
    const columns: FrameColumn[] = []
    let members: readonly number[] = []
    let column = columnOf(members, sizes)
    for (const frame of group) {
      const grown = columnOf([...members, frame], sizes)
      if (members.length > 0 && heightOf(grown) > columnHeight) {
        columns.push(column)
        members = [frame]
        column = columnOf(members, sizes)
      } else {
        members = [...members, frame]
        column = grown
      }
    }
    return members.length === 0 ? columns : [...columns, column]
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
