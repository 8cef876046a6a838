import { PanelLeftClose, PanelLeftOpen, Search, Share2 } from 'lucide-react'
import { Button } from '../controls/Button'
import { IconButton } from '../controls/IconButton'
import { Segmented } from '../controls/Segmented'
import { useApp } from '../useApp'
import { AnalysisStatus } from './AnalysisStatus'
import { ExamplesMenu } from './ExamplesMenu'
import { ExportMenu } from './ExportMenu'
import { HistoryButtons } from './HistoryButtons'
import { isMac } from './isMac'
import { Mark } from './Mark'
import { OpenMenu } from './OpenMenu'
import { OptionsMenu } from './OptionsMenu'
import { ThemeMenu } from './ThemeMenu'
import { WorkspaceTitle } from './WorkspaceTitle'
import './header.css'

interface HeaderProps {
  readonly onShare: () => void
  readonly onSearch: () => void
  readonly onShowProblems: () => void
}

const showOptions = [
  { value: 'baseline', label: 'Before' },
  { value: 'draft', label: 'After' },
] as const

export function Header({ onShare, onSearch, onShowProblems }: HeaderProps) {
  const hasFiles = useApp((state) => state.workspace.files.length > 0)
  const hasEdits = useApp((state) => state.workspace.edits.length > 0)
  const show = useApp((state) => state.show)
  const showAs = useApp((state) => state.showAs)
  const saving = useApp((state) => state.saving)
  // The start page has a headline of its own.
  const Brand = hasFiles ? 'h1' : 'p'

  return (
    <header className="header" data-edits={hasEdits}>
      {hasFiles && <LeftPanelButton />}
      <Brand className="header__brand">
        <Mark />
        Drawbridge
      </Brand>
      {hasFiles && (
        <div className="header__work">
          <WorkspaceTitle />
          <AnalysisStatus onShowProblems={onShowProblems} />
          {saving !== 'idle' && (
            <span className="header__saved" data-failed={saving === 'failed'}>
              {saving === 'saved' ? 'Saved on this machine' : 'Not saved: this browser refuses to store it'}
            </span>
          )}
        </div>
      )}
      <span className="header__space" />
      {hasEdits && <Segmented label="Picture" value={show} options={showOptions} onChange={showAs} />}
      {hasFiles && <HistoryButtons />}
      <div className="header__actions">
        {hasFiles && (
          <Button className="header__search" onClick={onSearch} aria-label="Search">
            <Search />
            <span className="header__search-text">Search</span>
            <kbd className="header__keys">{isMac() ? '⌘K' : 'Ctrl K'}</kbd>
          </Button>
        )}
        <OpenMenu />
        <ExamplesMenu />
        {hasFiles && (
          <Button onClick={onShare} aria-label="Share">
            <Share2 />
            <span className="header__wide">Share</span>
          </Button>
        )}
        {hasFiles && <ExportMenu />}
        {hasFiles && <OptionsMenu />}
        <ThemeMenu />
      </div>
    </header>
  )
}

function LeftPanelButton() {
  const isOpen = useApp((state) => state.isLeftOpen)
  const openLeft = useApp((state) => state.openLeft)
  return (
    <IconButton label={isOpen ? 'Hide manifests' : 'Show manifests'} onClick={() => openLeft(!isOpen)}>
      {isOpen ? <PanelLeftClose /> : <PanelLeftOpen />}
    </IconButton>
  )
}
