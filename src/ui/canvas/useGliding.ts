import { useLayoutEffect, useRef, useState } from 'react'
import { movingTime } from './movingTime'
import { between, hasMoved, type Places } from './places'

/**
 * Where things are drawn: where they stand, or on their way to there when something else than a hand has put them elsewhere. What
 * is new stands in its place at once. With less motion asked for, everything does.
 */
export function useGliding(target: Places, isHeld: boolean): Places {
  const [glide, setGlide] = useState<{ readonly places: Places; readonly to: Places } | null>(null)
  const shown = glide?.to === target ? glide.places : target
  const former = useRef(target)

  useLayoutEffect(() => {
    const from = former.current
    const time = movingTime()
    if (isHeld || time === 0 || !hasMoved(from, target)) return
    setGlide({ places: from, to: target })
    const start = performance.now()
    let asked = requestAnimationFrame(function step(now) {
      const share = Math.min(1, Math.max(0, (now - start) / time))
      setGlide(share === 1 ? null : { places: between(from, target, easeOut(share)), to: target })
      if (share < 1) asked = requestAnimationFrame(step)
    })
    return () => cancelAnimationFrame(asked)
  }, [target, isHeld])

  useLayoutEffect(() => {
    former.current = shown
  }, [shown])
  return shown
}

function easeOut(share: number): number {
  return 1 - (1 - share) ** 3
}
