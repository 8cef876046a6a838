/** Selectors, peers, ports and endpoints in words, for sentences and comments. */
import type { Endpoint } from '../model/cluster'
import type { ConnectionSet, PortRange } from '../model/connections'
import type { Direction, Peer, PortMatch, Protocol, Rule } from '../model/policy'
import type { LabelSelector, Requirement } from '../model/selector'
import { connectionsOf, isAll, isEmpty, noConnections, unionAll } from '../sets/connections'

const highestPort = 65535

/** `a`, `a and b`, `a, b and c`. */
export function listWords(items: readonly string[], conjunction: 'and' | 'or' = 'and'): string {
  const last = items.at(-1) ?? ''
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} ${conjunction} ${last}`
}

/** `TCP 8080`, `UDP and TCP 53`, `TCP 80 and 443`, `every TCP port`, `every port`, `no port`. Total. */
export function connectionWords(set: ConnectionSet): string {
  if (isAll(set)) return 'every port'
  if (isEmpty(set)) return 'no port'
  const byPorts = new Map<string, Protocol[]>()
  // DNS is said the usual way round: "UDP and TCP".
  for (const protocol of ['UDP', 'TCP', 'SCTP'] as const) {
    if (set[protocol].length === 0) continue
    const ports = rangeWords(set[protocol])
    byPorts.set(ports, [...(byPorts.get(ports) ?? []), protocol])
  }
  return listWords(
    [...byPorts].map(([ports, protocols]) =>
      ports === '' ? `every ${listWords(protocols)} port` : `${listWords(protocols)} ${ports}`,
    ),
  )
}

/** Empty for every port. */
function rangeWords(ranges: readonly PortRange[]): string {
  if (ranges[0]?.first === 1 && ranges[0].last === highestPort) return ''
  return listWords(ranges.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`)))
}

/** The ports of a rule as the manifest has them: `TCP 80 and 443`, `port "http" (TCP)`, `every port`. Total. */
export function portWords(ports: Rule['ports']): string {
  if (ports === 'any') return 'every port'
  const numbers = unionAll(ports.map(numbersOf))
  const names = ports.flatMap((port) =>
    port.kind === 'named' ? [`port "${port.name}" (${port.protocol})`] : [],
  )
  return listWords([...(isEmpty(numbers) ? [] : [connectionWords(numbers)]), ...new Set(names)])
}

function numbersOf(port: PortMatch): ConnectionSet {
  return port.kind === 'range' ? connectionsOf(port.protocol, port.first, port.last) : noConnections
}

/** `app: web`, `env not in (prod, test)`, `canary`, `no canary`; requirements joined by commas. Empty for the selector of everything. */
export function selectorWords({ requirements }: LabelSelector): string {
  return requirements.map(requirementWords).join(', ')
}

export function requirementWords(requirement: Requirement): string {
  const { key, operator } = requirement
  switch (operator) {
    case 'In':
      return requirement.values.length === 1
        ? `${key}: ${requirement.values[0]}`
        : `${key} in (${requirement.values.join(', ')})`
    case 'NotIn':
      return `${key} not in (${requirement.values.join(', ')})`
    case 'Exists':
      return key
    case 'DoesNotExist':
      return `no ${key}`
  }
}

/** The words of a peer, with the selectors apart so that they can be set as code. */
export interface PeerWords {
  readonly pods: string
  readonly podLabels: string
  readonly namespaces: string
  readonly namespaceLabels: string
}

/**
 * Whom a peer stands for (SEMANTICS 6, 9): `pods with` `app: web` ` in namespaces with` `team: red`; `every pod` ` in any namespace`;
 * `10.0.0.0/8 except 10.1.0.0/16`. A pod selector alone means the policy's own namespace, which is not said. Total.
 */
export function peerWords(peer: Peer): PeerWords {
  if (peer.kind === 'ipBlock') {
    const except = peer.except.length === 0 ? '' : ` except ${listWords(peer.except)}`
    return { pods: `${peer.cidr}${except}`, podLabels: '', namespaces: '', namespaceLabels: '' }
  }
  const podLabels = selectorWords(peer.podSelector)
  return { pods: podLabels === '' ? 'every pod' : 'pods with', podLabels, ...scopeWords(peer.namespaces) }
}

function scopeWords(scope: LabelSelector | 'own'): Pick<PeerWords, 'namespaces' | 'namespaceLabels'> {
  if (scope === 'own') return { namespaces: '', namespaceLabels: '' }
  const [first, ...others] = scope.requirements
  if (first === undefined) return { namespaces: 'in any namespace', namespaceLabels: '' }
  const isByName =
    first.operator === 'In' && first.key === 'kubernetes.io/metadata.name' && others.length === 0
  if (isByName) return { namespaces: `in namespace ${listWords(first.values, 'or')}`, namespaceLabels: '' }
  return { namespaces: 'in namespaces with', namespaceLabels: selectorWords(scope) }
}

/** A rule without peers: whom it lets in, or where it lets out to. */
export function anyPeerWords(direction: Direction): string {
  return direction === 'ingress' ? 'from anywhere' : 'to anywhere'
}

/** The short name of an endpoint; addresses by their CIDRs. */
export function endpointWords(endpoint: Endpoint): string {
  if (endpoint.kind === 'external')
    return endpoint.isRest ? 'everything outside' : endpoint.id.slice(endpoint.id.indexOf('/') + 1)
  return endpoint.variant === '' ? endpoint.name : `${endpoint.name} (${endpoint.variant})`
}

/** The names of two ends, told apart by their namespaces where they are the same. */
export function pairWords(from: Endpoint, to: Endpoint): readonly [from: string, to: string] {
  const [a, b] = [endpointWords(from), endpointWords(to)]
  const areAlike = a === b && from.id !== to.id && from.kind === 'workload' && to.kind === 'workload'
  if (!areAlike) return [a, b]
  return from.namespace === to.namespace
    ? [`${from.workloadKind} ${a}`, `${to.workloadKind} ${b}`]
    : [`${from.namespace}/${a}`, `${to.namespace}/${b}`]
}
