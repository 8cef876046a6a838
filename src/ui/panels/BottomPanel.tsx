import { ChevronDown, ChevronUp } from 'lucide-react'
import { Tabs } from 'radix-ui'
import { selectErrorCount } from '../../store/analysisSlice'
import type { ScreenSlice } from '../../store/screenSlice'
import { IconButton } from '../controls/IconButton'
import { isPanelOpen } from '../shell/panelStates'
import { useApp } from '../useApp'
import { ChangeActions } from './ChangeActions'
import { ChangesPanel } from './ChangesPanel'
import { ProblemsPanel } from './ProblemsPanel'
import '../controls/tabs.css'
import './bottomPanel.css'

/** What follows from the edits, and what is wrong with the text. */
export function BottomPanel() {
  const isOpen = useApp((state) => isPanelOpen(state, 'bottom'))
  const onOpen = useApp((state) => state.openBottom)
  const mode = useApp((state) => state.mode)
  const tab = useApp((state) => state.bottomTab)
  const choose = useApp((state) => state.chooseBottomTab)
  const changes = useApp((state) => state.analysis?.changes.length ?? 0)
  const problems = useApp((state) => state.analysis?.diagnostics.length ?? 0)
  const errors = useApp(selectErrorCount)
  return (
    <Tabs.Root
      asChild
      // Closed, no tab is the current one, so that each of them can be chosen to open it.
      value={isOpen ? tab : ''}
      onValueChange={(value) => {
        choose(value as ScreenSlice['bottomTab'])
        onOpen(true)
      }}
    >
      <section className="bottom-panel" aria-label="Results">
        <div className="tabs">
          <Tabs.List className="tabs__list" aria-label="Results">
            <Tabs.Trigger className="tabs__tab" value="changes">
              Changes{' '}
              {changes > 0 && (
                <span className="tabs__count" data-tone="accent">
                  {changes.toLocaleString('en')}
                </span>
              )}
            </Tabs.Trigger>
            <Tabs.Trigger className="tabs__tab" value="problems">
              Problems{' '}
              {problems > 0 && (
                <span className="tabs__count" data-tone={errors > 0 ? 'bad' : 'half'}>
                  {problems.toLocaleString('en')}
                </span>
              )}
            </Tabs.Trigger>
          </Tabs.List>
          {!isOpen && changes === 0 && (
            <p className="bottom-panel__hint">
              {mode === 'matrix'
                ? 'Select a cell to ask about its flow and to change it.'
                : 'Draw an arrow between two gates to change something.'}
            </p>
          )}
          {isOpen && tab === 'changes' && changes > 0 && <ChangeActions />}
          <IconButton
            className="bottom-panel__toggle"
            label={isOpen ? 'Hide the results' : 'Show the results'}
            size="small"
            aria-expanded={isOpen}
            data-toggles="bottom"
            onClick={() => onOpen(!isOpen)}
          >
            {isOpen ? <ChevronDown /> : <ChevronUp />}
          </IconButton>
        </div>
        <Tabs.Content className="tabs__panel" value="changes" tabIndex={-1}>
          <ChangesPanel />
        </Tabs.Content>
        <Tabs.Content className="tabs__panel" value="problems" tabIndex={-1}>
          <ProblemsPanel />
        </Tabs.Content>
      </section>
    </Tabs.Root>
  )
}
