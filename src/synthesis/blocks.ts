import type { Peer } from '../model/policy'
import { parseCidr } from '../sets/addresses'

export type IpBlockPeer = Extract<Peer, { readonly kind: 'ipBlock' }>

export function ipBlock(cidr: string, except: readonly string[] = []): IpBlockPeer {
  return { kind: 'ipBlock', cidr, except, place: null }
}

/** All addresses, of both versions. */
export const everyAddress: readonly IpBlockPeer[] = [ipBlock('0.0.0.0/0'), ipBlock('::/0')]

/** An address as a CIDR that holds only it. */
export function hostCidr(address: string): string {
  return `${address}/${address.includes(':') ? 128 : 32}`
}

/** The part of an ipBlock within a CIDR; none when they share no address. The same object when that is all of it. Total. */
export function blockWithin(block: IpBlockPeer, cidr: string): readonly IpBlockPeer[] {
  if (holds(cidr, block.cidr)) return [block]
  if (!holds(block.cidr, cidr) || block.except.some((except) => holds(except, cidr))) return []
  return [
    ipBlock(
      cidr,
      block.except.filter((except) => holds(cidr, except)),
    ),
  ]
}

/** An ipBlock without the addresses of `cidr` that no `except` gives back. The same object when it has none of them. Total. */
export function blockWithout(
  block: IpBlockPeer,
  cidr: string,
  except: readonly string[] = [],
): readonly IpBlockPeer[] {
  if (blockWithin(block, cidr).length === 0) return [block]
  const around = holds(cidr, block.cidr)
    ? []
    : [ipBlock(block.cidr, [...block.except.filter((it) => !holds(cidr, it)), cidr])]
  return [...around, ...except.flatMap((it) => blockWithin(block, it))]
}

/** CIDRs are nested or disjoint, so one holds another when it holds its ends. */
function holds(outer: string, inner: string): boolean {
  const [a, b] = [parseCidr(outer)?.interval, parseCidr(inner)?.interval]
  return (
    a !== undefined && b !== undefined && a.version === b.version && a.first <= b.first && b.last <= a.last
  )
}
