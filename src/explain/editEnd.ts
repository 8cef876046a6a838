import type { Endpoint } from '../model/cluster'
import type { EditEnd } from '../model/edit'
import { cidrAround, intervalsOf } from '../sets/cidrs'

const mostExcepts = 16

/** An endpoint as the end of an edit; null for addresses that one `cidr` with a few `except` cannot name. Total. */
export function editEndOf(endpoint: Endpoint): EditEnd | null {
  if (endpoint.kind === 'workload') return { kind: 'workload', id: endpoint.id }
  if (endpoint.isRest) return { kind: 'outside' }
  const around = cidrAround(intervalsOf(endpoint.ranges))
  return around === null || around.except.length > mostExcepts ? null : { kind: 'cidr', ...around }
}
