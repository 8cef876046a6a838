import { ChevronDown, Eraser, FilePlus2, FolderOpen, History, Upload } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { useRef } from 'react'
import { emptyWorkspace } from '../../model/workspace'
import { takeOver } from '../../store/opening'
import { Button } from '../controls/Button'
import { useApp, useAppContext } from '../useApp'
import { type Candidate, takeFiles } from './intake'
import { addEmptyFile } from './newFile'
import '../controls/menu.css'

/** Files, a folder, an empty file or workspace, or earlier work. */
export function OpenMenu() {
  const app = useAppContext()
  const asides = useApp((state) => state.asides)
  const hasFiles = useApp((state) => state.workspace.files.length > 0)
  const files = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)
  return (
    <>
      <FileField ref={files} label="Manifest files" />
      <FileField ref={folder} label="Manifest folder" folder />
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger asChild>
          <Button aria-label="Open">
            <FolderOpen />
            <span className="header__wide">Open</span>
            <ChevronDown className="header__wide" />
          </Button>
        </DropdownMenu.Trigger>
        <DropdownMenu.Content className="menu" align="end" sideOffset={6} collisionPadding={8}>
          <DropdownMenu.Item className="menu__item" onSelect={() => files.current?.click()}>
            <Upload aria-hidden="true" /> Open files…
          </DropdownMenu.Item>
          <DropdownMenu.Item className="menu__item" onSelect={() => folder.current?.click()}>
            <FolderOpen aria-hidden="true" /> Open folder…
          </DropdownMenu.Item>
          <DropdownMenu.Item className="menu__item" onSelect={() => addEmptyFile(app.store)}>
            <FilePlus2 aria-hidden="true" /> New file
          </DropdownMenu.Item>
          {hasFiles && (
            <DropdownMenu.Item
              className="menu__item"
              onSelect={() => void takeOver(app.store, emptyWorkspace)}
            >
              <Eraser aria-hidden="true" /> New workspace
            </DropdownMenu.Item>
          )}
          {asides.length > 0 && (
            <DropdownMenu.Group>
              <DropdownMenu.Separator className="menu__line" />
              <DropdownMenu.Label className="menu__label">Earlier work</DropdownMenu.Label>
              {asides.map((aside, i) => (
                <DropdownMenu.Item
                  // biome-ignore lint/suspicious/noArrayIndexKey: work that was put aside has no name of its own
                  key={i}
                  className="menu__item"
                  onSelect={() => void takeOver(app.store, aside)}
                >
                  <History aria-hidden="true" />
                  <span className="menu__text">
                    {aside.title || 'Untitled workspace'}
                    <span className="menu__hint">
                      {aside.files.length} {aside.files.length === 1 ? 'file' : 'files'}, {aside.edits.length}{' '}
                      {aside.edits.length === 1 ? 'edit' : 'edits'}
                    </span>
                  </span>
                </DropdownMenu.Item>
              ))}
            </DropdownMenu.Group>
          )}
        </DropdownMenu.Content>
      </DropdownMenu.Root>
    </>
  )
}

interface FileFieldProps {
  readonly ref: React.Ref<HTMLInputElement>
  readonly label: string
  readonly folder?: boolean
}

/** The browser's file dialog; the menu opens it. */
export function FileField({ ref, label, folder = false }: FileFieldProps) {
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
