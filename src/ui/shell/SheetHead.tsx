import { X } from 'lucide-react'
import type { PanelSide } from '../../store/preferencesSlice'
import { IconButton } from '../controls/IconButton'
import { useAppContext } from '../useApp'
import { openPanel } from './panelStates'

interface SheetHeadProps {
  readonly title: string
  readonly side: PanelSide
}

/** What a panel is and how to close it, where it lies over the picture. */
export function SheetHead({ title, side }: SheetHeadProps) {
  return (
    <section className="sheet-head" aria-label={title}>
      <span className="sheet-head__title">{title}</span>
      <SheetClose title={title} side={side} />
    </section>
  )
}

export function SheetClose({ title, side }: SheetHeadProps) {
  const { store } = useAppContext()
  return (
    <IconButton
      label={`Close ${title.toLowerCase()}`}
      size="small"
      onClick={() => openPanel(store.getState(), side, false)}
    >
      <X />
    </IconButton>
  )
}
