import { type Driver, driver, type PopoverDOM } from 'driver.js'
import 'driver.js/dist/driver.css'
import { useEffect } from 'react'
import type { AppStore } from '../../store/appStore'
import { useAppContext } from '../useApp'
import { tourSteps } from './tourSteps'
import './tour.css'

/** Milliseconds until a step is shown without what it points at. */
const longestWait = 5000

/** The tour, for as long as it is mounted. Ended in whatever way, it is not offered again. */
export function Tour() {
  const { store } = useAppContext()
  useEffect(() => {
    const guide = guideThrough(store)
    guide.drive()
    return () => guide.destroy()
  }, [store])
  return null
}

function guideThrough(store: AppStore): Driver {
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches
  const goTo = (guide: Driver, index: number) => {
    tourSteps[index]?.prepare?.(store)
    // What was prepared is drawn first.
    requestAnimationFrame(() => guide.isActive() && guide.moveTo(index))
  }
  tourSteps[0]?.prepare?.(store)
  return driver({
    steps: tourSteps.map(({ title, text, at, side }) => ({
      element: at,
      waitForElement: longestWait,
      popover: { title, description: text, side, align: 'center' },
    })),
    animate: !isStill,
    duration: 250,
    overlayColor: 'var(--scrim)',
    overlayOpacity: 1,
    overlayClickBehavior: () => {},
    stagePadding: 6,
    stageRadius: 8,
    showProgress: true,
    progressText: '{{current}} of {{total}}',
    prevBtnText: 'Back',
    doneBtnText: 'Done',
    disableActiveInteraction: true,
    onPopoverRender: nameParts,
    onHighlighted: (element, _step, { state, driver: guide }) => {
      // It says of what it points at that it opens something, which is not allowed for cards and arrows.
      for (const name of ['aria-haspopup', 'aria-expanded', 'aria-controls']) element?.removeAttribute(name)
      state.popover?.nextButton.focus()
      guide.refresh()
    },
    onNextClick: (_element, _step, { driver: guide, index = 0 }) => goTo(guide, index + 1),
    onPrevClick: (_element, _step, { driver: guide, index = 0 }) => goTo(guide, index - 1),
    // Until the first step stands, Driver ends without telling that it has ended.
    onDestroyStarted: (_element, _step, { driver: guide }) => {
      guide.destroy()
      end(store)
    },
    onDestroyed: () => end(store),
  })
}

function end(store: AppStore): void {
  store.getState().endTour()
  store.getState().tour(false)
  // What had the focus before the first step is the offer, which is gone.
  document.querySelector<HTMLElement>('.inspector')?.focus()
}

/** Driver's own elements are landmarks of the page, and its cross has a name that says little. */
function nameParts({ title, footer, closeButton }: PopoverDOM): void {
  title.setAttribute('role', 'none')
  footer.setAttribute('role', 'group')
  footer.setAttribute('aria-label', 'Steps')
  closeButton.setAttribute('aria-label', 'End the tour')
}
