import { ArrowRightFromLine, ArrowRightToLine, X } from 'lucide-react'
import { useState } from 'react'
import { type EndpointId, workloadOf } from '../../model/ids'
import { Button } from '../controls/Button'
import { IconButton } from '../controls/IconButton'
import { PathButton } from '../picture/PathButton'
import { useApp } from '../useApp'
import { endpointName } from '../words'
import { AllowDialog } from './AllowDialog'
import './severalInspector.css'

/** Several workloads at once: what is allowed from here is allowed from each of them. */
export function SeveralInspector({ ids }: { readonly ids: readonly EndpointId[] }) {
  const select = useApp((state) => state.select)
  const toggle = useApp((state) => state.toggleSelected)
  const [first, second, third] = ids
  const [direction, setDirection] = useState<'to' | 'from' | null>(null)
  return (
    <>
      <header className="inspector__head">
        <h2 className="inspector__title" aria-live="polite">
          {ids.length} workloads selected
        </h2>
        <p className="inspector__subtitle">An arrow that is drawn from one of them is drawn from all.</p>
        <div className="inspector__actions">
          <Button size="small" onClick={() => setDirection('to')}>
            <ArrowRightFromLine />
            Allow from these to…
          </Button>
          <Button size="small" onClick={() => setDirection('from')}>
            <ArrowRightToLine />
            Allow to these from…
          </Button>
          {first && second && !third && (
            <>
              <PathButton from={first} to={second} />
              <PathButton from={second} to={first} />
            </>
          )}
          <Button size="small" onClick={() => select({ kind: 'none' })}>
            Select none
          </Button>
        </div>
      </header>
      <ul className="several__list" aria-label="Selected workloads">
        {ids.map((id) => (
          <li key={id} className="several__item">
            <button type="button" className="several__name" onClick={() => select({ kind: 'endpoint', id })}>
              {endpointName(id)}
            </button>
            <span className="several__where">{workloadOf(id)?.namespace ?? 'outside'}</span>
            <IconButton
              label={`Take ${endpointName(id)} out of the selection`}
              size="small"
              onClick={() => toggle(id)}
            >
              <X />
            </IconButton>
          </li>
        ))}
      </ul>
      <p className="inspector__text">
        Shift and a click, or Shift and Enter on a card that has the focus, takes a card in or out.
      </p>
      {direction && <AllowDialog ends={ids} direction={direction} onClose={() => setDirection(null)} />}
    </>
  )
}
