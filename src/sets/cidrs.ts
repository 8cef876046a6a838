/** Address ranges as CIDRs, for people and for policies. */
import {
  type AddressInterval,
  formatAddress,
  highestAddress,
  type IpVersion,
  parseAddress,
  subtractIntervals,
} from './addresses'

/** One CIDR with the CIDRs that are left out of it. */
export interface CidrExcept {
  readonly cidr: string
  readonly except: readonly string[]
}

/** Ranges of addresses in text form as intervals; what is no range of one version is left out. Total. */
export function intervalsOf(
  ranges: readonly { readonly first: string; readonly last: string }[],
): readonly AddressInterval[] {
  return ranges.flatMap(({ first, last }) => {
    const [a, b] = [parseAddress(first), parseAddress(last)]
    return a === null || b === null || a.version !== b.version
      ? []
      : [{ version: a.version, first: a.value, last: b.value }]
  })
}

/** The fewest CIDRs that make up an interval, ascending. Total. */
export function cidrsOf({ version, first, last }: AddressInterval): readonly string[] {
  const cidrs: string[] = []
  for (let next = first; next <= last; ) {
    let size = next === 0n ? highestAddress[version] + 1n : next & -next
    while (next + size - 1n > last) size /= 2n
    cidrs.push(cidrOf(version, next, size))
    next += size
  }
  return cidrs
}

/**
 * The smallest CIDR around ascending intervals, with the fewest CIDRs that leave out the rest of it; null for none, and for both
 * IP versions together. Total.
 */
export function cidrAround(intervals: readonly AddressInterval[]): CidrExcept | null {
  const [lowest, highest] = [intervals[0], intervals.at(-1)]
  if (lowest === undefined || highest === undefined || lowest.version !== highest.version) return null
  let size = 1n
  while (lowest.first / size !== highest.last / size) size *= 2n
  const first = (lowest.first / size) * size
  const around = { version: lowest.version, first, last: first + size - 1n }
  return {
    cidr: cidrOf(lowest.version, first, size),
    except: subtractIntervals([around], intervals).flatMap(cidrsOf),
  }
}

function cidrOf(version: IpVersion, first: bigint, size: bigint): string {
  const bits = version === 4 ? 32 : 128
  return `${formatAddress(version, first)}/${bits - (size.toString(2).length - 1)}`
}
