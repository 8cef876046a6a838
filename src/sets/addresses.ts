/** IPv4 and IPv6 addresses and CIDRs: strict parsing, canonical text, interval lists. */

export type IpVersion = 4 | 6

export interface Address {
  readonly version: IpVersion
  readonly value: bigint
}

/** All addresses of one version from `first` to `last`, both included. */
export interface AddressInterval {
  readonly version: IpVersion
  readonly first: bigint
  readonly last: bigint
}

export interface Cidr {
  readonly interval: AddressInterval
  /** Without host bits and in canonical form: `10.0.0.0/8` for `10.1.2.3/08`. */
  readonly canonical: string
  /** Bits below the mask were set; they count as zero (SEMANTICS 9). */
  readonly hostBitsSet: boolean
}

export const highestAddress: Readonly<Record<IpVersion, bigint>> = {
  4: (1n << 32n) - 1n,
  6: (1n << 128n) - 1n,
}

const mappedPrefix = 0xffffn << 32n

/**
 * The address a text names, or null. As Kubernetes reads stored objects: dotted quads of four decimal parts, whose leading zeros
 * say nothing (`010.0.0.1` is 10.0.0.1), and IPv6 with `::` and an embedded quad. An IPv4-mapped address (`::ffff:10.0.0.1`) is
 * that IPv4 address, as in Go. No zones, no spaces, no shortened quads. Total.
 */
export function parseAddress(text: string): Address | null {
  const address = parseUnmapped(text)
  return address !== null && isMapped(address) ? { version: 4, value: address.value - mappedPrefix } : address
}

/**
 * The block a CIDR names, or null: an address, `/` and a mask length in decimal. Host bits are masked and reported. Total.
 * https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/ (`ipBlock`)
 */
export function parseCidr(text: string): Cidr | null {
  const slash = text.indexOf('/')
  if (slash === -1) return null
  const address = parseUnmapped(text.slice(0, slash))
  const length = parseDecimal(text.slice(slash + 1))
  if (address === null || length === null || length > bitsOf(address.version)) return null

  const size = 1n << BigInt(bitsOf(address.version) - length)
  const first = address.value & ~(size - 1n)
  const hostBitsSet = first !== address.value
  const isIpv4InIpv6 = isMapped({ version: address.version, value: first }) && length >= 96
  const block = isIpv4InIpv6
    ? { version: 4 as const, first: first - mappedPrefix, length: length - 96 }
    : { version: address.version, first, length }
  return {
    interval: { version: block.version, first: block.first, last: block.first + size - 1n },
    canonical: `${formatAddress(block.version, block.first)}/${block.length}`,
    hostBitsSet,
  }
}

/** The one text of an address: a dotted quad, or IPv6 by RFC 5952 (lower case, the longest run of zero groups as `::`). */
export function formatAddress(version: IpVersion, value: bigint): string {
  return version === 4 ? formatQuad(value) : formatIpv6(value)
}

/** The same addresses as a canonical list: IPv4 before IPv6, ascending, neighbours joined. Total, O(n log n). */
export function mergeIntervals(intervals: readonly AddressInterval[]): readonly AddressInterval[] {
  const merged: AddressInterval[] = []
  for (const interval of intervals.toSorted(compareIntervals)) {
    const last = merged.at(-1)
    if (last === undefined || last.version !== interval.version || interval.first > last.last + 1n)
      merged.push(interval)
    else if (interval.last > last.last) merged[merged.length - 1] = { ...last, last: interval.last }
  }
  return merged
}

/** The addresses of `from` that no interval of `cut` has, as a canonical list. Neither needs to be sorted. Total, O(n log n). */
export function subtractIntervals(
  from: readonly AddressInterval[],
  cut: readonly AddressInterval[],
): readonly AddressInterval[] {
  const holes = mergeIntervals(cut)
  const left: AddressInterval[] = []
  let next = 0
  for (const { version, first: start, last } of mergeIntervals(from)) {
    let first = start
    for (let hole = holes[next]; hole !== undefined; hole = holes[++next]) {
      if (hole.version > version || (hole.version === version && hole.first > last)) break
      if (hole.version < version || hole.last < first) continue
      if (first < hole.first) left.push({ version, first, last: hole.first - 1n })
      first = hole.last + 1n
      // A hole that reaches past this interval may cut the next one too.
      if (hole.last > last) break
    }
    if (first <= last) left.push({ version, first, last })
  }
  return left
}

