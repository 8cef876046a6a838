import type { MatrixCell, MatrixWindow } from '../../model/matrix'

/** A cell of the part that the worker has answered for; null outside it. */
export function cellIn(
  { rows, columns, contents, at }: MatrixWindow,
  row: number,
  column: number,
): MatrixCell | null {
  if (row < rows.first || row >= rows.end || column < columns.first || column >= columns.end) return null
  const place = at[(row - rows.first) * (columns.end - columns.first) + column - columns.first]
  return (place === undefined ? undefined : contents[place]) ?? null
}
