import { ArrowLeft } from 'lucide-react'
import { useState } from 'react'
import { nothingSelected, type Selection } from '../../model/selection'
import { Button } from '../controls/Button'
import { useFocusHeir } from '../controls/useFocusHeir'
import { useApp } from '../useApp'
import { afterSelecting, noTrail, selectionName } from './trail'

/** Leads back to what was selected before, so that following evidence loses nothing. */
export function BackButton() {
  const selection = useApp((state) => state.selection)
  const select = useApp((state) => state.select)
  const [trail, setTrail] = useState({ at: nothingSelected as Selection, before: noTrail })
  if (trail.at !== selection) setTrail({ at: selection, before: afterSelecting(trail, selection) })
  const last = trail.before.at(-1)
  if (last === undefined || selection.kind === 'none') return null
  return <Back to={last} onClick={() => select(last)} />
}

function Back({ to, onClick }: { readonly to: Selection; readonly onClick: () => void }) {
  const ref = useFocusHeir<HTMLButtonElement>((it) => it.closest('.inspector'))
  return (
    <Button ref={ref} size="small" look="quiet" className="inspector__back" onClick={onClick}>
      <ArrowLeft aria-hidden="true" />
      Back to {selectionName(to)}
    </Button>
  )
}
