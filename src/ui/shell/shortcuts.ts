import type { AppStore } from '../../store/appStore'
import { isMac } from './isMac'
import { isPanelOpen, openPanel } from './panelStates'
import { focusNextRegion } from './regionKeys'

/** What a key does, for those who press it and for those who look it up. */
export interface Shortcut {
  readonly id: string
  readonly does: string
  /** As `event.key` has them, lower case, after `mod+` for Ctrl or Command and `shift+`. Each alone does it. */
  readonly keys: readonly string[]
  /** Undefined where the part of the screen that has the focus answers by itself. */
  readonly run?: (store: AppStore) => void
}

export interface ShortcutGroup {
  readonly title: string
  readonly shortcuts: readonly Shortcut[]
}

const nextShow = { baseline: 'draft', draft: 'difference', difference: 'baseline' } as const

const anywhere: readonly Shortcut[] = [
  {
    id: 'search',
    does: 'Search, or do something',
    keys: ['mod+k'],
    run: (store) => store.getState().openDialog('search'),
  },
  {
    id: 'help',
    does: 'Show these shortcuts',
    keys: ['?'],
    run: (store) => store.getState().openDialog('shortcuts'),
  },
  { id: 'undo', does: 'Undo', keys: ['mod+z'], run: (store) => store.temporal.getState().undo() },
  {
    id: 'redo',
    does: 'Redo',
    keys: ['mod+shift+z', 'mod+y'],
    run: (store) => store.temporal.getState().redo(),
  },
  { id: 'paste', does: 'Add manifests or edits from the clipboard', keys: ['mod+v'] },
  { id: 'region', does: 'Next part of the screen', keys: ['f6'], run: () => focusNextRegion(false) },
  { id: 'regionBack', does: 'Part before it', keys: ['shift+f6'], run: () => focusNextRegion(true) },
  {
    id: 'deselect',
    does: 'Select nothing, hide the path, close what is open',
    keys: ['escape'],
    run: deselect,
  },
]

const view: readonly Shortcut[] = [
  { id: 'graph', does: 'Graph', keys: ['g', '1'], run: (store) => store.getState().chooseMode('graph') },
  { id: 'matrix', does: 'Matrix', keys: ['m', '2'], run: (store) => store.getState().chooseMode('matrix') },
  {
    id: 'show',
    does: 'Before, after, difference',
    keys: ['b'],
    run: (store) => store.getState().showAs(nextShow[store.getState().show]),
  },
  { id: 'fit', does: 'Fit all into sight', keys: ['f'], run: (store) => store.getState().askFit() },
  { id: 'tidy', does: 'Tidy up', keys: ['t'], run: (store) => store.getState().tidyUp() },
  {
    id: 'open',
    does: 'Show or hide unrestricted flows',
    keys: ['u'],
    run: (store) => store.getState().toggleOpen(),
  },
  {
    id: 'filter',
    does: 'Filter by name',
    keys: ['/'],
    run: focusFilter,
  },
]

const panels: readonly Shortcut[] = [
  { id: 'left', does: 'Manifests', keys: ['['], run: (store) => togglePanel(store, 'left') },
  { id: 'right', does: 'Inspector', keys: [']'], run: (store) => togglePanel(store, 'right') },
  {
    id: 'bottom',
    does: 'Changes and problems',
    keys: ['\\'],
    run: (store) => togglePanel(store, 'bottom'),
  },
  { id: 'resize', does: 'Move the edge of a panel that has the focus', keys: ['arrow keys'] },
]

const graph: readonly Shortcut[] = [
  { id: 'next', does: 'Next card or arrow', keys: ['tab'] },
  { id: 'select', does: 'Select it', keys: ['enter', 'space'] },
  { id: 'add', does: 'Take a card into the selection, or out of it', keys: ['shift+enter'] },
  { id: 'move', does: 'Move the selected card', keys: ['arrow keys'] },
  { id: 'delete', does: 'Take the flow away', keys: ['delete', 'backspace'] },
  { id: 'menu', does: 'What else can be done with it', keys: ['shift+f10', 'menu'] },
]

const matrix: readonly Shortcut[] = [
  { id: 'cell', does: 'Next cell', keys: ['arrow keys'] },
  { id: 'namespace', does: 'Next namespace', keys: ['mod+arrow keys'] },
  { id: 'ends', does: 'Ends of the row, or of the matrix', keys: ['home', 'mod+home'] },
  { id: 'page', does: 'A page up or down', keys: ['page up', 'page down'] },
  { id: 'ask', does: 'Ask about the pair, or open what stands for several', keys: ['enter'] },
  { id: 'fold', does: 'Fold the namespace', keys: ['space'] },
  { id: 'block', does: 'Take the flow away', keys: ['delete'] },
]

