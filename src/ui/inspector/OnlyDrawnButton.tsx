import { Lock } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../controls/Button'
import { OnlyDrawnDialog } from './OnlyDrawnDialog'

/** Opens the dialog that locks namespaces down to what is drawn. */
export function OnlyDrawnButton({ chosen }: { readonly chosen: readonly string[] }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        <Lock />
        Only what is drawn…
      </Button>
      {isOpen && <OnlyDrawnDialog chosen={chosen} onClose={() => setOpen(false)} />}
    </>
  )
}
