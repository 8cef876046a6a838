import type { EditEnd } from '../model/edit'
import { type EndpointId, workloadOf } from '../model/ids'

/** What an edit says for an endpoint; null for a block of several ranges, which no single end of an edit means. */
export function endOf(id: EndpointId): EditEnd | null {
  if (workloadOf(id)) return { kind: 'workload', id }
  const label = id.slice(id.indexOf('/') + 1)
  if (label === 'rest') return { kind: 'outside' }
  return /^[0-9a-f.:]+\/\d+$/i.test(label) ? { kind: 'cidr', cidr: label, except: [] } : null
}
