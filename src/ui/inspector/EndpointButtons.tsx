import { useState } from 'react'
import type { SomeEndpoints } from '../../model/inspection'
import { useApp } from '../useApp'
import { endpointName } from '../words'
import './endpointButtons.css'

/** Rows before the rest is asked for. */
const fewOnes = 8

interface EndpointButtonsProps {
  readonly endpoints: SomeEndpoints
  readonly label: string
}

/** Workloads side by side, each selected by a click. */
export function EndpointButtons({ endpoints: { count, first }, label }: EndpointButtonsProps) {
  const select = useApp((state) => state.select)
  const [isWhole, setWhole] = useState(false)
  if (count === 0) return null
  const shown = isWhole ? first : first.slice(0, fewOnes)
  return (
    <>
      <ul className="endpoint-buttons" aria-label={label}>
        {shown.map((id) => (
          <li key={id}>
            <button
              type="button"
              className="endpoint-buttons__one"
              title={id}
              onClick={() => select({ kind: 'endpoint', id })}
            >
              {endpointName(id)}
            </button>
          </li>
        ))}
      </ul>
      {!isWhole && first.length > shown.length && (
        <button type="button" className="text-link flow-lists__more" onClick={() => setWhole(true)}>
          Show {first.length === count ? `all ${count}` : `the first ${first.length} of ${count}`}
        </button>
      )}
      {isWhole && first.length < count && (
        <p className="inspector__text">and {(count - first.length).toLocaleString('en')} more</p>
      )}
    </>
  )
}
