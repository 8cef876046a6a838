import { Command } from 'cmdk'
import { Dialog } from 'radix-ui'
import { useState } from 'react'
import { search } from '../search'
import { useApp, useAppContext } from '../useApp'
import { PaletteIcon } from './PaletteIcon'
import { commandEntries, findableEntries, type PaletteDialogs, type PaletteEntry } from './paletteEntries'
import '../controls/modalDialog.css'
import './commandPalette.css'

/** Rows of each kind; what is further down is found by typing. */
const mostRows = 40

interface CommandPaletteProps extends PaletteDialogs {
  readonly onClose: () => void
}

/** Finds any workload, namespace or policy, and does what the buttons do. */
export function CommandPalette({ onClose, ...dialogs }: CommandPaletteProps) {
  const app = useAppContext()
  const analysis = useApp((state) => state.analysis)
  const [query, setQuery] = useState('')
  const found = search(analysis ? findableEntries(app.store, analysis) : [], (it) => it.text, query, mostRows)
  const commands = search(commandEntries(app, dialogs), (it) => it.text, query, mostRows)
  const run = (entry: PaletteEntry) => {
    onClose()
    entry.run()
  }
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="modal-overlay" />
        <Dialog.Content className="command-palette" aria-describedby={undefined}>
          <Dialog.Title className="visually-hidden">Search</Dialog.Title>
          <Command shouldFilter={false} loop label="Search">
            <Command.Input
              className="command-palette__input"
              placeholder="Find a workload, namespace or policy, or do something"
              value={query}
              onValueChange={setQuery}
            />
            <Command.List className="command-palette__list" label="Results">
              <Command.Empty className="command-palette__empty">Nothing matches “{query}”.</Command.Empty>
              <Entries heading="In this cluster" entries={found} onRun={run} />
              <Entries heading="Commands" entries={commands} onRun={run} />
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

interface EntriesProps {
  readonly heading: string
  readonly entries: readonly PaletteEntry[]
  readonly onRun: (entry: PaletteEntry) => void
}

function Entries({ heading, entries, onRun }: EntriesProps) {
  if (entries.length === 0) return null
  return (
    <Command.Group className="command-palette__group" heading={heading}>
      {entries.map((entry) => (
        <Command.Item
          key={entry.id}
          className="command-palette__item"
          value={entry.id}
          onSelect={() => onRun(entry)}
        >
          <PaletteIcon kind={entry.kind} />
          <span className="command-palette__title">{entry.title}</span>
          <span className="command-palette__hint">{entry.hint}</span>
        </Command.Item>
      ))}
    </Command.Group>
  )
}
