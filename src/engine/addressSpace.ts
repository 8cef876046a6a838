import type { AddressRange, ExternalBlock } from '../model/cluster'
import { externalId } from '../model/ids'
import type { Peer } from '../model/policy'
import {
  type Address,
  type AddressInterval,
  type Cidr,
  compareIntervals,
  formatAddress,
  highestAddress,
  mergeIntervals,
  parseCidr,
  subtractIntervals,
} from '../sets/addresses'
import { createPartition } from '../sets/partition'

export type IpBlock = Extract<Peer, { readonly kind: 'ipBlock' }>

/**
 * All addresses, IPv4 and IPv6, cut along the edges of the ipBlocks in use (SEMANTICS 18). Two CIDRs are nested or apart, so the
 * space falls into regions: the addresses whose innermost CIDR is the same one. A region is in an ipBlock whole or not at all.
 */
export interface AddressSpace {
  /** Regions that the same ipBlocks contain, as one endpoint; the addresses that no ipBlock names come last. */
  readonly blocks: readonly ExternalBlock[]
  /** For each region its block's position in `blocks`; -1 for a region that smaller CIDRs fill. */
  readonly blockOfRegion: readonly number[]
  /** The regions that an ipBlock contains: its `cidr` without its `except` (SEMANTICS 9). Empty for one that the space was not cut by. */
  readonly regionsIn: (ipBlock: IpBlock) => readonly number[]
  /** The region of an address; null when no ipBlock names it. Logarithmic. */
  readonly regionOf: (address: Address) => number | null
}

/** Total; near linear in the distinct CIDRs and the regions that each ipBlock contains. The blocks do not depend on the order of `ipBlocks`. */
export function cutAddresses(ipBlocks: Iterable<IpBlock>): AddressSpace {
  const distinct = new Map<string, IpBlock>()
  for (const ipBlock of ipBlocks) distinct.set(ipBlockKey(ipBlock), ipBlock)
  const regions = regionsOf(distinct.values())
  const contained = new Map<string, readonly number[]>()
  for (const [key, ipBlock] of distinct) contained.set(key, containedRegions(ipBlock, regions))

  const { blocks, blockOfRegion } = groupRegions(regions, [...contained.values()])
  return {
    blocks,
    blockOfRegion,
    regionsIn: (ipBlock) => contained.get(ipBlockKey(ipBlock)) ?? [],
    regionOf: regionFinder(regions),
  }
}

/** Regions in the order of their CIDRs, each before those within it, so that all within it follow it directly. */
interface Regions {
  readonly cidrs: readonly Cidr[]
  /** The region of a CIDR as an ipBlock writes it. */
  readonly positionOf: ReadonlyMap<string, number>
  /** Where the CIDRs within each CIDR end (exclusive); they begin right after it. */
  readonly endOf: readonly number[]
  /** The addresses of each region: its CIDR without the CIDRs within it. May be empty. */
  readonly addresses: readonly (readonly AddressInterval[])[]
}

function regionsOf(ipBlocks: Iterable<IpBlock>): Regions {
  const byText = parseAll(ipBlocks)
  const byCanonical = new Map<string, Cidr>()
  for (const parsed of byText.values()) byCanonical.set(parsed.canonical, parsed)
  const cidrs = [...byCanonical.values()].toSorted((a, b) => compareIntervals(a.interval, b.interval))
  const endOf = cidrs.map(() => cidrs.length)
  const children = cidrs.map((): AddressInterval[] => [])
  const open: number[] = []
  for (const [position, { interval }] of cidrs.entries()) {
    for (let outer = open.at(-1); outer !== undefined; outer = open.at(-1)) {
      const around = cidrs[outer]?.interval
      if (around !== undefined && contains(around, interval)) {
        children[outer]?.push(interval)
        break
      }
      endOf[outer] = position
      open.pop()
    }
    open.push(position)
  }
  return {
    cidrs,
    positionOf: positionsByText(byText, cidrs),
    endOf,
    addresses: cidrs.map(({ interval }, position) => subtractIntervals([interval], children[position] ?? [])),
  }
}

/** Every CIDR and except as it is written, read once however many ipBlocks write it. */
function parseAll(ipBlocks: Iterable<IpBlock>): ReadonlyMap<string, Cidr> {
  const byText = new Map<string, Cidr>()
  const add = (text: string) => {
    const parsed = byText.has(text) ? null : parseCidr(text)
    if (parsed !== null) byText.set(text, parsed)
  }
  for (const { cidr, except } of ipBlocks) {
    add(cidr)
    for (const text of except) add(text)
  }
  return byText
}

