import { useId } from 'react'
import { useApp } from '../useApp'
import { useProblem } from './useProblem'

/** The ports that a flow must carry, as edits write them. */
export function PortFilter() {
  const id = useId()
  const ports = useApp((state) => state.filters.ports)
  const filter = useApp((state) => state.filter)
  const problem = useProblem('ports')
  return (
    <div className="filter-part">
      <label className="filter-part__title" htmlFor={id}>
        Ports
      </label>
      <input
        id={id}
        className="field filter-part__code"
        value={ports}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={problem !== null}
        aria-describedby={`${id}-hint`}
        onChange={(event) => filter({ ports: event.target.value })}
      />
      <p className="filter-part__hint" id={`${id}-hint`} data-problem={problem !== null}>
        {problem ?? 'What may flow on any of these: TCP 443, UDP 53.'}
      </p>
    </div>
  )
}
