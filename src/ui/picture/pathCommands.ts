import type { EndpointId } from '../../model/ids'
import type { AppState } from '../../store/appStore'
import { endpointName } from '../words'

interface PathCommand {
  readonly title: string
  readonly run: () => void
}

/** The paths that can be shown between the two ends that are selected, and the one that can be hidden. */
export function pathCommands({ selection, pathEnds, showPath }: AppState): readonly PathCommand[] {
  const path = (from: EndpointId, to: EndpointId): PathCommand => ({
    title: `Show the path from ${endpointName(from)} to ${endpointName(to)}`,
    run: () => showPath({ from, to }),
  })
  const hide = pathEnds === null ? [] : [{ title: 'Hide the path', run: () => showPath(null) }]
  if (selection.kind === 'pair') return [path(selection.from, selection.to), ...hide]
  if (selection.kind !== 'several') return hide
  const [first, second, third] = selection.ids
  return first && second && !third ? [path(first, second), path(second, first), ...hide] : hide
}
