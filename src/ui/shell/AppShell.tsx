import { Tooltip } from 'radix-ui'
import { useCallback, useState } from 'react'
import { OnlyDrawnDialog } from '../inspector/OnlyDrawnDialog'
import { useApp } from '../useApp'
import { AnalysisProgress } from './AnalysisProgress'
import { CommandPalette } from './CommandPalette'
import { DropTarget } from './DropTarget'
import { EditNews } from './EditNews'
import { Header } from './Header'
import { NoticeToast } from './NoticeToast'
import { ShareDialog } from './ShareDialog'
import { StartPage } from './StartPage'
import { useNarrowStart } from './useNarrowStart'
import { usePageKeys } from './usePageKeys'
import { useTheme } from './useTheme'
import { WorkBoundary } from './WorkBoundary'
import { Workbench } from './Workbench'
import '../controls/text.css'
import './appShell.css'

/** The whole screen. */
export function AppShell() {
  const hasFiles = useApp((state) => state.workspace.files.length > 0)
  const edits = useApp((state) => state.workspace.edits.length)
  const chooseBottomTab = useApp((state) => state.chooseBottomTab)
  const [dialog, setDialog] = useState<'none' | 'share' | 'search' | 'onlyDrawn'>('none')
  // Null until the user decides: then the panel follows whether there is something in it.
  const [bottomWanted, setBottomWanted] = useState<boolean | null>(null)
  const close = useCallback(() => setDialog('none'), [])
  const openSearch = useCallback(() => setDialog('search'), [])
  useTheme()
  useNarrowStart()
  usePageKeys(openSearch)

  const showProblems = () => {
    chooseBottomTab('problems')
    setBottomWanted(true)
  }
  return (
    <Tooltip.Provider delayDuration={350}>
      <WorkBoundary>
        <div className="app-shell">
          <Header onShare={() => setDialog('share')} onSearch={openSearch} onShowProblems={showProblems} />
          {hasFiles ? (
            <Workbench isBottomOpen={bottomWanted ?? edits > 0} onBottomOpen={setBottomWanted} />
          ) : (
            <>
              <StartPage />
              <AnalysisProgress />
            </>
          )}
        </div>
        {dialog === 'share' && <ShareDialog onClose={close} />}
        {dialog === 'onlyDrawn' && <OnlyDrawnDialog chosen={[]} onClose={close} />}
        {dialog === 'search' && (
          <CommandPalette
            onClose={close}
            onShare={() => setDialog('share')}
            onOnlyDrawn={() => setDialog('onlyDrawn')}
          />
        )}
      </WorkBoundary>
      <DropTarget />
      <EditNews />
      <NoticeToast />
    </Tooltip.Provider>
  )
}
