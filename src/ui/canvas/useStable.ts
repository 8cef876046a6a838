import { useCallback, useLayoutEffect, useRef } from 'react'

/** A handler that stays the same function while what it does changes: React Flow renders every card anew for another function. */
export function useStable<A extends readonly unknown[]>(handler: (...args: A) => void): (...args: A) => void {
  const latest = useRef(handler)
  useLayoutEffect(() => {
    latest.current = handler
  })
  return useCallback((...args: A) => latest.current(...args), [])
}