const editor: readonly Shortcut[] = [
  { id: 'find', does: 'Find in the file', keys: ['mod+f'] },
  { id: 'complete', does: 'Complete', keys: ['ctrl+space'] },
  { id: 'matches', does: 'What the selector at the cursor matches', keys: ['mod+.'] },
  { id: 'fold', does: 'Fold the document or block, or unfold it', keys: ['ctrl+shift+[', 'ctrl+shift+]'] },
  { id: 'foldOthers', does: 'Fold all but NetworkPolicies', keys: ['ctrl+alt+p'] },
  { id: 'problem', does: 'Next problem or finding', keys: ['f8'] },
  { id: 'indent', does: 'Indent, or less', keys: ['mod+]', 'mod+['] },
  { id: 'leave', does: 'Leave the editor', keys: ['tab'] },
]

/** Every key that does something, by where it does it. The page's handler and the sheet both read it. */
export const shortcutGroups: readonly ShortcutGroup[] = [
  { title: 'Anywhere', shortcuts: anywhere },
  { title: 'Picture', shortcuts: view },
  { title: 'Panels', shortcuts: panels },
  { title: 'In the graph', shortcuts: graph },
  { title: 'In the matrix', shortcuts: matrix },
  { title: 'In the editor', shortcuts: editor },
]

const handled = shortcutGroups.flatMap(({ shortcuts }) => shortcuts.filter(({ run }) => run !== undefined))

/** A single character, which speech and slips can type by accident. */
export function isLetterKey(key: string): boolean {
  return key.length === 1
}

/** What an event asks for; null for keys that the page does not know. Total. */
export function shortcutFor(event: KeyboardEvent): Shortcut | null {
  const key = keyOf(event)
  return key === null ? null : (handled.find(({ keys }) => keys.includes(key)) ?? null)
}

/** An event in the words of the table. Characters that need AltGr on some keyboards, such as `[`, count as the characters that they are. */
export function keyOf(event: KeyboardEvent): string | null {
  const key = event.key.toLowerCase()
  if (event.getModifierState('AltGraph')) return isLetterKey(key) ? key : null
  if (event.altKey) return null
  const mod = event.ctrlKey || event.metaKey ? 'mod+' : ''
  // `?` is a character of its own, whether or not Shift was needed for it.
  const isMarked = event.shiftKey && (mod !== '' || !isLetterKey(key) || /[a-z]/.test(key))
  return `${mod}${isMarked ? 'shift+' : ''}${key}`
}

/** How a shortcut's first keys are written on this machine, such as `⌘K`, for tooltips. */
export function keysOf(id: string): string {
  const shortcut = handled.find((it) => it.id === id)
  return shortcut?.keys[0] === undefined ? '' : keyCaps(shortcut.keys[0]).join(isMac() ? '' : ' ')
}

const macCaps: Readonly<Record<string, string>> = { mod: '⌘', shift: '⇧', ctrl: '⌃' }
const plainCaps: Readonly<Record<string, string>> = { mod: 'Ctrl' }

/** The caps to press together. */
export function keyCaps(keys: string): readonly string[] {
  return keys.split('+').map((cap) => {
    const known = (isMac() ? macCaps : plainCaps)[cap]
    return known ?? (cap.length > 1 ? (cap[0] ?? '').toUpperCase() + cap.slice(1) : cap.toUpperCase())
  })
}

/** The field of the bar above the picture that names are typed into. */
export function focusFilter(): void {
  document.getElementById('picture-filter')?.focus()
}

function togglePanel(store: AppStore, side: 'left' | 'right' | 'bottom'): void {
  openPanel(store.getState(), side, !isPanelOpen(store.getState(), side))
}

function deselect(store: AppStore): void {
  const { selection, showPath } = store.getState()
  if (selection.kind === 'none') {
    showPath(null)
    return
  }
  const inspector = document.querySelector<HTMLElement>('.inspector')
  const wasThere = inspector?.contains(document.activeElement) ?? false
  store.getState().select({ kind: 'none' })
  // What had the focus there is gone.
  if (wasThere) inspector?.focus()
}
