import { Database, Ellipsis, FileText, Pencil, Plus, Trash2 } from 'lucide-react'
import { DropdownMenu, Tabs } from 'radix-ui'
import { useState } from 'react'
import type { FileId, ManifestFile } from '../../model/text'
import { DropMenu } from '../controls/DropMenu'
import { IconButton } from '../controls/IconButton'
import { addEmptyFile } from '../shell/newFile'
import { useApp, useAppContext } from '../useApp'
import './fileTabs.css'

interface FileTabsProps {
  readonly files: readonly ManifestFile[]
  readonly open: ManifestFile
}

/** One tab a file. Double click, F2 or the menu renames; Delete or the menu removes, and undo brings it back. */
export function FileTabs({ files, open }: FileTabsProps) {
  const { store } = useAppContext()
  const broken = useApp((state) => state.analysis?.diagnostics)
  const [renamed, setRenamed] = useState<FileId | null>(null)

  if (renamed === open.id) return <RenameField file={open} onDone={() => setRenamed(null)} />
  const onKey = (event: React.KeyboardEvent) => {
    if (event.key === 'F2') setRenamed(open.id)
    if (event.key === 'Delete') remove()
  }
  const remove = () => {
    const { removeFile, notify } = store.getState()
    removeFile(open.id)
    notify({ tone: 'plain', text: `${open.name} is removed. Undo brings it back.` })
  }
  return (
    <div className="file-tabs">
      <Tabs.List className="file-tabs__list" aria-label="Files">
        {files.map((file) => (
          <Tabs.Trigger
            key={file.id}
            className="file-tabs__tab"
            value={file.id}
            title={file.name}
            onKeyDown={onKey}
            onDoubleClick={() => setRenamed(file.id)}
          >
            {file.snapshot ? (
              <Database size={13} aria-hidden="true" />
            ) : (
              <FileText size={13} aria-hidden="true" />
            )}
            <span className="file-tabs__name">{file.name.slice(file.name.lastIndexOf('/') + 1)}</span>
            {broken?.some((it) => it.severity === 'error' && it.place?.file === file.id) && (
              <span className="file-tabs__error" role="img" aria-label="has errors" />
            )}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      <IconButton label="New file" size="small" onClick={() => addEmptyFile(store)}>
        <Plus />
      </IconButton>
      <FileMenu name={open.name} onRename={() => setRenamed(open.id)} onRemove={remove} />
    </div>
  )
}

interface FileMenuProps {
  readonly name: string
  readonly onRename: () => void
  readonly onRemove: () => void
}

function FileMenu({ name, onRename, onRemove }: FileMenuProps) {
  return (
    <DropMenu
      trigger={
        <IconButton label={`Actions for ${name}`} size="small">
          <Ellipsis />
        </IconButton>
      }
    >
      <DropdownMenu.Item className="menu__item" onSelect={onRename}>
        <Pencil aria-hidden="true" /> Rename…
      </DropdownMenu.Item>
      <DropdownMenu.Item className="menu__item" onSelect={onRemove}>
        <Trash2 aria-hidden="true" /> Remove
      </DropdownMenu.Item>
    </DropMenu>
  )
}

function RenameField({ file, onDone }: { readonly file: ManifestFile; readonly onDone: () => void }) {
  const rename = useApp((state) => state.renameFile)
  const [name, setName] = useState(file.name)
  const keep = () => {
    const wanted = name.trim()
    if (wanted !== '' && wanted !== file.name) rename(file.id, wanted)
    onDone()
  }
  return (
    <div className="file-tabs">
      <input
        className="field file-tabs__rename"
        aria-label={`New name of ${file.name}`}
        // biome-ignore lint/a11y/noAutofocus: the field takes the place of the tab that was being renamed
        autoFocus
        value={name}
        onChange={(event) => setName(event.target.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Enter') keep()
          if (event.key === 'Escape') onDone()
        }}
      />
    </div>
  )
}
