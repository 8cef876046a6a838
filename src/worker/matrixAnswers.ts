import type { Filters } from '../model/look'
import type { Matrix, MatrixRequest, MatrixSight } from '../model/matrix'
import { type MatrixSheet, matrixSheet } from '../view/matrix'
import type { PreparedFlows } from '../view/prepareFlows'
import type { ReadFilters } from '../view/viewFilter'
import { matrixCsv } from './matrixCsv'

/** Answers about the matrix. Keeps the last sheet, so that scrolling costs only the cells that come into sight. */
export function createMatrixAnswers(filtersOf: (filters: Filters) => ReadFilters) {
  let last: { readonly flows: PreparedFlows; readonly asked: string; readonly sheet: MatrixSheet } | null =
    null
  const sheetOf = (flows: PreparedFlows, request: MatrixRequest): MatrixSheet => {
    const asked = JSON.stringify(request)
    if (last?.flows !== flows || last.asked !== asked)
      last = { flows, asked, sheet: matrixSheet(flows, request, filtersOf(request.filters)) }
    return last.sheet
  }
  return {
    part: (flows: PreparedFlows, request: MatrixRequest, sight: MatrixSight): Matrix => {
      const { lines, filtered, windowOf } = sheetOf(flows, request)
      return { lines, filtered, window: windowOf(sight) }
    },
    csv: (flows: PreparedFlows, request: MatrixRequest) => ({ text: matrixCsv(sheetOf(flows, request)) }),
  }
}
