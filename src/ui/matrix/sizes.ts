import type { MatrixLine } from '../../model/matrix'
import type { Preferences } from '../../store/preferencesSlice'
import { isHeader } from './axis'
import { headName } from './cellWords'
import type { Room } from './useRoom'

/** Pixels of the grid's parts. */
export interface Sizes {
  readonly row: number
  readonly column: number
  /** The line of an unfolded group, which has nothing but its name. */
  readonly groupColumn: number
  /** The names of the rows at the left, and of the columns at the top. */
  readonly headWidth: number
  readonly headHeight: number
  /** Whether there is room for the names of the columns to lie, as people read. */
  readonly isWide: boolean
}

const rowHeights: Readonly<Record<Preferences['density'], number>> = { comfortable: 28, compact: 24 }
const columnWidth = { narrowest: 60, lying: 92, widest: 120 }
const groupColumn = 30
const letter = 7.2
/** A room of less height shows shorter heads. */
const lowRoom = 360

/** Columns share the room that there is, as far as their names and ports can be read. */
export function sizesOf(lines: readonly MatrixLine[], density: Preferences['density'], room: Room): Sizes {
  const lengthOf = (isMeant: (line: MatrixLine) => boolean) =>
    lines.reduce((most, line) => (isMeant(line) ? Math.max(most, headName(line).length) : most), 0)
  const [names, groups] = [lengthOf((it) => !isHeader(it)), lengthOf((it) => it.kind === 'group')]
  const headWidth = clamp(Math.max(names * letter, groups * letter + 12) + 40, 112, mostForNames(room.width))
  const bands = lines.filter(isHeader).length
  const share = Math.floor(
    (room.width - headWidth - bands * groupColumn - 2) / Math.max(1, lines.length - bands),
  )
  const column = clamp(share, columnWidth.narrowest, columnWidth.widest)
  const isWide = column >= columnWidth.lying
  const standing = Math.max(isWide ? 0 : names * letter, groups * (letter + 0.6) + 46)
  return {
    row: rowHeights[density],
    column,
    groupColumn,
    headWidth,
    // Where little of the table is in sight, it is not to be its names alone.
    headHeight: clamp(standing + 20, 72, room.height < lowRoom ? 120 : 196),
    isWide,
  }
}

/** Long names get more where there is more. */
function mostForNames(room: number): number {
  return room < 560 ? 148 : clamp(room * 0.3, 208, 320)
}

function clamp(value: number, least: number, most: number): number {
  return Math.round(Math.min(most, Math.max(least, value)))
}
