import type { Place } from '../../model/text'
import { useApp } from '../useApp'
import './sentence.css'

interface LineLinkProps {
  /** Null for what synthesis made. */
  readonly place: Place | null
  /** What stands there, for those who hear the link alone. */
  readonly of: string
}

/** Where something stands in the manifests, as the way there. */
export function LineLink({ place, of }: LineLinkProps) {
  const jumpTo = useApp((state) => state.jumpTo)
  if (place === null) return <span className="sentence__draft">in the draft</span>
  return (
    <button
      type="button"
      className="text-link"
      aria-label={`${of}: show line ${place.line}`}
      onClick={() => jumpTo(place)}
    >
      line {place.line}
    </button>
  )
}
