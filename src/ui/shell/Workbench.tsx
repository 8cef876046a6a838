import { lazy, Suspense } from 'react'
import { Inspector } from '../inspector/Inspector'
import { BottomPanel } from '../panels/BottomPanel'
import { LeftPanel } from '../panels/LeftPanel'
import { useApp } from '../useApp'
import { AnalysisProgress } from './AnalysisProgress'

// The start page comes without the graph library.
const GraphCanvas = lazy(async () => ({ default: (await import('../canvas/GraphCanvas')).GraphCanvas }))

interface WorkbenchProps {
  readonly isBottomOpen: boolean
  readonly onBottomOpen: (open: boolean) => void
}

/** Manifests at the left, the picture in the middle with its changes below, and what is selected at the right. */
export function Workbench({ isBottomOpen, onBottomOpen }: WorkbenchProps) {
  const isLeftOpen = useApp((state) => state.isLeftOpen)
  return (
    <div
      className="workbench"
      data-bottom={isBottomOpen ? 'open' : 'closed'}
      data-left={isLeftOpen ? 'open' : 'closed'}
    >
      <LeftPanel />
      <main className="workbench__canvas">
        <Suspense fallback={null}>
          <GraphCanvas />
        </Suspense>
        <AnalysisProgress />
      </main>
      <BottomPanel isOpen={isBottomOpen} onOpen={onBottomOpen} />
      <Inspector />
    </div>
  )
}
