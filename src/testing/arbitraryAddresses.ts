/** ipBlocks and the addresses of pods and nodes, chosen to meet at their edges. */
import fc from 'fast-check'
import ipaddr from 'ipaddr.js'
import { optional } from './arbitrarySelectors'
import type { PlainPeer, PlainPod } from './kubernetes'

/** Cut each other in every way: nested, touching, equal but for host bits or spelling, one address, halves of everything. */
const cidrs = [
  ...['10.0.0.0/30', '10.0.0.0/31', '10.0.0.2/31', '10.0.0.1/32', '10.0.0.0/8'],
  ...['10.0.0.3/30', '10.0.0.1/31', '0.0.0.0/0', '0.0.0.0/1', '128.0.0.0/1'],
  ...['fd00::/126', 'FD00:0::2/127', 'fd00::1/128', 'fd00::/8', 'fd00::3/126', '::/0', '::/1', '8000::/1'],
]

/** The first and last address of each CIDR above with their neighbours, and some far away from all. */
export const sampleAddresses = [
  ...['0.0.0.0', '9.255.255.255', '10.0.0.0', '10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4'],
  ...['10.255.255.255', '11.0.0.0', '127.255.255.255', '128.0.0.0', '255.255.255.255'],
  ...['::', 'fcff:ffff::', 'fd00::', 'fd00::1', 'fd00::2', 'fd00::3', 'fd00::4', 'fe00::', 'ffff::'],
  ...['7fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', '8000::'],
]

/** Excepts overlap, repeat, hold each other and sometimes leave nothing of their block. */
export const ipBlock: fc.Arbitrary<NonNullable<PlainPeer['ipBlock']>> = fc
  .constantFrom(...cidrs)
  .chain((cidr) => {
    const inner = cidrs.filter((it) => isWithin(it, cidr))
    const except = inner.length === 0 ? fc.constant([]) : exceptOf(inner)
    return fc.record({ cidr: fc.constant(cidr), except: optional(except) })
  })

function exceptOf(inner: readonly string[]): fc.Arbitrary<readonly string[]> {
  const whole = inner.filter((it) => it.endsWith('/1') || it === '10.0.0.0/31' || it === '10.0.0.2/31')
  return fc.oneof(
    { weight: 6, arbitrary: fc.array(fc.constantFrom(...inner), { maxLength: 4 }) },
    { weight: 1, arbitrary: fc.constant(whole) },
  )
}

/** As the API server wants it of an except: smaller, and inside. */
function isWithin(inner: string, outer: string): boolean {
  const [[address, length], [base, outerLength]] = [ipaddr.parseCIDR(inner), ipaddr.parseCIDR(outer)]
  return address.kind() === base.kind() && length > outerLength && address.match(base, outerLength)
}

/** Which fields of a pod's status tell its addresses, and of which IP version. */
export const addressing = fc.constantFrom('none', 'none', 'first', 'list', 'both', 'version6')

const podAddresses = [
  ...['10.0.0.1', '10.0.0.0', '10.0.0.2', '10.0.0.3', '10.0.0.4', '11.0.0.0', '10.255.255.255'],
  ...['9.9.9.9', '192.168.0.1', '192.168.0.2', '192.168.0.3', '192.168.0.4'],
]
const secondAddresses = ['fd00::1', 'fd00::', 'fd00::2', 'fd00::3', 'fd00::4', 'fe00::', '::1']

/** Hands out addresses one by one, so that no two pods share one. Later ones get none. */
export type Dealer = (how: string) => NonNullable<PlainPod['status']>

export function dealer(): Dealer {
  let next = 0
  return (how) => {
    const [podIP, second] = [podAddresses[next], secondAddresses[next]]
    next += 1
    const podIPs = [podIP, second].flatMap((ip) => (ip ? { ip } : []))
    if (how === 'first') return { podIP }
    if (how === 'list') return { podIPs }
    if (how === 'version6') return { podIP: second, podIPs: second ? [{ ip: second }] : null }
    return how === 'both' ? { podIP, podIPs } : {}
  }
}

const hostIP = fc.constantFrom(undefined, null, '10.0.0.3', 'fd00::3', '10.0.0.1')

/** Of a pod's node; pods share nodes. */
export const hostAddresses = fc.record({
  hostIP,
  hostIPs: fc.constantFrom(undefined, undefined, null, [{ ip: '10.0.0.3' }, { ip: 'fd00::3' }]),
})
