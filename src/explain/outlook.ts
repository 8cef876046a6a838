import type { PolicyIndex } from '../engine/compile'
import { exposure } from '../engine/exposure'
import type { Endpoint } from '../model/cluster'
import type { EndpointId } from '../model/ids'
import type { Outlook } from '../model/outlook'
import { exposureWords } from './exposure'
import { spreadOf } from './spread'

/**
 * What an endpoint's flows come to: how far a break-in goes from there, who can get there, and what it is exposed to that the manifests
 * do not have. Null for an id that the index does not have. Total; costs `reachFrom` twice and `exposure`.
 */
export function outlook(index: PolicyIndex, id: EndpointId): Outlook | null {
  const position = index.positionOf.get(id)
  const endpoint = index.endpoints[position ?? -1]
  if (position === undefined || endpoint === undefined) return null
  const exposed = exposure(index, position)
  return {
    endpoint: id,
    onward: spreadOf(index, position, 'out'),
    inward: spreadOf(index, position, 'in'),
    exposure: exposed === null || endpoint.kind === 'external' ? null : exposureWords(exposed, endpoint),
    notes: notesOn(endpoint),
  }
}

const counted =
  'Steps count where a port is open that the other end declares, or any port where it declares none; whoever is reached counts as taken.'

function notesOn(endpoint: Endpoint): readonly string[] {
  if (endpoint.kind === 'external') return [counted]
  return [
    counted,
    ...(endpoint.hostNetwork
      ? ["It uses its node's network: who takes it has the node's connections too."]
      : []),
    ...(endpoint.replicas === 0 ? ['It has no pods now; this is for when it has.'] : []),
  ]
}
