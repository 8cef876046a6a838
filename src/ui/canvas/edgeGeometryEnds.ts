import { isTall, middleOf, type Rect } from './edgeGeometry'
import type { EdgeEnds } from './edgeGeometryCourses'

const apart = 14
const apartAtGate = 7
/** Kept free at the top and the bottom of a side: the corners are round. */
const corner = 12
const frameHeader = 44

/**
 * Where each edge leaves or enters its card's or frame's side: in the order of the other ends, apart where there is room. A bundle
 * of a frame ends at the frame's own gate, beside its name, and never in line with a card's; from afar, where there are no cards,
 * anywhere on its border.
 */
export function endHeights(
  edges: readonly EdgeEnds[],
  side: 'from' | 'to',
  isFar: boolean,
): ReadonlyMap<string, number> {
  const other = side === 'from' ? 'to' : 'from'
  const bySide = new Map<string, EdgeEnds[]>()
  for (const edge of edges) {
    const key = `${edge[side].x} ${edge[side].y}`
    const group = bySide.get(key)
    if (group) group.push(edge)
    else bySide.set(key, [edge])
  }
  const heights = new Map<string, number>()
  for (const group of bySide.values()) {
    const sorted = group
      .map((edge) => ({ id: edge.id, other: middleOf(edge[other]).y }))
      .sort((a, b) => a.other - b.other || (a.id < b.id ? -1 : 1))
    const at = onSide(
      group[0]?.[side] ?? { x: 0, y: 0, width: 0, height: 0 },
      sorted.map((it) => it.other),
      isFar,
    )
    sorted.forEach(({ id }, i) => {
      heights.set(id, at[i] ?? 0)
    })
  }
  return heights
}

/** Around the middle of a card or of a frame's gate; from afar on a frame's border as near to the others as they are apart. */
function onSide(side: Rect, others: readonly number[], isFar: boolean): readonly number[] {
  const { y } = side
  const gaps = others.length - 1
  const isOpenFrame = isTall(side)
  if (!isOpenFrame || !isFar) {
    const height = isOpenFrame ? frameHeader : side.height
    const room = Math.min(height - 2 * corner, (isOpenFrame ? apartAtGate : apart) * gaps)
    const step = gaps === 0 ? 0 : room / gaps
    return others.map((_, i) => y + height / 2 - room / 2 + step * i)
  }
  const { height } = side
  const [top, bottom] = [y + Math.min(frameHeader, height / 4), y + height - corner]
  const space = Math.min(apart, (bottom - top) / Math.max(1, gaps))
  const at: number[] = []
  for (const [i, wanted] of others.entries())
    at.push(Math.min(Math.max(wanted, top, (at[i - 1] ?? top - space) + space), bottom - (gaps - i) * space))
  return at
}
