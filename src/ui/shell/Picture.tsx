import { lazy, Suspense } from 'react'
import { PictureBar } from '../picture/PictureBar'
import { useApp } from '../useApp'
import { AnalysisProgress } from './AnalysisProgress'
import { TourOffer } from './TourOffer'

// The start page comes without the graph library.
const GraphCanvas = lazy(async () => ({ default: (await import('../canvas/GraphCanvas')).GraphCanvas }))
const MatrixView = lazy(async () => ({ default: (await import('../matrix/MatrixView')).MatrixView }))

/** Who can reach whom, as a graph or a matrix, with the bar that chooses what of it. */
export function Picture() {
  const mode = useApp((state) => state.mode)
  return (
    <main className="picture">
      <PictureBar />
      <div className="picture__view">
        <Suspense fallback={null}>{mode === 'graph' ? <GraphCanvas /> : <MatrixView />}</Suspense>
        <AnalysisProgress />
        <TourOffer />
      </div>
    </main>
  )
}