/** IPv4 before IPv6, then by first address, the longer before the shorter: a block stands before the blocks in it. */
export function compareIntervals(a: AddressInterval, b: AddressInterval): number {
  if (a.version !== b.version) return a.version - b.version
  if (a.first !== b.first) return a.first < b.first ? -1 : 1
  if (a.last !== b.last) return a.last > b.last ? -1 : 1
  return 0
}

function bitsOf(version: IpVersion): number {
  return version === 4 ? 32 : 128
}

function isMapped({ version, value }: Address): boolean {
  return version === 6 && value >> 32n === 0xffffn
}

function parseUnmapped(text: string): Address | null {
  const version = text.includes(':') ? 6 : 4
  const value = version === 6 ? parseIpv6(text) : parseQuad(text)
  return value === null ? null : { version, value }
}

function parseDecimal(text: string): number | null {
  return /^0*[0-9]{1,3}$/.test(text) ? Number(text) : null
}

function parseQuad(text: string): bigint | null {
  const parts = text.split('.')
  if (parts.length !== 4) return null
  let value = 0n
  for (const part of parts) {
    const number = parseDecimal(part)
    if (number === null || number > 255) return null
    value = (value << 8n) | BigInt(number)
  }
  return value
}

function parseIpv6(text: string): bigint | null {
  const [head = '', tail, ...more] = text.split('::')
  if (more.length > 0) return null
  const before = parseGroups(head, tail === undefined)
  const after = parseGroups(tail ?? '', true)
  if (before === null || after === null) return null
  const missing = 8 - before.length - after.length
  // `::` stands for at least one group of zeros.
  if (tail === undefined ? missing !== 0 : missing < 1) return null
  const groups = [...before, ...Array<bigint>(missing).fill(0n), ...after]
  return groups.reduce((value, group) => (value << 16n) | group, 0n)
}

/** Colon-separated groups; the last one of an address may be a dotted quad, which makes two. */
function parseGroups(text: string, endsAddress: boolean): readonly bigint[] | null {
  if (text === '') return []
  const parts = text.split(':')
  const groups: bigint[] = []
  for (const [position, part] of parts.entries()) {
    if (/^[0-9a-f]{1,4}$/i.test(part)) groups.push(BigInt(`0x${part}`))
    else {
      const quad = endsAddress && position === parts.length - 1 ? parseQuad(part) : null
      if (quad === null) return null
      groups.push(quad >> 16n, quad & 0xffffn)
    }
  }
  return groups
}

function formatQuad(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 0xffn).join('.')
}

function formatIpv6(value: bigint): string {
  if (isMapped({ version: 6, value })) return `::ffff:${formatQuad(value & highestAddress[4])}`
  const groups = Array.from({ length: 8 }, (_, i) => (value >> BigInt(112 - 16 * i)) & 0xffffn)
  const zeros = longestZeroRun(groups)
  const hex = groups.map((group) => group.toString(16))
  if (zeros.length < 2) return hex.join(':')
  return `${hex.slice(0, zeros.start).join(':')}::${hex.slice(zeros.start + zeros.length).join(':')}`
}

/** The first of the longest runs, as RFC 5952 section 4.2.3 wants. */
function longestZeroRun(groups: readonly bigint[]): { readonly start: number; readonly length: number } {
  let best = { start: 0, length: 0 }
  let length = 0
  for (const [position, group] of groups.entries()) {
    length = group === 0n ? length + 1 : 0
    if (length > best.length) best = { start: position - length + 1, length }
  }
  return best
}
