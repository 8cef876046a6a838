import { PanelLeftClose, PanelLeftOpen, PanelRightClose, PanelRightOpen, Search, Share2 } from 'lucide-react'
import { Button } from '../controls/Button'
import { IconButton } from '../controls/IconButton'
import { useApp, useAppContext } from '../useApp'
import { AnalysisStatus } from './AnalysisStatus'
import { DisplayMenu } from './DisplayMenu'
import { ExamplesMenu } from './ExamplesMenu'
import { ExportMenu } from './ExportMenu'
import { FoldedMenu } from './FoldedMenu'
import { HelpMenu } from './HelpMenu'
import { HistoryButtons } from './HistoryButtons'
import { Mark } from './Mark'
import { type FileFields, OpenMenu, useFileFields } from './OpenMenu'
import { OptionsMenu } from './OptionsMenu'
import { isPanelOpen, openPanel } from './panelStates'
import { keysOf } from './shortcuts'
import { useMedia } from './useMedia'
import { WorkspaceTitle } from './WorkspaceTitle'
import './header.css'

export function Header() {
  const hasFiles = useApp((state) => state.workspace.files.length > 0)
  const isFolded = useMedia('(max-width: 900px)')
  const isPhone = useMedia('(max-width: 600px)')
  const fields = useFileFields()
  // The start page has a headline of its own.
  const Brand = hasFiles ? 'h1' : 'p'
  return (
    <header className="header">
      {hasFiles && !isPhone && <PanelButton side="left" />}
      <Brand className="header__brand">
        <Mark />
        <span className="header__name">Drawbridge</span>
      </Brand>
      {hasFiles && <Work />}
      <span className="header__space" />
      {hasFiles && <HistoryButtons />}
      <div className="header__actions">
        {hasFiles && <SearchButton />}
        {isFolded ? <FoldedMenu fields={fields} /> : <Actions fields={fields} />}
      </div>
      {hasFiles && !isPhone && <PanelButton side="right" />}
      {fields.elements}
    </header>
  )
}

function Work() {
  const saving = useApp((state) => state.saving)
  const { store } = useAppContext()
  return (
    <div className="header__work">
      <WorkspaceTitle />
      <AnalysisStatus
        onShowProblems={() => {
          store.getState().chooseBottomTab('problems')
          store.getState().openBottom(true)
        }}
      />
      {saving !== 'idle' && (
        <span className="header__saved" data-failed={saving === 'failed'}>
          {saving === 'saved' ? 'Saved on this machine' : 'Not saved: this browser refuses to store it'}
        </span>
      )}
    </div>
  )
}

function SearchButton() {
  const openDialog = useApp((state) => state.openDialog)
  return (
    <Button
      className="header__search"
      title="Search"
      aria-label="Search"
      onClick={() => openDialog('search')}
    >
      <Search />
      <span className="header__search-text">Search</span>
      <kbd className="header__keys">{keysOf('search')}</kbd>
    </Button>
  )
}

function Actions({ fields }: { readonly fields: FileFields }) {
  const hasFiles = useApp((state) => state.workspace.files.length > 0)
  const openDialog = useApp((state) => state.openDialog)
  return (
    <>
      <OpenMenu fields={fields} />
      <ExamplesMenu />
      {hasFiles && (
        <Button
          className="header__share"
          title="Share"
          aria-label="Share"
          onClick={() => openDialog('share')}
        >
          <Share2 />
          <span className="header__wide">Share</span>
        </Button>
      )}
      {hasFiles && <ExportMenu />}
      {hasFiles && <OptionsMenu />}
      <DisplayMenu />
      <HelpMenu />
    </>
  )
}

const panelButtons = {
  left: { name: 'manifests', open: <PanelLeftOpen />, close: <PanelLeftClose /> },
  right: { name: 'the inspector', open: <PanelRightOpen />, close: <PanelRightClose /> },
} as const

function PanelButton({ side }: { readonly side: 'left' | 'right' }) {
  const { store } = useAppContext()
  const isOpen = useApp((state) => isPanelOpen(state, side))
  const { name, open, close } = panelButtons[side]
  return (
    <IconButton
      label={`${isOpen ? 'Hide' : 'Show'} ${name}`}
      keys={keysOf(side)}
      aria-expanded={isOpen}
      data-toggles={side}
      onClick={() => openPanel(store.getState(), side, !isOpen)}
    >
      {isOpen ? close : open}
    </IconButton>
  )
}