function positionsByText(
  byText: ReadonlyMap<string, Cidr>,
  cidrs: readonly Cidr[],
): ReadonlyMap<string, number> {
  const positions = new Map(cidrs.map(({ canonical }, position) => [canonical, position]))
  return new Map([...byText].map(([text, { canonical }]) => [text, positions.get(canonical) ?? 0]))
}

function contains(outer: AddressInterval, inner: AddressInterval): boolean {
  return outer.version === inner.version && outer.first <= inner.first && inner.last <= outer.last
}

function containedRegions(ipBlock: IpBlock, { positionOf, endOf }: Regions): readonly number[] {
  const first = positionOf.get(ipBlock.cidr)
  if (first === undefined) return []
  const exceptEnds = new Map<number, number>()
  for (const except of ipBlock.except) {
    const position = positionOf.get(except)
    const end = position === undefined ? undefined : endOf[position]
    if (position === undefined || end === undefined || end <= first) continue
    // An except around the whole block, which the API server refuses, leaves nothing of it.
    exceptEnds.set(Math.max(position, first), end)
  }
  const contained: number[] = []
  const end = endOf[first] ?? first
  for (let region = first; region < end; ) {
    const exceptEnd = exceptEnds.get(region)
    if (exceptEnd === undefined) contained.push(region++)
    else region = exceptEnd
  }
  return contained
}

function groupRegions(
  { cidrs, addresses }: Regions,
  containedBy: readonly (readonly number[])[],
): Pick<AddressSpace, 'blocks' | 'blockOfRegion'> {
  const partition = createPartition(cidrs.length)
  for (const regions of containedBy)
    partition.split((visit) => {
      for (const region of regions) visit(region)
    })
  const blockOfRegion: number[] = []
  const positions = new Map<number, number>()
  const members: number[][] = []
  for (const [region, signature] of partition.blockOf.entries()) {
    if (addresses[region]?.length === 0) {
      blockOfRegion.push(-1)
      continue
    }
    const position = positions.get(signature) ?? members.push([]) - 1
    positions.set(signature, position)
    members[position]?.push(region)
    blockOfRegion.push(position)
  }
  const blocks = members.map((regions): ExternalBlock => {
    const intervals = mergeIntervals(regions.flatMap((region) => addresses[region] ?? []))
    const label = shortForm(regions.map((region) => cidrs[region]?.canonical ?? ''))
    return { kind: 'external', id: externalId(label), ranges: rangesOf(intervals), isRest: false }
  })
  const rest = subtractIntervals(
    everyAddress,
    cidrs.map(({ interval }) => interval),
  )
  if (rest.length > 0)
    blocks.push({ kind: 'external', id: externalId('rest'), ranges: rangesOf(rest), isRest: true })
  return { blocks, blockOfRegion }
}

const everyAddress: readonly AddressInterval[] = [
  { version: 4, first: 0n, last: highestAddress[4] },
  { version: 6, first: 0n, last: highestAddress[6] },
]

const shownCidrs = 3

/** Up to three CIDRs, else the first two and a count. Unique: every CIDR is the innermost one of a single region. */
function shortForm(cidrs: readonly string[]): string {
  return cidrs.length <= shownCidrs
    ? cidrs.join(',')
    : `${cidrs.slice(0, shownCidrs - 1).join(',')}+${cidrs.length - shownCidrs + 1}`
}

function rangesOf(intervals: readonly AddressInterval[]): readonly AddressRange[] {
  return intervals.map(({ version, first, last }) => ({
    first: formatAddress(version, first),
    last: formatAddress(version, last),
  }))
}

function regionFinder({ addresses }: Regions): AddressSpace['regionOf'] {
  const pieces = addresses
    .flatMap((intervals, region) => intervals.map((interval) => ({ interval, region })))
    .toSorted((a, b) => compareIntervals(a.interval, b.interval))
  return ({ version, value }) => {
    // The last piece that begins at or before the address is the only one that can have it.
    let [low, high] = [0, pieces.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      const start = pieces[middle]?.interval
      if (start !== undefined && isAtOrBefore(start, version, value)) low = middle + 1
      else high = middle
    }
    const piece = pieces[low - 1]
    return piece?.interval.version === version && value <= piece.interval.last ? piece.region : null
  }
}

function isAtOrBefore(interval: AddressInterval, version: number, value: bigint): boolean {
  return interval.version < version || (interval.version === version && interval.first <= value)
}

/** What an ipBlock says, as one text. */
export function ipBlockKey({ cidr, except }: IpBlock): string {
  return except.length === 0 ? cidr : [cidr, ...except].join(' ')
}
