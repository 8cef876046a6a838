import { type RefObject, useLayoutEffect, useRef } from 'react'

/**
 * Where the focus goes when the part of the screen that has it goes away: never to the page, where the keyboard would have to start
 * anew. `heirOf` is asked while the part is still there.
 */
export function useFocusHeir<Part extends HTMLElement>(
  heirOf: (part: Part) => Element | null | undefined,
): RefObject<Part | null> {
  const ref = useRef<Part>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the last moment counts
  useLayoutEffect(() => {
    const part = ref.current
    return () => {
      if (!part?.contains(document.activeElement)) return
      const heir = heirOf(part)
      if (heir instanceof HTMLElement) heir.focus()
    }
  }, [])
  return ref
}
