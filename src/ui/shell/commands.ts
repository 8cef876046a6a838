import { noFilters } from '../../model/look'
import type { AppState } from '../../store/appStore'
import { exampleList } from '../examples'
import { copyLink } from '../picture/copyLink'
import { flowFilters } from '../picture/filterParts'
import { pathCommands } from '../picture/pathCommands'
import type { App } from '../useApp'
import { densities, themes } from './DisplayMenu'
import { applyChanges, exportYaml } from './exporting'
import { addEmptyFile } from './newFile'
import { openExample } from './openExample'
import { type PaletteEntry, paletteEntry, selectedOutlookEntries } from './paletteEntries'
import { isPanelOpen, openPanel } from './panelStates'
import { pictureWishes } from './pictureWishes'
import { focusFilter, keysOf } from './shortcuts'
import { startTour } from './startTour'

/** What can be done from anywhere, as it stands now. */
export function commandEntries(app: App): readonly PaletteEntry[] {
  const state = app.store.getState()
  const hasFiles = state.workspace.files.length > 0
  return [
    ...(state.workspace.edits.length > 0 ? editCommands(app, state) : []),
    ...(hasFiles ? [...viewCommands(state), ...filterCommands(state), ...panelCommands(state)] : []),
    ...selectedOutlookEntries(app.store),
    ...(hasFiles ? scenarioCommands(app, state) : []),
    ...(hasFiles && state.mode === 'graph' ? pictureCommands(state) : []),
    ...(hasFiles ? pathCommands(state).map(({ title, run }) => command(title, run)) : []),
    ...displayCommands(state),
    command('Keyboard shortcuts', () => state.openDialog('shortcuts'), 'help'),
    command('Take the tour', () => startTour(app.store)),
    command('New file', () => addEmptyFile(app.store)),
    ...exampleList.map(({ id, title }) =>
      command(`Open example: ${title}`, () => openExample(app.store, id)),
    ),
  ]
}

/** `shortcut`: the key that does the same, said beside it. */
function command(title: string, run: () => void, shortcut?: string): PaletteEntry {
  return paletteEntry('command', `do:${title}`, title, shortcut === undefined ? '' : keysOf(shortcut), run)
}

function editCommands(app: App, { show, showAs }: AppState): readonly PaletteEntry[] {
  const shows = [
    { value: 'baseline', title: 'Show the picture before' },
    { value: 'draft', title: 'Show the picture after' },
    { value: 'difference', title: 'Show the difference' },
  ] as const
  return [
    command('Apply changes to manifests', () => void applyChanges(app)),
    command('Copy changed policies', () => void exportYaml(app, 'changes', 'copy')),
    command('Download changed policies', () => void exportYaml(app, 'changes', 'download')),
    command('Copy edits', () => void exportYaml(app, 'edits', 'copy')),
    command('Download edits', () => void exportYaml(app, 'edits', 'download')),
    ...shows
      .filter(({ value }) => value !== show)
      .map(({ value, title }) => command(title, () => showAs(value), 'show')),
  ]
}

function viewCommands(state: AppState): readonly PaletteEntry[] {
  const namespaces = state.analysis?.graph.frames.map(({ namespace }) => namespace) ?? []
  const { mode, showOpen, showUndeclaredPorts } = state
  return [
    mode === 'graph'
      ? command('Show as matrix', () => state.chooseMode('matrix'), 'matrix')
      : command('Show as graph', () => state.chooseMode('graph'), 'graph'),
    command('Fit all into sight', state.askFit, 'fit'),
    command('Tidy up', state.tidyUp, 'tidy'),
    command('Expand all namespaces', () => state.collapseAll(namespaces, false)),
    command('Collapse all namespaces', () => state.collapseAll(namespaces, true)),
    command(showOpen ? 'Hide unrestricted flows' : 'Show unrestricted flows', state.toggleOpen, 'open'),
    command(
      showUndeclaredPorts ? 'Hide flows on undeclared ports' : 'Show flows on undeclared ports',
      state.toggleUndeclaredPorts,
    ),
    command('Select nothing', () => state.select({ kind: 'none' }), 'deselect'),
  ]
}

function filterCommands({ filter, analysis }: AppState): readonly PaletteEntry[] {
  // Of all that there are: the picture holds only what the filters leave.
  const namespaces = new Set(analysis?.endpoints.map(({ namespace }) => namespace))
  return [
    { ...command('Filter by name', focusFilter, 'filter'), takesFocus: true },
    ...flowFilters.map(({ kind, flows }) =>
      command(`Filter: only ${flows}`, () => filter({ kinds: [kind] })),
    ),
    ...[...namespaces].map((namespace) =>
      command(`Filter: only namespace ${namespace}`, () => filter({ namespaces: [namespace] })),
    ),
    command('Clear all filters', () => filter(noFilters)),
  ]
}

const panelNames = { left: 'manifests', right: 'the inspector', bottom: 'the results' } as const

function panelCommands(state: AppState): readonly PaletteEntry[] {
  const toggles = (['left', 'right', 'bottom'] as const).map((side) => {
    const isOpen = isPanelOpen(state, side)
    return command(
      `${isOpen ? 'Hide' : 'Show'} ${panelNames[side]}`,
      () => openPanel(state, side, !isOpen),
      side,
    )
  })
  const leftTab = (tab: AppState['leftTab']) => () => {
    state.chooseLeftTab(tab)
    state.openLeft(true)
  }
  const bottomTab = (tab: AppState['bottomTab']) => () => {
    state.chooseBottomTab(tab)
    state.openBottom(true)
  }
  return [
    ...toggles,
    command('Go to resources', leftTab('resources')),
    command('Rules that grant nothing: select a policy in Resources', leftTab('resources')),
    command('Go to edits', leftTab('edits')),
    command('Go to changes', bottomTab('changes')),
    command('Go to problems', bottomTab('problems')),
  ]
}

function scenarioCommands(app: App, { openDialog }: AppState): readonly PaletteEntry[] {
  const { undo, redo, pastStates, futureStates } = app.store.temporal.getState()
  return [
    command('Share', () => openDialog('share')),
    command('Copy a link to this view', () => void copyLink(app)),
    command('Only what is drawn', () => openDialog('onlyDrawn')),
    command('Scenario options', () => openDialog('options')),
    command('Copy all policies', () => void exportYaml(app, 'allPolicies', 'copy')),
    command('Download all policies', () => void exportYaml(app, 'allPolicies', 'download')),
    ...(pastStates.length > 0 ? [command('Undo', () => undo(), 'undo')] : []),
    ...(futureStates.length > 0 ? [command('Redo', () => redo(), 'redo')] : []),
  ]
}

function pictureCommands({ askPicture }: AppState): readonly PaletteEntry[] {
  return pictureWishes.map(({ title, wish }) => command(title, () => askPicture({ ...wish })))
}

function displayCommands(state: AppState): readonly PaletteEntry[] {
  const { theme, density, chooseTheme, chooseDensity } = state
  return [
    ...themes
      .filter(({ value }) => value !== theme)
      .map(({ value, label }) => command(`Theme: ${label.toLowerCase()}`, () => chooseTheme(value))),
    ...densities
      .filter(({ value }) => value !== density)
      .map(({ value, label }) => command(`Density: ${label.toLowerCase()}`, () => chooseDensity(value))),
  ]
}
