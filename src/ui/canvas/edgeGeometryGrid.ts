import type { Rect } from './edgeGeometry'

/** Boxes by place, so that what is at a point is found without looking at all of them. */
export interface RectGrid {
  readonly isEmpty: boolean
  /** Adds a box; those asked about later may overlap it. */
  readonly add: (rect: Rect) => void
  /** A box that overlaps the area and is not to be passed over; null when there is none. Asked too often for an object each time. */
  readonly find: (
    left: number,
    top: number,
    right: number,
    bottom: number,
    isPassedOver?: (rect: Rect) => boolean,
  ) => Rect | null
}

// More cells than a picture has in a row: keys of two small numbers never meet.
const stride = 1 << 20

/** Total; a question costs the cells that its area touches. */
export function rectGrid(
  rects: readonly Rect[],
  cell: { readonly width: number; readonly height: number },
): RectGrid {
  const cells = new Map<number, Rect[]>()
  const add = (rect: Rect) => {
    const lastColumn = Math.floor((rect.x + rect.width) / cell.width)
    const lastRow = Math.floor((rect.y + rect.height) / cell.height)
    for (let column = Math.floor(rect.x / cell.width); column <= lastColumn; column++)
      for (let row = Math.floor(rect.y / cell.height); row <= lastRow; row++) {
        const inCell = cells.get(column * stride + row)
        if (inCell) inCell.push(rect)
        else cells.set(column * stride + row, [rect])
      }
  }
  rects.forEach(add)
  const find: RectGrid['find'] = (left, top, right, bottom, isPassedOver) => {
    const lastColumn = Math.floor(right / cell.width)
    const lastRow = Math.floor(bottom / cell.height)
    for (let column = Math.floor(left / cell.width); column <= lastColumn; column++)
      for (let row = Math.floor(top / cell.height); row <= lastRow; row++) {
        const inCell = cells.get(column * stride + row)
        if (inCell === undefined) continue
        for (const rect of inCell)
          if (
            rect.x < right &&
            left < rect.x + rect.width &&
            rect.y < bottom &&
            top < rect.y + rect.height &&
            isPassedOver?.(rect) !== true
          )
            return rect
      }
    return null
  }
  return { isEmpty: rects.length === 0, add, find }
}
