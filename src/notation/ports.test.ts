import { describe, expect, it } from 'vitest'
import {
  allConnections,
  connectionsOf,
  formatConnections,
  noConnections,
  unionAll,
} from '../sets/connections'
import { cluster } from '../testing/build'
import { parsePort, portsOn, portsText, readPorts } from './ports'

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

describe('readPorts', () => {
  const read = (text: string) => {
    const found = readPorts(text)
    if (found.kind === 'wrong') return found.message
    return found.value.map((it) => ('name' in it ? `${it.protocol} ${it.name}` : formatConnections(it)))
  }

  it.each([
    ['TCP 80', ['TCP 80'], ''],
    ['TCP 80,443-445,UDP 53', ['TCP 80', 'TCP 443-445', 'UDP 53'], 'a protocol goes on until the next one'],
    ['udp 53, dns', ['UDP 53', 'UDP dns'], 'for names too, and in small letters'],
    ['UDP 53, 80/TCP, 54', ['UDP 53', 'TCP 80', 'UDP 54'], 'what stands behind a port is its own'],
    ['80, http', ['TCP 80', 'TCP http'], 'TCP where no protocol is named'],
    ['UDP, TCP 1', ['UDP 1-65535', 'TCP 1'], 'all ports of a protocol'],
    ['all', ['All Connections'], ''],
    [' All ', ['All Connections'], ''],
    ['none', [], 'an edit about nothing'],
  ])('%j %j %s', (text, expected, _why) => {
    expect(read(text)).toEqual(expected)
  })

  it.each([
    ['', '""'],
    ['TCP 80,', '""'],
    ['TCP 80 443', '"TCP 80 443"'],
    ['ICMP 8', '"ICMP 8"'],
    ['TCP 0', '"TCP 0"'],
    ['TCP UDP', '"TCP UDP"'],
    ['all, TCP 80-70', '"TCP 80-70"'],
  ])('%j is wrong: %s', (text, part) => {
    expect(read(text)).toContain(`${part} is no port. Write TCP 80`)
  })

  it.each([
    [allConnections, 'all'],
    [noConnections, 'none'],
    [connectionsOf('SCTP', 1, 65535), 'SCTP'],
    [unionAll([connectionsOf('UDP', 53), connectionsOf('TCP', 1, 9)]), 'TCP 1-9,UDP 53'],
  ])('%j is written as %s', (connections, text) => {
    expect(portsText(connections)).toBe(text)
  })
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
