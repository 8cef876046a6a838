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
      {hasFiles && !isPhone && <LeftPanelButton />}
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
      {hasFiles && !isPhone && <RightPanelButton />}
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
    <Button className="header__search" onClick={() => openDialog('search')} aria-label="Search">
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
        <Button onClick={() => openDialog('share')} aria-label="Share">
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

function LeftPanelButton() {
  const isOpen = useApp((state) => state.isLeftOpen)
  const openLeft = useApp((state) => state.openLeft)
  return (
    <IconButton
      label={isOpen ? 'Hide manifests' : 'Show manifests'}
      keys={keysOf('left')}
      aria-expanded={isOpen}
      data-toggles="left"
      onClick={() => openLeft(!isOpen)}
    >
      {isOpen ? <PanelLeftClose /> : <PanelLeftOpen />}
    </IconButton>
  )
}

function RightPanelButton() {
  const isOpen = useApp((state) => state.isRightOpen)
  const openRight = useApp((state) => state.openRight)
  return (
    <IconButton
      label={isOpen ? 'Hide the inspector' : 'Show the inspector'}
      keys={keysOf('right')}
      aria-expanded={isOpen}
      data-toggles="right"
      onClick={() => openRight(!isOpen)}
    >
      {isOpen ? <PanelRightClose /> : <PanelRightOpen />}
    </IconButton>
  )
}
