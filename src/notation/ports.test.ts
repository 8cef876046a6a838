import { describe, expect, it } from 'vitest'
import { formatConnections } from '../sets/connections'
import { cluster } from '../testing/build'
import { parsePort, portsOn } from './ports'

it.each([
  ['443', 'TCP 443', 'TCP where no protocol is named, as in a policy'],
  ['443/TCP', 'TCP 443', ''],
  ['53/udp', 'UDP 53', 'in either case'],
  ['8000-8100/SCTP', 'SCTP 8000-8100', ''],
  ['UDP', 'UDP 1-65535', 'all ports of a protocol'],
  ['0', null, 'port 0 does not exist'],
  ['65536', null, 'nor does 65536'],
  ['90-80', null, 'a range ascends'],
  ['80/ICMP', null, 'policies know three protocols'],
  ['80/', null, ''],
  ['80/TCP/UDP', null, ''],
  ['HTTP', null, 'names are in small letters'],
  ['a-name-too-long-', null, 'and have at most 15 of them'],
  ['', null, ''],
])('%j is %j %s', (text, expected, _why) => {
  const parsed = parsePort(text)
  expect(parsed && !('name' in parsed) ? formatConnections(parsed) : parsed).toBe(expected)
})

it.each([
  ['http', { name: 'http', protocol: 'TCP' }, 'TCP where no protocol is named'],
  ['dns/udp', { name: 'dns', protocol: 'UDP' }, 'the protocol in either case'],
  ['tcp/TCP', { name: 'tcp', protocol: 'TCP' }, 'a name that is a protocol, told from all ports of it'],
  ['8080-http', { name: '8080-http', protocol: 'TCP' }, 'a name needs only one letter'],
])('%j is the name %j: %s', (text, expected, _why) => {
  expect(parsePort(text)).toEqual(expected)
})

describe('a port name on the receiver', () => {
  const { workloads } = cluster(`
kind: Pod
metadata: {name: api, namespace: shop}
spec:
  containers:
  - ports: [{name: http, containerPort: 8080}, {name: dns, containerPort: 53, protocol: UDP}, {containerPort: 9}]
  - ports: [{name: http, containerPort: 8081}]
`)
  const on = (...texts: readonly string[]) => {
    const asked = texts.map((it) => parsePort(it)).filter((it) => it !== null)
    const [api] = workloads
    if (api === undefined) throw new Error('there is no api')
    const found = portsOn(api, asked)
    return found.kind === 'found' ? formatConnections(found.connections) : found.message
  }

  it.each([
    [['http'], 'TCP 8080-8081', 'all container ports of the name'],
    [['dns/UDP', '443'], 'TCP 443,UDP 53', 'beside numbers'],
    [
      ['dns'],
      'shop/Pod/api has no TCP port named "dns": it has http/TCP, dns/UDP, 9/TCP.',
      'a name counts with its protocol',
    ],
    [['80'], 'TCP 80', 'no name asked'],
  ])('%j is %s: %s', (texts, expected, _why) => {
    expect(on(...texts)).toBe(expected)
  })
})
