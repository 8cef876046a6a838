import { type RefObject, useEffect, useRef } from 'react'
import { useApp } from '../useApp'

/** Brings the first line of what is pointed at into sight, unless the pointer is among the lines itself. */
export function useLitInSight(): RefObject<HTMLElement | null> {
  const region = useRef<HTMLElement>(null)
  const pointed = useApp((state) => state.pointed)
  useEffect(() => {
    if (pointed.length === 0 || region.current?.matches(':hover, :focus-within')) return
    const first = region.current?.querySelector('[data-lit]')
    if (first && !isInSight(first, region.current)) first.scrollIntoView({ block: 'center' })
  }, [pointed])
  return region
}

/** With a little below it, so that it is not the last line. */
function isInSight(line: Element, region: Element | null): boolean {
  const [inner, outer] = [line.getBoundingClientRect(), region?.getBoundingClientRect()]
  return outer === undefined || (inner.top >= outer.top + 32 && inner.bottom + 60 <= outer.bottom)
}
