import type { VirtualItem } from '@tanstack/react-virtual'
import { memo } from 'react'
import type { MatrixCell, MatrixLine, MatrixWindow } from '../../model/matrix'
import { isHeader } from './axis'
import { cellIn } from './cellIn'
import { type CellText, cellName, textsWithin } from './cellWords'
import { RowHead } from './LineHeads'

interface MatrixRowProps {
  readonly row: number
  readonly lines: readonly MatrixLine[]
  readonly window: MatrixWindow
  readonly columns: readonly VirtualItem[]
  readonly height: number
  /** From the top of its group; of the group's own row, where it stays in sight. */
  readonly top: number
  readonly headWidth: number
  /** The column with the focus, -1 for the name of the row; null when it is in another row. */
  readonly active: number | null
  readonly selected: number | null
  readonly isLit: boolean
}

/** What one line sends to each of those in sight; of an unfolded group its name alone. */
export const MatrixRow = memo(function MatrixRow(props: MatrixRowProps) {
  const { row, lines, window, columns, height, top, headWidth, active, selected, isLit } = props
  const line = lines[row]
  if (line === undefined) return null
  const isBand = isHeader(line)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table has no room for lines that are not there
    // biome-ignore lint/a11y/useFocusableInteractive: its cells have the focus
    <div
      role="row"
      className="matrix__row"
      data-band={isBand}
      data-lit={isLit}
      aria-rowindex={row + 2}
      style={{ height, top }}
      data-line={line.kind}
    >
      <RowHead row={row} line={line} width={headWidth} isActive={active === -1} isLit={isLit} />
      {!isBand &&
        columns.map((column) => {
          const to = lines[column.index]
          if (to === undefined || isHeader(to)) return null
          return (
            <Cell
              key={column.key}
              row={row}
              column={column}
              cell={cellIn(window, row, column.index)}
              from={line}
              to={to}
              isActive={active === column.index}
              isSelected={selected === column.index}
            />
          )
        })}
    </div>
  )
})

interface CellProps {
  readonly row: number
  readonly column: VirtualItem
  /** Null while it is worked out. */
  readonly cell: MatrixCell | null
  readonly from: MatrixLine
  readonly to: MatrixLine
  readonly isActive: boolean
  readonly isSelected: boolean
}

function Cell({ row, column, cell, from, to, isActive, isSelected }: CellProps) {
  const name = cell === null ? 'Being worked out' : cellName(from, to, cell)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table has no room for lines that are not there
    <div
      role="gridcell"
      className="matrix__cell"
      aria-colindex={column.index + 2}
      aria-label={name}
      aria-selected={isSelected}
      tabIndex={isActive ? 0 : -1}
      title={name}
      data-at={`${row} ${column.index}`}
      data-kind={cell?.kind ?? 'unknown'}
      data-change={cell?.change ?? 'same'}
      data-sum={cell !== null && cell.pairs > 1}
      style={{ left: column.start, width: column.size }}
    >
      {cell !== null && <CellTexts texts={textsWithin(cell, column.size)} />}
    </div>
  )
}

/** What is written in a cell, each part in its colour. */
export function CellTexts({ texts }: { readonly texts: readonly CellText[] }) {
  return texts.map(({ look, text }) => (
    <span key={`${look} ${text}`} className="matrix__text" data-look={look}>
      {text}
    </span>
  ))
}
