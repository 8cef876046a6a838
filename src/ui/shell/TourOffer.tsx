import { Route } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { Button } from '../controls/Button'
import { useApp, useAppContext } from '../useApp'
import { selectIsTourReady, startTour } from './startTour'
import './tour.css'

// Most people take it once, if at all.
const Tour = lazy(async () => ({ default: (await import('./Tour')).Tour }))

/** Offers the tour when the first example is opened for the first time, and shows it. Once refused or ended, it is offered no more. */
export function TourOffer() {
  const { store } = useAppContext()
  const isTouring = useApp((state) => state.isTouring)
  const isDone = useApp((state) => state.isTourDone)
  // Who has begun to look for themselves is not interrupted.
  const isReady = useApp((state) => state.selection.kind === 'none' && selectIsTourReady(state))
  const isDrawn = useApp(
    (state) => state.analysis !== null && state.analysisOf?.files === state.workspace.files,
  )
  if (isTouring && isDrawn)
    return (
      <Suspense fallback={null}>
        <Tour />
      </Suspense>
    )
  if (isTouring || isDone || !isReady || !isDrawn) return null
  return (
    <section className="tour-offer" aria-label="Tour">
      <Route size={18} aria-hidden="true" />
      <p className="tour-offer__text">New here? Two minutes through this example.</p>
      <Button size="small" look="primary" onClick={() => startTour(store)}>
        Take the tour
      </Button>
      <Button size="small" look="quiet" onClick={() => store.getState().endTour()}>
        No, thanks
      </Button>
    </section>
  )
}
