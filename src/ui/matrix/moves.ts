import type { Axis } from './axis'
import { isHeader } from './axis'

/** A cell by its row and column; -1 is the line of the names. */
export interface CellPlace {
  readonly row: number
  readonly column: number
}

/** A key that may move the focus, and how many rows a page has. */
export interface Move {
  readonly key: string
  readonly isFar: boolean
  readonly page: number
}

/**
 * Where a key takes the focus in the grid: arrows to the next cell, with Ctrl to the next group; Home and End to the ends of the row,
 * with Ctrl to those of the grid; Page Up and Page Down by as many rows as are in sight. In the rows and columns of names every line
 * can be reached; among the cells the empty lines of unfolded groups are passed over. Null for a key that moves nothing.
 */
export function moved({ row, column }: CellPlace, axis: Axis, { key, isFar, page }: Move): CellPlace | null {
  const along = (at: number, across: number, step: number) =>
    isFar ? nextGroup(axis, at, across, step) : nextLine(axis, at, across, step)
  const last = axis.lines.length - 1
  switch (key) {
    case 'ArrowUp':
      return kept(axis, along(row, column, -1), column)
    case 'ArrowDown':
      return kept(axis, along(row, column, 1), column)
    case 'ArrowLeft':
      return kept(axis, row, along(column, row, -1))
    case 'ArrowRight':
      return kept(axis, row, along(column, row, 1))
    case 'Home':
      return isFar
        ? { row: nextLine(axis, -1, 0, 1), column: nextLine(axis, -1, 0, 1) }
        : kept(axis, row, row === -1 ? 0 : -1)
    case 'End':
      return { row: isFar ? last : row, column: last }
    case 'PageUp':
      return kept(axis, settled(axis, Math.max(row - page, column === -1 ? 0 : 1), column, -1), column)
    case 'PageDown':
      return kept(axis, settled(axis, Math.min(row + page, last), column, 1), column)
    default:
      return null
  }
}

/** A place where the focus can be: the empty lines of unfolded groups have only names. */
function settled(axis: Axis, at: number, across: number, step: 1 | -1): number {
  return across !== -1 && isHeader(axis.lines[at]) ? nextLine(axis, at, across, step) : at
}

/** There is nothing in the corner, nor in the line of an unfolded group but its name. */
export function kept(axis: Axis, row: number, column: number): CellPlace {
  if (row === -1 && column === -1) return { row: -1, column: 0 }
  return { row: settled(axis, row, column, 1), column: settled(axis, column, row, 1) }
}

function nextLine({ lines }: Axis, at: number, across: number, step: number): number {
  let next = at + step
  while (across !== -1 && next >= 0 && next < lines.length && isHeader(lines[next])) next += step
  return next < -1 || next >= lines.length ? at : next
}

/** The first line of the next group; back, that of the own one first. */
function nextGroup(axis: Axis, at: number, across: number, step: number): number {
  const { lines, groupOf } = axis
  const startOf = (group: number) => settled(axis, group, across, 1)
  const starts = [...new Set(groupOf)].map(startOf)
  const next = step > 0 ? starts.find((start) => start > at) : starts.findLast((start) => start < at)
  return next ?? (step > 0 ? Math.max(at, lines.length - 1) : -1)
}
