import { expect, it } from 'vitest'
import { formatConnections } from '../sets/connections'
import { parsePort } from './ports'

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
  ['http', null, 'names belong to pods'],
  ['', null, ''],
])('%j is %j %s', (text, expected, _why) => {
  const parsed = parsePort(text)
  expect(parsed && formatConnections(parsed)).toBe(expected)
})
