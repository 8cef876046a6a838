import { Button } from '../controls/Button'
import { useApp } from '../useApp'
import { counted } from '../words'
import { isUnfiltered } from './filterParts'

/**
 * The unrestricted flows that meet the filters and are not drawn: who asks what may flow on a port is not to take what rules say for
 * the whole answer.
 */
export function MeetingToo() {
  const graph = useApp((state) => state.analysis?.graph)
  const filters = useApp((state) => state.filters)
  const isGraph = useApp((state) => state.mode === 'graph')
  const toggleOpen = useApp((state) => state.toggleOpen)
  const count = graph?.hidden.open ?? 0
  const isAsked = filters.ports.trim() !== '' || (!isUnfiltered(filters) && graph?.edges.length === 0)
  if (!isGraph || !isAsked || count === 0) return null
  return (
    <p className="picture-bar__meeting">
      {counted(count, 'unrestricted flow')} {count === 1 ? 'meets' : 'meet'} the filters too
      <Button
        size="small"
        aria-label="Show the unrestricted flows that meet the filters"
        onClick={toggleOpen}
      >
        Show
      </Button>
    </p>
  )
}
