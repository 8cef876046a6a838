import { Tooltip } from 'radix-ui'
import { useApp } from '../useApp'
import { AnalysisProgress } from './AnalysisProgress'
import { DropTarget } from './DropTarget'
import { EditNews } from './EditNews'
import { Header } from './Header'
import { NoticeToast } from './NoticeToast'
import { OpenDialog } from './OpenDialog'
import { StartPage } from './StartPage'
import { usePageKeys } from './usePageKeys'
import { useTheme } from './useTheme'
import { WorkBoundary } from './WorkBoundary'
import { Workbench } from './Workbench'
import '../controls/text.css'
import './appShell.css'

/** The whole screen. */
export function AppShell() {
  const hasFiles = useApp((state) => state.workspace.files.length > 0)
  useTheme()
  usePageKeys()
  return (
    <Tooltip.Provider delayDuration={350}>
      <WorkBoundary>
        <div className="app-shell">
          <Header />
          {hasFiles ? (
            <Workbench />
          ) : (
            <>
              <StartPage />
              <AnalysisProgress />
            </>
          )}
        </div>
        <OpenDialog />
      </WorkBoundary>
      <DropTarget />
      <EditNews />
      <NoticeToast />
    </Tooltip.Provider>
  )
}
