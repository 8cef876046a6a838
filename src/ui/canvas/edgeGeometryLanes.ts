/** Where edges already run level or upright, so that the next one runs beside them and not on them. */
export interface Lanes {
  /** The nearest free height for a level piece, within `room` of what is wanted; remembers it. */
  readonly level: (wanted: number, from: number, to: number, room: number) => number
  readonly upright: (wanted: number, from: number, to: number, room: number) => number
}

const apart = 5

export function lanes(): Lanes {
  const [levels, uprights] = [taken(), taken()]
  return { level: levels, upright: uprights }
}

interface Piece {
  readonly at: number
  readonly first: number
  readonly last: number
}

function taken(): Lanes['level'] {
  const rows = new Map<number, Piece[]>()
  const rowOf = (at: number) => Math.floor(at / apart)
  const isTaken = (at: number, first: number, last: number) => {
    for (let row = rowOf(at) - 1; row <= rowOf(at) + 1; row++)
      for (const piece of rows.get(row) ?? [])
        if (Math.abs(piece.at - at) < apart - 1 && piece.first < last && first < piece.last) return true
    return false
  }
  return (wanted, from, to, room) => {
    const [first, last] = [Math.min(from, to), Math.max(from, to)]
    let at = wanted
    for (let step = 0; step * apart <= room; step++) {
      const offsets = step === 0 ? [0] : [step * apart, -step * apart]
      const free = offsets.find((offset) => !isTaken(wanted + offset, first, last))
      if (free === undefined) continue
      at = wanted + free
      break
    }
    const row = rows.get(rowOf(at))
    const piece = { at, first, last }
    if (row) row.push(piece)
    else rows.set(rowOf(at), [piece])
    return at
  }
}
