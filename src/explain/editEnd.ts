import type { Endpoint, ExternalBlock } from '../model/cluster'
import type { EditEnd } from '../model/edit'
import {
  type AddressInterval,
  formatAddress,
  highestAddress,
  type IpVersion,
  parseAddress,
  subtractIntervals,
} from '../sets/addresses'

const mostExcepts = 16

/** An endpoint as the end of an edit; null for addresses that one `cidr` with a few `except` cannot name. Total. */
export function editEndOf(endpoint: Endpoint): EditEnd | null {
  if (endpoint.kind === 'workload') return { kind: 'workload', id: endpoint.id }
  return endpoint.isRest ? { kind: 'outside' } : cidrEnd(endpoint)
}

function cidrEnd({ ranges }: ExternalBlock): EditEnd | null {
  const intervals = ranges.flatMap(({ first, last }): AddressInterval[] => {
    const [a, b] = [parseAddress(first), parseAddress(last)]
    return a === null || b === null ? [] : [{ version: a.version, first: a.value, last: b.value }]
  })
  const [lowest, highest] = [intervals[0], intervals.at(-1)]
  if (lowest === undefined || highest === undefined || lowest.version !== highest.version) return null
  let size = 1n
  while (lowest.first / size !== highest.last / size) size *= 2n
  const first = (lowest.first / size) * size
  const around = { version: lowest.version, first, last: first + size - 1n }
  const except = subtractIntervals([around], intervals).flatMap(cidrsOf)
  return except.length > mostExcepts
    ? null
    : { kind: 'cidr', cidr: cidrOf(lowest.version, first, size), except }
}

/** The fewest CIDRs that make up an interval, ascending. */
function cidrsOf({ version, first, last }: AddressInterval): readonly string[] {
  const cidrs: string[] = []
  for (let next = first; next <= last; ) {
    let size = next === 0n ? highestAddress[version] + 1n : next & -next
    while (next + size - 1n > last) size /= 2n
    cidrs.push(cidrOf(version, next, size))
    next += size
  }
  return cidrs
}

function cidrOf(version: IpVersion, first: bigint, size: bigint): string {
  const bits = version === 4 ? 32 : 128
  return `${formatAddress(version, first)}/${bits - (size.toString(2).length - 1)}`
}
