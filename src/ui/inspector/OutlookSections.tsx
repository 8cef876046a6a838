import { type EndpointId, isExternalId } from '../../model/ids'
import { useApp } from '../useApp'
import { ExposureSection } from './ExposureSection'
import { SpreadSection } from './SpreadSection'
import './outlookSections.css'

/** What the flows of the selected endpoint come to: how far a break-in goes, who gets there, and what is open beyond the manifests. */
export function OutlookSections({ id }: { readonly id: EndpointId }) {
  const outlook = useApp((state) => (state.outlook?.endpoint === id ? state.outlook : null))
  if (!outlook) return null
  const { onward, inward, exposure, notes } = outlook
  return (
    <>
      <SpreadSection
        title={isExternalId(id) ? 'From there on' : 'If compromised'}
        spread={onward}
        direction="onward"
      />
      <SpreadSection title="Who can get there" spread={inward} direction="inward" />
      {exposure && <ExposureSection exposure={exposure} />}
      <ul className="outlook-notes" aria-label="What was counted">
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </>
  )
}
