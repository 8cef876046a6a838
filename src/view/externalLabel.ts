import type { AddressRange, ExternalBlock } from '../model/cluster'
import {
  type AddressInterval,
  formatAddress,
  highestAddress,
  type IpVersion,
  parseAddress,
  subtractIntervals,
} from '../sets/addresses'

const longest = 40
const mostCidrs = 2

/**
 * What stands on the card of an external block: "Everything outside" for what no ipBlock names, else its CIDRs, or the CIDR
 * around it with what is left out, while that is short; else "3 ranges". Total, linear in the ranges.
 */
export function externalLabel({ isRest, ranges }: ExternalBlock): string {
  if (isRest) return 'Everything outside'
  const intervals = ranges.flatMap(intervalOf)
  const short = [intervals.flatMap(cidrsOf), aroundAndExcept(intervals)].find(
    (cidrs) => cidrs !== null && cidrs.length <= mostCidrs && cidrs.join(', ').length <= longest,
  )
  if (short) return short.join(', ')
  return ranges.length === 1 ? `${ranges[0]?.first} – ${ranges[0]?.last}` : `${ranges.length} ranges`
}

function intervalOf({ first, last }: AddressRange): AddressInterval[] {
  const [a, b] = [parseAddress(first), parseAddress(last)]
  return a === null || b === null ? [] : [{ version: a.version, first: a.value, last: b.value }]
}

/** The smallest CIDR around all of one IP version, with what is left out of it; null for both versions together. */
function aroundAndExcept(intervals: readonly AddressInterval[]): readonly string[] | null {
  const [lowest, highest] = [intervals[0], intervals.at(-1)]
  if (lowest === undefined || highest === undefined || lowest.version !== highest.version) return null
  let size = 1n
  while (lowest.first / size !== highest.last / size) size *= 2n
  const first = (lowest.first / size) * size
  const around = { version: lowest.version, first, last: first + size - 1n }
  const [head, ...tail] = subtractIntervals([around], intervals).flatMap(cidrsOf)
  const name = cidrOf(around.version, first, size)
  return head === undefined ? [name] : [`${name} except ${head}`, ...tail]
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
