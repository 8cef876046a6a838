import { Route } from 'lucide-react'
import type { EndpointId } from '../../model/ids'
import { Button } from '../controls/Button'
import { useApp } from '../useApp'
import { endpointName } from '../words'

interface PathButtonProps {
  readonly from: EndpointId
  readonly to: EndpointId
}

/** Shows how one gets to the other, over others where it must. Gone while that is shown. */
export function PathButton({ from, to }: PathButtonProps) {
  const showPath = useApp((state) => state.showPath)
  const isShown = useApp(({ pathEnds }) => pathEnds?.from === from && pathEnds.to === to)
  if (isShown) return null
  return (
    <Button size="small" onClick={() => showPath({ from, to })}>
      <Route />
      Path from {endpointName(from)} to {endpointName(to)}
    </Button>
  )
}
