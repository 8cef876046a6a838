import type { Matrix, MatrixSight } from '../../model/matrix'
import { useApp } from '../useApp'
import { MatrixHead } from './MatrixHead'
import { MatrixRows } from './MatrixRows'
import { useCrosshair } from './useCrosshair'
import { useGrid } from './useGrid'

interface MatrixGridProps {
  readonly matrix: Matrix
  readonly isBusy: boolean
  readonly onSight: (sight: MatrixSight) => void
}

/** The table itself: only the lines in sight are in the page, whatever number there are. */
export function MatrixGrid({ matrix, isBusy, onSight }: MatrixGridProps) {
  const { scroller, onKeyDown, onClick, ...shown } = useGrid(matrix, onSight)
  const { columns, rows, sizes, lit } = shown
  const show = useApp((state) => state.show)
  const { point, leave, ...strips } = useCrosshair(scroller)
  const count = matrix.lines.length + 1
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table has no room for lines that are not there
    <div
      ref={scroller}
      role="grid"
      aria-label="Matrix of flows"
      aria-rowcount={count}
      aria-colcount={count}
      aria-busy={isBusy}
      className="matrix__scroller"
      data-show={show}
      data-wide={sizes.isWide}
      onKeyDown={onKeyDown}
      onClick={onClick}
      // A cell that is scrolled under a pointer at rest is not pointed at.
      onPointerMove={({ target, movementX, movementY }) => {
        if (movementX !== 0 || movementY !== 0) point(target)
      }}
      onPointerLeave={leave}
      onFocus={({ target, currentTarget }) => {
        currentTarget.dataset['focused'] = 'true'
        point(target)
      }}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (relatedTarget !== null) currentTarget.dataset['focused'] = 'false'
        leave()
      }}
    >
      <div className="matrix__table" style={{ width: columns.total, height: rows.total }}>
        <MatrixHead {...shown} strip={strips.columnHead} />
        {/* Where columns get another width, what was pointed at is elsewhere. */}
        <div
          key={sizes.column}
          ref={strips.column}
          className="matrix__strip matrix__strip-column"
          aria-hidden="true"
          hidden
        />
        <div ref={strips.row} className="matrix__strip matrix__strip-row" aria-hidden="true" hidden />
        <LitColumns places={lit.lines} columns={columns.virtualizer.measurementsCache} />
        <MatrixRows {...shown} window={matrix.window} />
      </div>
    </div>
  )
}

/** The columns of what is selected, from top to bottom. */
function LitColumns({
  places,
  columns,
}: {
  readonly places: ReadonlySet<number>
  readonly columns: readonly { readonly start: number; readonly size: number }[]
}) {
  return [...places].map((place) => (
    <div
      key={place}
      className="matrix__strip matrix__strip-column matrix__strip-lit"
      aria-hidden="true"
      style={{ left: columns[place]?.start, width: columns[place]?.size }}
    />
  ))
}
