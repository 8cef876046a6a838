import type { NetworkPolicy } from '../model/policy'
import { type Cidr, contains, parseCidr, parseIp } from './cidr'

/** The same text for two addresses exactly when no ipBlock in use tells them apart. */
export type ClassOfAddresses = (addresses: readonly string[]) => string

/**
 * Sorts addresses by which CIDRs and excepts of the policies contain them. Total: what is no address is in no block.
 * Addresses are looked up in the sorted edges of all blocks, so a pod costs a binary search and not a walk over blocks.
 */
export function addressClasses(policies: readonly NetworkPolicy[]): ClassOfAddresses {
  const blocks = blocksOf(policies)
  if (blocks.length === 0) return () => ''
  const edges = { 32: edgesOf(blocks, 32), 128: edgesOf(blocks, 128) }
  const known = new Map<string, string>()

  return (addresses) => {
    const classes = addresses.map((text) => {
      const address = parseIp(text)
      if (!address) return ''
      const key = `${address.size}:${intervalOf(edges[address.size], address.bits)}`
      const found = known.get(key) ?? containing(blocks, address)
      known.set(key, found)
      return found
    })
    return [...new Set(classes.filter((it) => it !== ''))].sort().join(';')
  }
}

function containing(blocks: readonly Cidr[], address: Pick<Cidr, 'size' | 'bits'>): string {
  return blocks.flatMap((block, i) => (contains(block, address) ? [i] : [])).join(',')
}

function blocksOf(policies: readonly NetworkPolicy[]): readonly Cidr[] {
  const texts = new Set<string>()
  for (const { ingress, egress } of policies) {
    for (const { peers } of [...ingress, ...egress]) {
      if (peers === 'any') continue
      for (const peer of peers) {
        if (peer.kind === 'ipBlock') for (const text of [peer.cidr, ...peer.except]) texts.add(text)
      }
    }
  }
  return [...texts].map(parseCidr).filter((cidr) => cidr !== null)
}

function edgesOf(blocks: readonly Cidr[], size: 32 | 128): readonly bigint[] {
  const edges = blocks
    .filter((block) => block.size === size)
    .flatMap((block) => {
      const hostBits = BigInt(size - block.prefix)
      const first = (block.bits >> hostBits) << hostBits
      return [first, first + (1n << hostBits)]
    })
  return [...new Set(edges)].sort((a, b) => (a < b ? -1 : 1))
}

/** How many edges are at or below the address. */
function intervalOf(edges: readonly bigint[], bits: bigint): number {
  let low = 0
  let high = edges.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((edges[middle] ?? 0n) <= bits) low = middle + 1
    else high = middle
  }
  return low
}
