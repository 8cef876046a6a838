import { Command } from 'cmdk'
import { Dialog } from 'radix-ui'
import { useRef, useState } from 'react'
import { giveFocusBack } from '../controls/giveFocusBack'
import { focusAnswer } from '../inspector/focusAnswer'
import { distance, search } from '../search'
import { useApp, useAppContext } from '../useApp'
import { commandEntries } from './commands'
import { PaletteIcon } from './PaletteIcon'
import { findableEntries, outlookEntries, type PaletteEntry, pairEntries } from './paletteEntries'
import '../controls/modalDialog.css'
import './commandPalette.css'

/** Rows of each kind; what is further down is found by typing. */
const mostRows = 40

/** Of the cluster, before anything is typed: commands are to be seen too. */
const firstRows = 8

/** Finds any workload, namespace, policy or pair, and does whatever the buttons do. */
export function CommandPalette({ onClose }: { readonly onClose: () => void }) {
  const remember = useApp((state) => state.remember)
  const [query, setQuery] = useState('')
  const groups = useGroups(query)
  const last = useRef<PaletteEntry | null>(null)
  const [opener] = useState(() => document.activeElement)
  const run = (entry: PaletteEntry) => {
    remember(entry.id)
    onClose()
    last.current = entry
    if (!entry.takesFocus) entry.run()
  }
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="modal-overlay" />
        <Dialog.Content
          className="command-palette"
          aria-describedby={undefined}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            if (last.current?.takesFocus) last.current.run()
            else if (last.current?.selects) focusAnswer()
            else giveFocusBack(event, opener)
          }}
        >
          <Dialog.Title className="visually-hidden">Search</Dialog.Title>
          <Command shouldFilter={false} loop label="Search">
            <Command.Input
              className="command-palette__input"
              // At once: a letter that is typed before the dialog's own turn would be lost.
              autoFocus
              placeholder="Find a workload, namespace, policy or pair (web → db), or do something"
              value={query}
              onValueChange={setQuery}
            />
            <Command.List className="command-palette__list" label="Results">
              <Command.Empty className="command-palette__empty">
                Nothing matches “{query}”. Try a part of a name, or two names with an arrow: web → db.
              </Command.Empty>
              {groups.map(({ heading, entries }) => (
                <Entries key={heading} heading={heading} entries={entries} onRun={run} />
              ))}
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

interface EntryGroup {
  readonly heading: string
  readonly entries: readonly PaletteEntry[]
}

/** What was done last, before anything is typed; then the group with the best match first. */
function useGroups(query: string): readonly EntryGroup[] {
  const app = useAppContext()
  const analysis = useApp((state) => state.analysis)
  const recent = useApp((state) => state.recent)
  const things = analysis ? findableEntries(app.store, analysis) : []
  const commands = commandEntries(app)
  if (query.trim() === '') {
    const all = new Map([...things, ...commands].map((entry) => [entry.id, entry]))
    const last = recent.flatMap((id) => all.get(id) ?? [])
    const isNew = ({ id }: PaletteEntry) => !recent.includes(id)
    return [
      { heading: 'Recent', entries: last },
      { heading: 'In this cluster', entries: things.filter(isNew).slice(0, firstRows) },
      { heading: 'Commands', entries: commands.filter(isNew) },
    ]
  }
  const found = search(things, (it) => it.text, query, mostRows)
  const done = search(commands, (it) => it.text, query, mostRows)
  const nearest = ([best]: readonly PaletteEntry[]) => (best ? distance(best.text, query) : Infinity)
  const cluster = { heading: 'In this cluster', entries: found }
  const asked = analysis ? outlookEntries(app.store, analysis, query) : []
  const isNew = ({ id }: PaletteEntry) => !done.some((it) => it.id === id)
  const doable = { heading: 'Commands', entries: [...done, ...asked.filter(isNew)] }
  const pairs = { heading: 'Pairs', entries: analysis ? pairEntries(app.store, analysis, query) : [] }
  return nearest(done) < nearest(found) ? [pairs, doable, cluster] : [pairs, cluster, doable]
}

interface EntriesProps extends EntryGroup {
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
