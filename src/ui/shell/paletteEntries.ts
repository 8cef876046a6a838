import type { AppStore } from '../../store/appStore'
import type { Analysis } from '../../worker/protocol'
import { exampleList } from '../examples'
import type { App } from '../useApp'
import { endpointName } from '../words'
import { applyChanges, exportYaml } from './exporting'
import { addEmptyFile } from './newFile'
import { openExample } from './openExample'

export interface PaletteEntry {
  readonly id: string
  readonly kind: 'workload' | 'namespace' | 'policy' | 'command'
  readonly title: string
  readonly hint: string
  /** What is searched. */
  readonly text: string
  readonly run: () => void
}

/** Everything in the cluster that has a name. */
export function findableEntries(store: AppStore, analysis: Analysis): readonly PaletteEntry[] {
  const { select, jumpTo } = store.getState()
  const workloads = analysis.endpoints.map(({ id, namespace, workloadKind }) =>
    entry('workload', id, endpointName(id), `${workloadKind} in ${namespace}`, () =>
      select({ kind: 'endpoint', id }),
    ),
  )
  const namespaces = analysis.graph.frames.map(({ id, namespace, workloadCount }) =>
    entry(
      'namespace',
      id,
      namespace,
      `Namespace, ${workloadCount} ${workloadCount === 1 ? 'workload' : 'workloads'}`,
      () => select({ kind: 'namespace', name: namespace }),
    ),
  )
  const policies = analysis.resources.policies.flatMap(({ id, place }) =>
    place === null
      ? []
      : entry(
          'policy',
          `policy:${id}`,
          id.slice(id.indexOf('/') + 1),
          `NetworkPolicy in ${id.split('/')[0]}`,
          () => jumpTo(place),
        ),
  )
  return [...workloads, ...namespaces, ...policies]
}

/** Dialogs that commands open. */
export interface PaletteDialogs {
  readonly onShare: () => void
  readonly onOnlyDrawn: () => void
}

/** What can be done from anywhere. */
export function commandEntries(app: App, { onShare, onOnlyDrawn }: PaletteDialogs): readonly PaletteEntry[] {
  const { store } = app
  const { workspace, showAs, show } = store.getState()
  const command = (title: string, run: () => void) => entry('command', `do:${title}`, title, '', run)
  const withEdits = [
    command('Apply changes to manifests', () => void applyChanges(app)),
    command('Copy changed policies', () => void exportYaml(app, 'changes', 'copy')),
    command('Download edits', () => void exportYaml(app, 'edits', 'download')),
    command(show === 'draft' ? 'Show the picture before' : 'Show the picture after', () =>
      showAs(show === 'draft' ? 'baseline' : 'draft'),
    ),
  ]
  return [
    ...(workspace.edits.length > 0 ? withEdits : []),
    command('Share', onShare),
    command('Only what is drawn', onOnlyDrawn),
    command('Download all policies', () => void exportYaml(app, 'allPolicies', 'download')),
    command('New file', () => addEmptyFile(store)),
    ...exampleList.map(({ id, title }) => command(`Open example: ${title}`, () => openExample(store, id))),
  ]
}

function entry(
  kind: PaletteEntry['kind'],
  id: string,
  title: string,
  hint: string,
  run: () => void,
): PaletteEntry {
  return { id, kind, title, hint, text: `${title} ${hint}`, run }
}
