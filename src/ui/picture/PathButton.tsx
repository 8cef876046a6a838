import { Route } from 'lucide-react'
import type { EndpointId } from '../../model/ids'
import { Button } from '../controls/Button'
import { useApp } from '../useApp'
import { endpointName } from '../words'
import './pathCard.css'

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
    <Button size="small" className="path-button" onClick={() => showPath({ from, to })}>
      <Route />
      <span className="path-button__words">
        Path from {endpointName(from)} to {endpointName(to)}
      </span>
    </Button>
  )
}
