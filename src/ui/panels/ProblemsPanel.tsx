import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { Diagnostic } from '../../model/text'
import { EmptyState } from '../controls/EmptyState'
import { useApp } from '../useApp'
import './problemsPanel.css'

const severities = {
  error: { icon: CircleAlert, word: 'Error' },
  warning: { icon: TriangleAlert, word: 'Warning' },
  info: { icon: Info, word: 'Note' },
}

/** Rows at once; the first ones are mended first. */
const mostRows = 300

/** What is wrong with the text, each with its line and what to do about it. */
export function ProblemsPanel() {
  const diagnostics = useApp((state) => state.analysis?.diagnostics)
  if (!diagnostics || diagnostics.length === 0)
    return (
      <EmptyState icon={CircleCheck} title="No problems">
        Every document could be read and is valid. What is not is listed here with its line and how to mend
        it. Which rules grant nothing is said by their policy: select it under Resources.
      </EmptyState>
    )
  return (
    <ul className="problems-panel" aria-label="Problems">
      {diagnostics.slice(0, mostRows).map((diagnostic) => (
        <Problem key={keyOf(diagnostic)} diagnostic={diagnostic} />
      ))}
      {diagnostics.length > mostRows && (
        <li className="problems-panel__more">and {diagnostics.length - mostRows} more</li>
      )}
    </ul>
  )
}

function Problem({ diagnostic: { severity, message, fix, place } }: { readonly diagnostic: Diagnostic }) {
  const jumpTo = useApp((state) => state.jumpTo)
  const file = useApp((state) => state.workspace.files.find((it) => it.id === place?.file)?.name)
  const { icon: Icon, word } = severities[severity]
  const body = (
    <>
      <Icon className="problems-panel__icon" size={15} role="img" aria-label={word} />
      <span className="problems-panel__body">
        <span className="problems-panel__message">{message}</span>
        {fix !== undefined && <span className="problems-panel__fix">{fix}</span>}
      </span>
      {place && (
        <span className="problems-panel__place">
          {file}:{place.line}:{place.column}
        </span>
      )}
    </>
  )
  return (
    <li className="problems-panel__item" data-severity={severity}>
      {place ? (
        <button type="button" className="problems-panel__row" onClick={() => jumpTo(place)}>
          {body}
        </button>
      ) : (
        <div className="problems-panel__row">{body}</div>
      )}
    </li>
  )
}

function keyOf({ code, place, message }: Diagnostic): string {
  return `${code} ${place?.file} ${place?.from} ${place?.to} ${message}`
}
