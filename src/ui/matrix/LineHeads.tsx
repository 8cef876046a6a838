import type { VirtualItem } from '@tanstack/react-virtual'
import { ChevronDown, ChevronRight } from 'lucide-react'
import type { GroupLine, MatrixLine } from '../../model/matrix'
import { useApp } from '../useApp'
import { foldKey } from './axis'
import { headName, headWords } from './cellWords'

interface HeadProps {
  readonly line: MatrixLine
  readonly isActive: boolean
  readonly isLit: boolean
}

interface RowHeadProps extends HeadProps {
  readonly row: number
  readonly width: number
}

/** The name of a row, which stays in sight at the left. */
export function RowHead({ row, line, width, isActive, isLit }: RowHeadProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table has no room for lines that are not there
    <div
      role="rowheader"
      className="matrix__row-head"
      {...headAttributes(line, isLit)}
      tabIndex={isActive ? 0 : -1}
      aria-colindex={1}
      data-at={`${row} -1`}
      style={{ width }}
    >
      <HeadContent line={line} />
    </div>
  )
}

interface ColumnHeadProps extends HeadProps {
  readonly column: VirtualItem
  /** From the left of what it stands in. */
  readonly left: number
}

/** The name of a column, which stays in sight above. */
export function ColumnHead({ column, left, line, isActive, isLit }: ColumnHeadProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table has no room for lines that are not there
    <div
      role="columnheader"
      className="matrix__column-head"
      {...headAttributes(line, isLit)}
      tabIndex={isActive ? 0 : -1}
      aria-colindex={column.index + 2}
      data-at={`-1 ${column.index}`}
      style={{ left, width: column.size }}
    >
      <div className="matrix__standing">
        <HeadContent line={line} />
      </div>
    </div>
  )
}

function headAttributes(line: MatrixLine, isLit: boolean) {
  return {
    'aria-label': headWords(line),
    title: headWords(line),
    'data-lit': isLit,
    'data-line': line.kind === 'endpoint' ? 'endpoint' : line.isFolded ? 'folded' : 'band',
    ...(line.kind === 'group' ? { 'aria-expanded': !line.isFolded } : {}),
  }
}

function HeadContent({ line }: { readonly line: MatrixLine }) {
  return (
    <>
      {line.kind === 'group' && <FoldButton line={line} />}
      <span className="matrix__name">{headName(line)}</span>
      {line.kind === 'group' && <span className="matrix__count">{line.endpoints}</span>}
    </>
  )
}

/** Keys fold with Space, wherever in the group the focus is. */
function FoldButton({ line }: { readonly line: GroupLine }) {
  const fold = useApp((state) => state.fold)
  const Icon = line.isFolded ? ChevronRight : ChevronDown
  return (
    <button
      type="button"
      className="matrix__fold"
      tabIndex={-1}
      aria-label={`${line.isFolded ? 'Unfold' : 'Fold'} ${headName(line)}`}
      onClick={(event) => {
        event.stopPropagation()
        fold(foldKey(line), !line.isFolded)
      }}
    >
      <Icon size={14} aria-hidden="true" />
    </button>
  )
}
