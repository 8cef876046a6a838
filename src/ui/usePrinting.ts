import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'

/** Whether the page is being printed, or shown as it would print. The page is drawn before the browser takes its picture. */
export function usePrinting(): boolean {
  const [isPrinting, setPrinting] = useState(() => matchMedia('print').matches)
  useEffect(() => {
    const stop = new AbortController()
    const { signal } = stop
    const media = matchMedia('print')
    const set = (isNow: boolean) => flushSync(() => setPrinting(isNow))
    media.addEventListener('change', ({ matches }) => set(matches), { signal })
    addEventListener('beforeprint', () => set(true), { signal })
    addEventListener('afterprint', () => set(false), { signal })
    return () => stop.abort()
  }, [])
  return isPrinting
}
