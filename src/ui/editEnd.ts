import type { EditEnd } from '../model/edit'
import type { NodeId } from '../model/graphView'
import { type EndpointId, workloadOf } from '../model/ids'
import { endpointName } from './words'

/** What an edit says for something that is drawn; null for a block of several ranges, which no single end of an edit means. */
export function endOf(id: NodeId): EditEnd | null {
  if (id.startsWith('ns:')) return { kind: 'namespace', name: id.slice(3) }
  const endpoint = id as EndpointId
  if (workloadOf(endpoint)) return { kind: 'workload', id: endpoint }
  const label = id.slice(id.indexOf('/') + 1)
  if (label === 'rest') return { kind: 'outside' }
  return /^[0-9a-f.:]+\/\d+$/i.test(label) ? { kind: 'cidr', cidr: label, except: [] } : null
}

/** The name of something that is drawn: an endpoint's, or `namespace shop`. */
export function nodeName(id: NodeId): string {
  return id.startsWith('ns:') ? `namespace ${id.slice(3)}` : endpointName(id as EndpointId)
}

/** `web`, `web and api`, `5 workloads`. */
export function nodeNames(ids: readonly NodeId[]): string {
  return ids.length > 2 ? `${ids.length} workloads` : ids.map(nodeName).join(' and ')
}
