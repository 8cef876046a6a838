import type { ConnectionSet, PortRange } from '../model/connections'
import type { EditEnd } from '../model/edit'
import type { FlowEdge } from '../model/graphView'
import { type EndpointId, workloadOf } from '../model/ids'
import type { Direction, Protocol } from '../model/policy'

const protocols: readonly Protocol[] = ['TCP', 'UDP', 'SCTP']
const everyPort = { first: 1, last: 65535 }

/** A connection set for reading: `TCP 80, 443 and UDP 53`, `every port`, `no port`. */
export function connectionWords(set: ConnectionSet): string {
  const used = protocols.filter((protocol) => set[protocol].length > 0)
  if (used.length === 0) return 'no port'
  if (protocols.every((protocol) => coversAll(set[protocol]))) return 'every port'
  return used.map((protocol) => `${protocol} ${portWords(set[protocol])}`).join(' and ')
}

function portWords(ranges: readonly PortRange[]): string {
  if (coversAll(ranges)) return 'all ports'
  return ranges.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`)).join(', ')
}

function coversAll(ranges: readonly PortRange[]): boolean {
  return ranges[0]?.first === everyPort.first && ranges[0].last === everyPort.last
}

/** The short name of an endpoint: the workload's own name, or the addresses of an external block. */
export function endpointName(id: EndpointId): string {
  const workload = workloadOf(id)
  if (workload) return workload.variant === '' ? workload.name : `${workload.name} (${workload.variant})`
  const label = id.slice(id.indexOf('/') + 1)
  return label === 'rest' ? 'outside' : label
}

/** The namespace of an endpoint, or null for an external block. */
export function endpointNamespace(id: EndpointId): string | null {
  return workloadOf(id)?.namespace ?? null
}

/** How many of what: `1 flow`, `1,204 flows`, `2 policies`. */
export function counted(count: number, one: string, several = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : several}`
}

/** The direction as a title. */
export function directionName(direction: Direction): string {
  return direction === 'ingress' ? 'Ingress' : 'Egress'
}

/** What becomes of a flow between ends that are called so: `allowed`, `half-open, egress of web blocks`. */
export function flowKindWords(
  { kind, change, blockedBy }: Pick<FlowEdge, 'kind' | 'change' | 'blockedBy'>,
  from: string,
  to: string,
): string {
  if (change === 'removed') return 'was allowed'
  if (kind === 'half')
    return `half-open, ${blockedBy === 'egress' ? `egress of ${from}` : `ingress of ${to}`} blocks`
  if (kind === 'open') return 'unrestricted'
  return kind === 'mixed' ? 'flows of several kinds' : 'allowed'
}

/** One end of an edit in words. */
export function endWords(end: EditEnd): string {
  switch (end.kind) {
    case 'workload':
      return endpointName(end.id)
    case 'namespace':
      return `namespace ${end.name}`
    case 'allPods':
      return 'all pods'
    case 'cidr':
      return end.except.length === 0 ? end.cidr : `${end.cidr} except ${end.except.join(', ')}`
    case 'outside':
      return 'everything outside'
  }
}
