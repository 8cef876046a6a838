import { Radar } from 'lucide-react'
import { Button } from '../controls/Button'
import { useApp } from '../useApp'

/** Lights up on the picture how far it goes from the selected endpoint, or from where somebody gets there. */
export function SpreadButton({ direction }: { readonly direction: 'onward' | 'inward' }) {
  const isShown = useApp((state) => state.spread === direction)
  const showSpread = useApp((state) => state.showSpread)
  return (
    <Button
      size="small"
      className="spread-button"
      aria-pressed={isShown}
      onClick={() => showSpread(isShown ? null : direction)}
    >
      <Radar />
      Show on the picture
    </Button>
  )
}
