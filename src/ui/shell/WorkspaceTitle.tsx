import { useEffect, useState } from 'react'
import { useApp } from '../useApp'
import './workspaceTitle.css'

/** The workspace's name, edited where it stands. Enter keeps it, Escape leaves it as it was. */
export function WorkspaceTitle() {
  const title = useApp((state) => state.workspace.title)
  const rename = useApp((state) => state.renameWorkspace)
  const [typed, setTyped] = useState<string | null>(null)

  useEffect(() => {
    document.title = title === '' ? 'Drawbridge' : `${title} · Drawbridge`
  }, [title])

  const keep = () => {
    const wanted = typed?.trim()
    if (wanted !== undefined && wanted !== title) rename(wanted)
    setTyped(null)
  }
  const shown = typed ?? title
  return (
    <input
      className="workspace-title"
      aria-label="Workspace name"
      placeholder="Untitled workspace"
      spellCheck={false}
      value={shown}
      size={Math.max(8, Math.min(34, (shown || 'Untitled workspace').length))}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setTyped(null)
        if (event.key === 'Enter') event.currentTarget.blur()
      }}
    />
  )
}
