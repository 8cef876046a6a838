import type { SomeEndpoints } from '../../model/inspection'
import { useApp } from '../useApp'
import { endpointName } from '../words'
import { FirstOf } from './FirstOf'
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
  if (count === 0) return null
  return (
    <FirstOf items={first} few={fewOnes} count={count}>
      {(shown) => (
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
      )}
    </FirstOf>
  )
}
