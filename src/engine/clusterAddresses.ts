import type { Endpoint } from '../model/cluster'
import {
  type AddressInterval,
  formatAddress,
  parseAddress,
  parseCidr,
  subtractIntervals,
} from '../sets/addresses'
import type { IpBlock } from './addressSpace'

/** Where clusters take the addresses of their pods and nodes from: private networks, carriers' networks and unique local IPv6. */
const clusterNetworks = intervalsOf([
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  'fc00::/7',
])

/** An address in an ipBlock that a pod of a usual cluster may have; null where it holds none, such as one of public addresses alone. Total. */
export function podAddressIn({ cidr, except }: IpBlock): string | null {
  const [first] = common(subtractIntervals(intervalsOf([cidr]), intervalsOf(except)), clusterNetworks)
  return first === undefined ? null : formatAddress(first.version, first.first)
}

/** Whether an external block may hold a node: one of `nodeIps` where they are known, else any address that nodes of a usual cluster have. Total. */
export function mayHoldNode(
  { ranges }: Extract<Endpoint, { readonly kind: 'external' }>,
  nodeIps: readonly string[],
): boolean {
  const held = ranges.flatMap(({ first, last }) => intervalBetween(first, last))
  const nodes = nodeIps.flatMap((ip) => intervalBetween(ip, ip))
  return common(held, nodes.length > 0 ? nodes : clusterNetworks).length > 0
}

function intervalsOf(cidrs: readonly string[]): readonly AddressInterval[] {
  return cidrs.flatMap((cidr) => parseCidr(cidr)?.interval ?? [])
}

function intervalBetween(first: string, last: string): readonly AddressInterval[] {
  const [from, to] = [parseAddress(first), parseAddress(last)]
  return from === null || to === null ? [] : [{ version: from.version, first: from.value, last: to.value }]
}

function common(a: readonly AddressInterval[], b: readonly AddressInterval[]): readonly AddressInterval[] {
  return subtractIntervals(a, subtractIntervals(a, b))
}
