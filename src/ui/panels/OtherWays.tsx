import { Route } from 'lucide-react'
import { useState } from 'react'
import type { Edit, EditOutcome } from '../../model/edit'
import { selectEffect } from '../../store/effects'
import { Button } from '../controls/Button'
import { editWords } from '../editWords'
import { useApp } from '../useApp'
import { BlockWaysDialog } from './BlockWaysDialog'

interface OtherWaysProps {
  readonly edit: Extract<Edit, { readonly kind: 'block' }>
  readonly outcome: EditOutcome | undefined
}

/** How many other ways there are to make a block true, and the dialog that shows them. Nothing while that is not known. */
export function OtherWays({ edit, outcome }: OtherWaysProps) {
  const count = useApp((state) => selectEffect(state, edit)?.otherWays)
  const [isOpen, setOpen] = useState(false)
  const isQuestion = outcome?.status === 'holds' || (outcome?.status === 'impossible' && count !== 0)
  if (count === undefined || !isQuestion) return null
  const label = count === 0 ? 'No other way' : `Other ways (${count})`
  return (
    <>
      <Button
        size="small"
        look="quiet"
        className="edit-row__ways"
        aria-label={`${label}: ${editWords(edit)}`}
        onClick={() => setOpen(true)}
      >
        <Route />
        {label}
      </Button>
      {isOpen && <BlockWaysDialog edit={edit} onClose={() => setOpen(false)} />}
    </>
  )
}
