import type { MatrixWindow } from '../../model/matrix'
import { type Axis, isHeader } from './axis'
import { headWords } from './cellWords'
import type { Lit } from './lit'
import { MatrixRow } from './MatrixRow'
import type { CellPlace } from './moves'
import type { Sizes } from './sizes'
import { shownGroups, type useLines } from './useLines'

interface MatrixRowsProps {
  readonly axis: Axis
  readonly window: MatrixWindow
  readonly rows: ReturnType<typeof useLines>
  readonly columns: ReturnType<typeof useLines>
  readonly sizes: Sizes
  readonly active: CellPlace
  readonly lit: Lit
}

/** The rows by their groups. The name of a group stays below the names of the columns while its rows pass. */
export function MatrixRows({ axis, window, rows, columns, sizes, active, lit }: MatrixRowsProps) {
  const { lines } = axis
  const rowOf = (row: number, top: number) => (
    <MatrixRow
      key={row}
      row={row}
      lines={lines}
      window={window}
      columns={columns.items}
      height={sizes.row}
      top={top}
      headWidth={sizes.headWidth}
      active={active.row === row ? active.column : null}
      selected={lit.cell?.row === row ? lit.cell.column : null}
      isLit={lit.lines.has(row)}
    />
  )
  return shownGroups(axis, rows.items, rows.virtualizer.measurementsCache).map(
    ({ group, start, size, items }) => {
      const line = lines[group]
      return (
        line && (
          // biome-ignore lint/a11y/useSemanticElements: a table has no room for lines that are not there
          <div
            key={group}
            role="rowgroup"
            aria-label={headWords(line)}
            className="matrix__row-group"
            style={{ top: start, height: size }}
          >
            {rowOf(group, isHeader(line) ? sizes.headHeight : 0)}
            {items.map((item) => rowOf(item.index, item.start - start))}
          </div>
        )
      )
    },
  )
}
