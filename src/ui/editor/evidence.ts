import type { Explanation } from '../../model/explanation'
import type { Place } from '../../model/text'
import type { AppState } from '../../store/appStore'

const nowhere: readonly Place[] = []

/**
 * The places in the manifests that what is selected rests on: of a card its own document, of a policy its own, of a pair the parts of
 * policies that its explanation names. Total; linear in the endpoints.
 */
export function evidenceOf({
  selection,
  analysis,
  explanation,
}: Pick<AppState, 'selection' | 'analysis' | 'explanation'>): readonly Place[] {
  if (analysis === null) return nowhere
  switch (selection.kind) {
    case 'endpoint':
      return analysis.endpoints.flatMap(({ id, place }) => (id === selection.id ? place : []))
    case 'several':
      return analysis.endpoints.flatMap(({ id, place }) => (selection.ids.includes(id) ? place : []))
    case 'policy':
      return analysis.resources.policies.flatMap(({ id, place }) =>
        id === selection.id && place !== null ? place : [],
      )
    case 'pair': {
      const isOfPair = explanation?.from === selection.from && explanation.to === selection.to
      return isOfPair ? placesIn(explanation) : nowhere
    }
    default:
      return nowhere
  }
}

/** Of what closes and opens it; of a rule that only comes near, none. */
function placesIn({ egress, ingress }: Explanation): readonly Place[] {
  const parts = [...egress.sentences, ...ingress.sentences].flat()
  return parts.flatMap((part) => (part.kind === 'policy' && part.place !== null ? part.place : []))
}
