import { Tooltip } from 'radix-ui'
import { lazy, Suspense } from 'react'
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
import '../controls/text.css'
import './appShell.css'

// The start page comes without what only manifests need.
const Workbench = lazy(async () => ({ default: (await import('./Workbench')).Workbench }))

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
            <Suspense fallback={null}>
              <Workbench />
            </Suspense>
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
