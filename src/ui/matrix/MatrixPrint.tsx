import { createPortal } from 'react-dom'
import type { Matrix, MatrixCell, MatrixLine, MatrixWindow } from '../../model/matrix'
import { useApp } from '../useApp'
import { useLightTheme } from '../useLightTheme'
import { usePrinting } from '../usePrinting'
import { isHeader } from './axis'
import { cellIn } from './cellIn'
import { cellTexts, headName, headWords } from './cellWords'
import { MatrixLegend } from './MatrixLegend'
import { CellTexts } from './MatrixRow'
import { printNotes } from './printNotes'
import './matrixPrint.css'

/** The matrix as a plain table on paper: all rows where the worker was asked for all, else what is in sight, which it then says. */
export function MatrixPrint({ matrix }: { readonly matrix: Matrix }) {
  const isPrinting = usePrinting()
  return isPrinting ? createPortal(<Sheet matrix={matrix} />, document.body) : null
}

function Sheet({ matrix: { lines, filtered, window } }: { readonly matrix: Matrix }) {
  useLightTheme()
  const title = useApp((state) => state.workspace.title)
  const show = useApp((state) => state.show)
  const filters = useApp((state) => state.filters)
  const hasEdits = useApp((state) => state.workspace.edits.length > 0)
  const told = (range: MatrixWindow['rows']) =>
    [...lines.entries()].slice(range.first, range.end).filter(([, line]) => !isHeader(line))
  const [rows, columns] = [told(window.rows), told(window.columns)]
  const all = lines.filter((line) => !isHeader(line)).length
  return (
    <section className="matrix-print" aria-label="Matrix for printing">
      <h1>{title === '' ? 'Network matrix' : title}</h1>
      <p>
        Who may send to whom: each row sends, each column receives. A dash: no policy is asked, as of a
        workload with itself.
      </p>
      {printNotes({ show, hasEdits, filters, filtered, lines }).map((note) => (
        <p key={note}>{note}</p>
      ))}
      {rows.length < all && (
        <p>
          This is a part: {rows.length} of {all} rows and {columns.length} of {all} columns. Download the CSV
          for all of them, or fold namespaces.
        </p>
      )}
      <MatrixLegend contents={window.contents} />
      <table>
        <thead>
          <tr>
            <td />
            {columns.map(([column, line]) => (
              <th key={column} scope="col">
                <span>{printedName(line)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([row, line]) => (
            <tr key={row}>
              <th scope="row">{printedName(line)}</th>
              {columns.map(([column]) => {
                const cell = cellIn(window, row, column)
                return (
                  <td key={column} data-kind={cell?.kind} data-change={cell?.change}>
                    {cell && (hasNoAnswer(cell) ? '–' : <CellTexts texts={cellTexts(cell)} />)}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function hasNoAnswer({ kind }: MatrixCell): boolean {
  return kind === 'self' || kind === 'outside'
}

function printedName(line: MatrixLine): string {
  if (line.kind === 'group') return headWords(line)
  return line.namespace === null ? headName(line) : `${line.namespace} / ${line.name}`
}
