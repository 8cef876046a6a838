import { ChevronDown, Eraser, FilePlus2, FolderOpen, History, Upload } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { type ReactNode, useRef } from 'react'
import { emptyWorkspace, type Workspace } from '../../model/workspace'
import { takeOver } from '../../store/opening'
import { Button } from '../controls/Button'
import { DropMenu } from '../controls/DropMenu'
import { useApp, useAppContext } from '../useApp'
import { counted } from '../words'
import { type Candidate, takeFiles } from './intake'
import { addEmptyFile } from './newFile'

/** Files, a folder, an empty file or workspace, or earlier work. */
export function OpenMenu({ fields }: { readonly fields: FileFields }) {
  return (
    <DropMenu
      trigger={
        <Button title="Open" aria-label="Open">
          <FolderOpen />
          <span className="header__wide">Open</span>
          <ChevronDown className="header__wide" />
        </Button>
      }
    >
      <OpenItems fields={fields} />
    </DropMenu>
  )
}

export interface FileFields {
  /** To be put outside of the menu, which is gone when the browser's dialog answers. */
  readonly elements: ReactNode
  readonly askFiles: () => void
  readonly askFolder: () => void
}

/** The browser's two file dialogs. */
export function useFileFields(): FileFields {
  const files = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)
  return {
    elements: (
      <>
        <FileField ref={files} label="Manifest files" />
        <FileField ref={folder} label="Manifest folder" folder />
      </>
    ),
    askFiles: () => files.current?.click(),
    askFolder: () => folder.current?.click(),
  }
}

export function OpenItems({ fields }: { readonly fields: FileFields }) {
  const app = useAppContext()
  const asides = useApp((state) => state.asides)
  const hasFiles = useApp((state) => state.workspace.files.length > 0)
  return (
    <>
      <DropdownMenu.Item className="menu__item" onSelect={fields.askFiles}>
        <Upload aria-hidden="true" /> Open files…
      </DropdownMenu.Item>
      <DropdownMenu.Item className="menu__item" onSelect={fields.askFolder}>
        <FolderOpen aria-hidden="true" /> Open folder…
      </DropdownMenu.Item>
      <DropdownMenu.Item className="menu__item" onSelect={() => addEmptyFile(app.store)}>
        <FilePlus2 aria-hidden="true" /> New file
      </DropdownMenu.Item>
      {hasFiles && (
        <DropdownMenu.Item className="menu__item" onSelect={() => void takeOver(app.store, emptyWorkspace)}>
          <Eraser aria-hidden="true" /> New workspace
        </DropdownMenu.Item>
      )}
      {asides.length > 0 && <Asides asides={asides} />}
    </>
  )
}

function Asides({ asides }: { readonly asides: readonly Workspace[] }) {
  const { store } = useAppContext()
  return (
    <DropdownMenu.Group>
      <DropdownMenu.Separator className="menu__line" />
      <DropdownMenu.Label className="menu__label">Earlier work</DropdownMenu.Label>
      {asides.map((aside, i) => (
        <DropdownMenu.Item
          // biome-ignore lint/suspicious/noArrayIndexKey: work that was put aside has no name of its own
          key={i}
          className="menu__item"
          onSelect={() => void takeOver(store, aside)}
        >
          <History aria-hidden="true" />
          <span className="menu__text">
            {aside.title || 'Untitled workspace'}
            <span className="menu__hint">
              {counted(aside.files.length, 'file')}, {counted(aside.edits.length, 'edit')}
            </span>
          </span>
        </DropdownMenu.Item>
      ))}
    </DropdownMenu.Group>
  )
}

interface FileFieldProps {
  readonly ref: React.Ref<HTMLInputElement>
  readonly label: string
  readonly folder?: boolean
}

/** The browser's file dialog; the menu opens it. */
function FileField({ ref, label, folder = false }: FileFieldProps) {
  const app = useAppContext()
  return (
    <input
      ref={ref}
      type="file"
      multiple
      hidden
      aria-label={label}
      {...(folder && { webkitdirectory: '' })}
      onChange={(event) => {
        const chosen = [...(event.target.files ?? [])].map(candidateOf)
        // The same files can be chosen again.
        event.target.value = ''
        void takeFiles(app, chosen)
      }}
    />
  )
}

function candidateOf(file: File): Candidate {
  return { name: file.webkitRelativePath || file.name, file }
}
