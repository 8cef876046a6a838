import type { Path } from '../model/path'
import type { Slice } from './slice'

/** The worker's answer about the ends in `ScreenSlice.pathEnds`. */
export interface PathSlice {
  /** Null while no path is asked for, or no answer came yet; `none`: an end is not in the manifests. */
  readonly path: Path | 'none' | null
  readonly receivePath: (path: PathSlice['path']) => void
}

export const createPathSlice: Slice<PathSlice> = (set) => ({
  path: null,
  receivePath: (path) => set({ path }),
})

/** The endpoints of the path that is shown, in its order; null where none is. The same list while the answer is the same. */
export function selectChain({ path }: PathSlice): Path['chain'] | null {
  return path === null || path === 'none' || path.chain.length === 0 ? null : path.chain
}
