import { Grid3x3 } from 'lucide-react'
import { useCallback, useState } from 'react'
import type { LineRange, MatrixSight } from '../../model/matrix'
import { EmptyState } from '../controls/EmptyState'
import { useApp } from '../useApp'
import { MatrixFoot } from './MatrixFoot'
import { MatrixGrid } from './MatrixGrid'
import { MatrixPrint } from './MatrixPrint'
import { useMatrix, useMatrixRequest } from './useMatrix'
import './matrix.css'

/** So many lines are asked for at once, so that they can be printed; of more, what is in sight with this many around it. */
const wholeLines = 240
const around = 24

const firstSight: MatrixSight = {
  rows: { first: 0, end: wholeLines },
  columns: { first: 0, end: wholeLines },
}

/** The matrix: who sends by who receives, with every flow that the graph knows. Fills its parent. */
export function MatrixView() {
  const request = useMatrixRequest()
  const [sight, setSight] = useState(firstSight)
  const matrix = useMatrix(request, sight)
  const isStale = useApp((state) => state.analysis === null)
  const count = matrix?.lines.length ?? 0
  const onSight = useCallback(
    ({ rows, columns }: MatrixSight) =>
      setSight((before) => {
        if (count <= wholeLines) return firstSight
        if (holds(before.rows, rows, count) && holds(before.columns, columns, count)) return before
        return { rows: widened(rows), columns: widened(columns) }
      }),
    [count],
  )
  return (
    <section className="matrix" aria-label="Matrix">
      {matrix !== null && count === 0 && (
        <EmptyState icon={Grid3x3} title="No rows to show">
          The matrix has a row and a column for every workload that the manifests have and the filters leave.
        </EmptyState>
      )}
      {matrix !== null && count > 0 && (
        <>
          <MatrixGrid matrix={matrix} isBusy={isStale} onSight={onSight} />
          <MatrixFoot matrix={matrix} request={request} />
          <MatrixPrint matrix={matrix} />
        </>
      )}
    </section>
  )
}

function holds(known: LineRange, wanted: LineRange, count: number): boolean {
  return known.first <= wanted.first && Math.min(wanted.end, count) <= known.end
}

function widened({ first, end }: LineRange): LineRange {
  return { first: Math.max(0, first - around), end: end + around }
}
