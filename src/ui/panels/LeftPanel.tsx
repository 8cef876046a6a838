import { Tabs } from 'radix-ui'
import type { ScreenSlice } from '../../store/screenSlice'
import { ManifestEditor } from '../editor/ManifestEditor'
import { SheetClose } from '../shell/SheetHead'
import { useApp } from '../useApp'
import { EditsPanel } from './EditsPanel'
import { ResourcesPanel } from './ResourcesPanel'
import '../controls/tabs.css'
import './leftPanel.css'

/** What went in: the text, what was read from it, and what the user asked for. `isSheet`: it lies over the picture. */
export function LeftPanel({ isSheet }: { readonly isSheet: boolean }) {
  const tab = useApp((state) => state.leftTab)
  const choose = useApp((state) => state.chooseLeftTab)
  const resources = useApp((state) => state.analysis?.resources)
  const edits = useApp((state) => state.workspace.edits.length)
  const things = resources
    ? resources.namespaces + resources.workloads + resources.services + resources.policies.length
    : 0
  return (
    <aside className="left-panel" aria-label="Manifests and edits">
      <Tabs.Root
        className="left-panel__tabs"
        value={tab}
        onValueChange={(value) => choose(value as ScreenSlice['leftTab'])}
      >
        <div className="tabs">
          <Tabs.List className="tabs__list" aria-label="Input">
            <Tabs.Trigger className="tabs__tab" value="manifests">
              Manifests
            </Tabs.Trigger>
            <Tabs.Trigger className="tabs__tab" value="resources">
              Resources {things > 0 && <span className="tabs__count">{things.toLocaleString('en')}</span>}
            </Tabs.Trigger>
            <Tabs.Trigger className="tabs__tab" value="edits">
              Edits{' '}
              {edits > 0 && (
                <span className="tabs__count" data-tone="accent">
                  {edits.toLocaleString('en')}
                </span>
              )}
            </Tabs.Trigger>
          </Tabs.List>
          {isSheet && <SheetClose title="Manifests" side="left" />}
        </div>
        {/* Stays in the page, so that the text is where it was left. */}
        <Tabs.Content className="tabs__panel left-panel__editor" value="manifests" tabIndex={-1} forceMount>
          <ManifestEditor />
        </Tabs.Content>
        <Tabs.Content className="tabs__panel" value="resources" tabIndex={-1}>
          <ResourcesPanel />
        </Tabs.Content>
        <Tabs.Content className="tabs__panel" value="edits" tabIndex={-1}>
          <EditsPanel />
        </Tabs.Content>
      </Tabs.Root>
    </aside>
  )
}
