import type { PolicyIndex } from '../engine/compile'
import type { Endpoint } from '../model/cluster'
import type { EndpointId } from '../model/ids'
import type { ScenarioOptions } from '../model/workspace'
import type { WrittenWorkload } from '../notation/ends'
import { findWorkload } from '../notation/findWorkload'
import { type AddressInterval, parseAddress, parseCidr } from '../sets/addresses'

/** The endpoints that an end of a question stands for; several for a CIDR that policies cut. `note`: how it was understood. */
export type FoundEnds =
  | { readonly kind: 'found'; readonly ids: readonly EndpointId[]; readonly note: string | null }
  | { readonly kind: 'missing'; readonly message: string }

/**
 * What the user calls an endpoint: `namespace/name`, `namespace/Kind/name`, a name alone in the default namespace, the name of a
 * pod of a workload, or an address or CIDR. An address that the manifests give to a pod is that pod. Total, linear.
 */
export function findEnds(index: PolicyIndex, text: string, options: ScenarioOptions): FoundEnds {
  const interval = intervalOf(text)
  if (interval === null) return findNamed(index, text, options)
  const owner = index.endpoints.find(
    (it) =>
      interval.first === interval.last && it.kind === 'workload' && it.ips.some((ip) => isAt(ip, interval)),
  )
  if (owner) return { kind: 'found', ids: [owner.id], note: `${text} is an address of ${owner.id}.` }
  const ids = index.endpoints.filter((it) => overlaps(it, interval)).map(({ id }) => id)
  return { kind: 'found', ids, note: null }
}

function intervalOf(text: string): AddressInterval | null {
  const address = parseAddress(text)
  if (address !== null) return { version: address.version, first: address.value, last: address.value }
  return parseCidr(text)?.interval ?? null
}

function isAt(ip: string, { version, first }: AddressInterval): boolean {
  const address = parseAddress(ip)
  return address?.version === version && address.value === first
}

function overlaps(endpoint: Endpoint, { version, first, last }: AddressInterval): boolean {
  if (endpoint.kind !== 'external') return false
  return endpoint.ranges.some((range) => {
    const [start, end] = [parseAddress(range.first), parseAddress(range.last)]
    return start?.version === version && end !== null && start.value <= last && first <= end.value
  })
}

function findNamed(index: PolicyIndex, text: string, { defaultNamespace }: ScenarioOptions): FoundEnds {
  const parts = text.split('/')
  const written: WrittenWorkload = {
    kind: 'workload',
    namespace: (parts.length > 1 ? parts[0] : undefined) ?? defaultNamespace,
    workloadKind: (parts.length === 3 ? parts[1] : undefined) ?? null,
    name: parts.at(-1) ?? '',
  }
  const found = findWorkload(index.cluster.workloads, written, text)
  if (found.kind !== 'found') return { kind: 'missing', message: found.message }
  return { kind: 'found', ids: [found.workload.id], note: found.note }
}
