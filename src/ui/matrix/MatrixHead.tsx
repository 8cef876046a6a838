import type { VirtualItem } from '@tanstack/react-virtual'
import type { RefObject } from 'react'
import { type Axis, isHeader } from './axis'
import { ColumnHead } from './LineHeads'
import type { Lit } from './lit'
import type { CellPlace } from './moves'
import type { Sizes } from './sizes'
import { shownGroups, type useLines } from './useLines'

interface MatrixHeadProps {
  readonly axis: Axis
  readonly columns: ReturnType<typeof useLines>
  readonly sizes: Sizes
  readonly active: CellPlace
  readonly lit: Lit
  readonly strip: RefObject<HTMLDivElement | null>
}

/** The names of the columns. That of a group stays beside the names of the rows while its columns pass. */
export function MatrixHead({ axis, columns, sizes, active, lit, strip }: MatrixHeadProps) {
  const { virtualizer, items } = columns
  const measured = virtualizer.measurementsCache
  const headOf = (item: VirtualItem, left: number) => {
    const line = axis.lines[item.index]
    const isActive = active.row === -1 && active.column === item.index
    return (
      line && (
        <ColumnHead
          key={item.key}
          column={item}
          left={left}
          line={line}
          isActive={isActive}
          isLit={lit.lines.has(item.index)}
        />
      )
    )
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table has no room for lines that are not there
    // biome-ignore lint/a11y/useFocusableInteractive: its cells have the focus
    <div role="row" aria-rowindex={1} className="matrix__head" style={{ height: sizes.headHeight }}>
      <div className="matrix__corner" style={{ width: sizes.headWidth }} aria-hidden="true">
        <span className="matrix__corner-to">to →</span>
        <span className="matrix__corner-from">from ↓</span>
      </div>
      {shownGroups(axis, items, measured).map(({ group, start, size, items: own }) => {
        const header = measured[group]
        return (
          <div key={group} className="matrix__column-group" style={{ left: start, width: size }}>
            {header && headOf(header, isHeader(axis.lines[group]) ? sizes.headWidth : 0)}
            {own.map((item) => headOf(item, item.start - start))}
          </div>
        )
      })}
      <div
        key={sizes.column}
        ref={strip}
        className="matrix__strip matrix__strip-column"
        aria-hidden="true"
        hidden
      />
    </div>
  )
}
