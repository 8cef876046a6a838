import { useMedia } from './useMedia'

/**
 * How much room there is. `wide`: panels stand beside the picture. `tablet`: they lie over it while they are open; so does 200 % zoom
 * of a usual screen. `phone`: one at a time, with a bar to choose.
 */
export type ScreenKind = 'wide' | 'tablet' | 'phone'

export function useScreenKind(): ScreenKind {
  const isNarrow = useMedia('(max-width: 1100px)')
  const isPhone = useMedia('(max-width: 600px)')
  if (isPhone) return 'phone'
  return isNarrow ? 'tablet' : 'wide'
}
