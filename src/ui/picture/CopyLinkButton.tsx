import { Link } from 'lucide-react'
import { IconButton } from '../controls/IconButton'
import { useApp, useAppContext } from '../useApp'
import { copyLink } from './copyLink'
import './copyLink.css'

/** A deep link to what is selected; nothing while nothing is. */
export function CopyLinkButton() {
  const app = useAppContext()
  const hasSelection = useApp((state) => state.selection.kind !== 'none')
  if (!hasSelection) return null
  return (
    <IconButton
      className="copy-link"
      label="Copy a link to this"
      size="small"
      onClick={() => void copyLink(app)}
    >
      <Link />
    </IconButton>
  )
}
