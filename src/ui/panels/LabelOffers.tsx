import { LocateFixed, Tag } from 'lucide-react'
import { type EditId, type EndpointId, workloadOf } from '../../model/ids'
import type { PlacedLabelOffer } from '../../model/summary'
import { Button } from '../controls/Button'
import { useApp, useAppContext } from '../useApp'
import { addLabel } from './addLabel'
import './labelOffers.css'

const none: readonly PlacedLabelOffer[] = []

/** What would tell the ends of an edit apart from those that it means as well: a label each, to be added to the manifests. */
export function LabelOffers({ edit }: { readonly edit: EditId }) {
  const offers = useApp((state) => state.analysis?.labelOffers) ?? none
  const own = offers.filter(({ edits }) => edits.includes(edit))
  if (own.length === 0) return null
  return (
    <ul className="label-offers">
      {own.map((offer) => (
        <li key={offer.workload} className="label-offers__offer">
          <Offer offer={offer} />
        </li>
      ))}
    </ul>
  )
}

function Offer({ offer }: { readonly offer: PlacedLabelOffer }) {
  const app = useAppContext()
  const jumpTo = useApp((state) => state.jumpTo)
  const { workload, label, places } = offer
  const [place] = places
  const [text, who] = [`${label.key}: ${label.value}`, ownerWords(workload)]
  if (place === undefined)
    return (
      <p className="label-offers__words">
        <Tag size={12} aria-hidden="true" />
        <span>
          Add label <code>{text}</code> to {who} where it comes from: a snapshot has no text to edit.
        </span>
      </p>
    )
  return (
    <>
      <Button size="small" className="label-offers__add" onClick={() => void addLabel(app, offer)}>
        <Tag />
        <span>
          Add label <code>{text}</code> to {who}, {placesWords(places.length, place.line)}
        </span>
      </Button>
      <Button
        size="small"
        look="quiet"
        aria-label={`Show line ${place.line} of ${who}`}
        onClick={() => jumpTo(place)}
      >
        <LocateFixed />
        <span>Show</span>
      </Button>
    </>
  )
}

/** `Deployment shop/api`. Pods of one template share it, so a variant is not named. */
function ownerWords(id: EndpointId): string {
  const workload = workloadOf(id)
  return workload ? `${workload.kind} ${workload.namespace}/${workload.name}` : id
}

function placesWords(count: number, line: number): string {
  return count === 1
    ? `line ${line}`
    : `line ${line} and ${count - 1} more ${count === 2 ? 'place' : 'places'}`
}
