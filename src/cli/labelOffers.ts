import { type EndpointId, workloadOf } from '../model/ids'
import type { PlacedLabelOffer } from '../model/summary'
import type { Diagnostic, ManifestFile, Place } from '../model/text'

/** What to add where, in a sentence with its place. Total. */
export function offerDiagnostic({ workload, others, label, places }: PlacedLabelOffer): Diagnostic {
  const apart = others.map(nameOf).join(', ')
  return {
    severity: 'info',
    code: 'label-offer',
    message: `The label ${label.key}: ${label.value} on the pods of ${nameOf(workload)} would tell them apart from those of ${apart}.`,
    place: places[0] ?? null,
  }
}

/** An offer as a plain object; the edits by their positions, from one. Total. */
export function offerJson(
  { edits, workload, others, label, places }: PlacedLabelOffer,
  files: readonly ManifestFile[],
) {
  const placeOf = ({ file, document, line, column }: Place) => ({
    file: files.find(({ id }) => id === file)?.name ?? '',
    document: document + 1,
    line,
    column,
  })
  return {
    edits: edits.map((id) => Number(id.slice(1))),
    workload: podsOf(workload),
    others: others.map(podsOf),
    label,
    places: places.map(placeOf),
  }
}

function podsOf(id: EndpointId) {
  const { namespace, kind, name, variant } = workloadOf(id) ?? {
    namespace: '',
    kind: '',
    name: id,
    variant: '',
  }
  return { namespace, kind, name, ...(variant === '' ? {} : { variant }) }
}

function nameOf(id: EndpointId): string {
  const { namespace, kind, name } = podsOf(id)
  return `${kind} ${namespace}/${name}`
}
