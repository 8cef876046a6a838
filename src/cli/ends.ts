import type { PolicyIndex } from '../engine/compile'
import type { Endpoint } from '../model/cluster'
import type { EndpointId } from '../model/ids'
import type { ScenarioOptions } from '../model/workspace'
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
  if (interval === null) return findWorkload(index, text, options)
  const owner = index.endpoints.find(
    (it) =>
      interval.first === interval.last && it.kind === 'workload' && it.ips.some((ip) => isAt(ip, interval)),
  )
  if (owner) return { kind: 'found', ids: [owner.id], note: `${text} is an address of ${nameOf(owner)}.` }
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

function findWorkload(index: PolicyIndex, text: string, { defaultNamespace }: ScenarioOptions): FoundEnds {
  const parts = text.split('/')
  const name = parts.at(-1) ?? ''
  const namespace = parts.length > 1 ? parts[0] : defaultNamespace
  const kind = parts.length === 3 ? parts[1]?.toLowerCase() : undefined
  const found = index.endpoints.filter(
    (it) =>
      it.kind === 'workload' &&
      it.namespace === namespace &&
      (kind === undefined || it.workloadKind.toLowerCase() === kind || it.podNames?.includes(name)) &&
      (it.name === name || nameOf(it).endsWith(`/${name}`) || it.podNames?.includes(name)),
  )
  const [only, ...others] = found
  if (only && others.length === 0) return { kind: 'found', ids: [only.id], note: null }
  const [owner, ...otherOwners] = found.length > 0 ? [] : ownersByName(index, namespace, name)
  if (owner && otherOwners.length === 0)
    return { kind: 'found', ids: [owner.id], note: `${text} is read as a pod of ${nameOf(owner)}.` }
  const candidates = (found.length > 0 ? found : nearby(index, name)).map(nameOf)
  const list = candidates.length === 0 ? '' : ` Did you mean ${candidates.slice(0, 5).join(' or ')}?`
  const problem =
    found.length > 0 ? `"${text}" is more than one workload.` : `There is no workload "${text}".`
  return { kind: 'missing', message: `${problem}${list}` }
}

/** Controllers name their pods after themselves, with one or two random or counted parts behind. */
function ownersByName(
  { endpoints }: PolicyIndex,
  namespace: string | undefined,
  pod: string,
): readonly Endpoint[] {
  return endpoints.filter(
    (it) =>
      it.kind === 'workload' &&
      it.namespace === namespace &&
      it.workloadKind !== 'Pod' &&
      pod.startsWith(`${it.name}-`) &&
      /^(-[a-z0-9]+){1,2}$/.test(pod.slice(it.name.length)),
  )
}

function nearby({ endpoints }: PolicyIndex, name: string): readonly Endpoint[] {
  return endpoints.filter(
    (it) => it.kind === 'workload' && (it.name.includes(name) || name.startsWith(it.name)),
  )
}

/** `namespace/Kind/name`, with the variant that tells several of one owner apart. */
function nameOf(endpoint: Endpoint): string {
  return endpoint.id
}
