import { addLabel, labelPlaces } from '../manifest/addLabel'
import type { ReadMemo } from '../manifest/read'
import type { Cluster } from '../model/cluster'
import type { LabelOffer, PodLabel } from '../model/edit'
import type { EndpointId } from '../model/ids'
import type { PlacedLabelOffer } from '../model/summary'
import type { ManifestFile } from '../model/text'
import type { Scenario } from './protocol'

/** Files with what they say. */
interface Manifests {
  readonly scenario: Scenario
  readonly cluster: Cluster
  readonly memo: ReadMemo
}

/** The offers with the places of the labels; none where there is no text that anybody edits. Total. */
export function placedOffers(
  { scenario: { files, options }, cluster, memo }: Manifests,
  offers: readonly LabelOffer[],
): readonly PlacedLabelOffer[] {
  return offers.map((offer) => {
    const workload = cluster.workloads.find(({ id }) => id === offer.workload)
    return { ...offer, places: workload ? labelPlaces(files, options, workload, memo) : [] }
  })
}

/** The files with the label added; null where the workload is not in them any more, or their text does not allow it. Total. */
export function labelled(
  { scenario: { files, options }, cluster, memo }: Manifests,
  id: EndpointId,
  label: PodLabel,
): { readonly files: readonly ManifestFile[] } | null {
  const workload = cluster.workloads.find((it) => it.id === id)
  const labelledFiles = workload ? addLabel(files, options, workload, label, memo) : null
  return labelledFiles && { files: labelledFiles }
}
