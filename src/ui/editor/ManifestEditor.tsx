import { Tabs } from 'radix-ui'
import { lazy, Suspense } from 'react'
import { useApp } from '../useApp'
import { FileTabs } from './FileTabs'
import { SnapshotSummary } from './SnapshotSummary'
import './manifestEditor.css'

// The text editor is the largest package of all; the start page comes without it.
const CodeEditor = lazy(async () => ({ default: (await import('./CodeEditor')).CodeEditor }))

/** The manifest files side by side, one of them open. */
export function ManifestEditor() {
  const files = useApp((state) => state.workspace.files)
  const wanted = useApp((state) => state.openFile)
  const open = files.find((file) => file.id === wanted) ?? files[0]
  const openInEditor = useApp((state) => state.openInEditor)
  const show = (id: string) => {
    const chosen = files.find((file) => file.id === id)
    if (chosen) openInEditor(chosen.id)
  }
  if (!open) return null
  return (
    <Tabs.Root className="manifest-editor" value={open.id} onValueChange={show}>
      <FileTabs files={files} open={open} />
      <Tabs.Content className="manifest-editor__text" value={open.id} tabIndex={-1}>
        {open.snapshot ? (
          <SnapshotSummary file={open} bytes={open.snapshot.bytes} />
        ) : (
          <Suspense fallback={<p className="manifest-editor__wait">Loading the editor…</p>}>
            <CodeEditor key={open.id} file={open} />
          </Suspense>
        )}
      </Tabs.Content>
    </Tabs.Root>
  )
}
