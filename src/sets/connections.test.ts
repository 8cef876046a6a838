import { describe, expect, it } from 'vitest'
import type { ConnectionSet } from '../model/connections'
import {
  allConnections,
  connectionsOf,
  formatConnections,
  isAll,
  isEmpty,
  noConnections,
  shortLabel,
  subtract,
  unionAll,
} from './connections'

const tcp = (first: number, last?: number) => connectionsOf('TCP', first, last)
const udp = (first: number, last?: number) => connectionsOf('UDP', first, last)
const sctp = (first: number, last?: number) => connectionsOf('SCTP', first, last)
const everything = unionAll([sctp(1, 65535), udp(1, 65535), tcp(1, 65535)])

describe('connectionsOf', () => {
  it.each<readonly [ConnectionSet, ConnectionSet, string]>([
    [tcp(80), { TCP: [{ first: 80, last: 80 }], UDP: [], SCTP: [] }, 'one port'],
    [udp(1, 3), { TCP: [], UDP: [{ first: 1, last: 3 }], SCTP: [] }, 'a range'],
    [tcp(3, 1), noConnections, 'nothing lies between 3 and 1'],
    [tcp(0), noConnections, 'there is no port 0'],
    [tcp(65536), noConnections, 'there is no port above 65535'],
    [tcp(0, 70000), tcp(1, 65535), 'ports that do not exist are left out'],
  ])('%j is %j: %s', (set, expected) => {
    expect(set).toEqual(expected)
  })
})

describe('formatConnections', () => {
  it.each([
    [allConnections, 'All Connections', 'every port of every protocol'],
    [everything, 'All Connections', 'spelled out, it is the same set'],
    [noConnections, 'No Connections', 'none'],
    [tcp(1, 65535), 'TCP 1-65535', 'one whole protocol is a range'],
    [unionAll([udp(53), tcp(80), tcp(443)]), 'TCP 80,443,UDP 53', 'ports ascend'],
    [unionAll([udp(1), tcp(2), sctp(3)]), 'SCTP 3,TCP 2,UDP 1', 'protocols in alphabetical order'],
    [unionAll([tcp(80), tcp(81)]), 'TCP 80-81', 'neighbours are one range'],
  ])('%j -> %s: %s', (set, expected) => {
    expect(formatConnections(set)).toBe(expected)
  })
})

describe('shortLabel', () => {
  it.each([
    [allConnections, 'all', 'everything'],
    [noConnections, 'none', 'nothing'],
    [tcp(8080), '8080', 'a bare port is TCP'],
    [unionAll([tcp(80), tcp(443)]), '80 443', 'several ports'],
    [unionAll([udp(53), tcp(53)]), '53 UDP, TCP', 'the same ports on two protocols'],
    [tcp(1, 65535), 'all TCP', 'one whole protocol'],
    [unionAll([tcp(1, 65535), udp(1, 65535)]), 'all UDP, TCP', 'two whole protocols'],
    [udp(53), '53 UDP', 'a protocol other than TCP is named'],
    [unionAll([tcp(80), udp(53)]), '80 TCP · 53 UDP', 'beside another, TCP is named too'],
    [
      unionAll([tcp(53), udp(53), sctp(53), tcp(80)]),
      '53 80 TCP · 53 UDP, SCTP',
      'grouped by equal ports only',
    ],
    [unionAll([tcp(8000, 8010), tcp(80)]), '80 8000-8010', 'ranges'],
    [unionAll([tcp(1), tcp(3), tcp(5), tcp(7), tcp(9)]), '1 3 5 +2', 'of many ports three and a count'],
  ])('%j -> %s: %s', (set, expected) => {
    expect(shortLabel(set)).toBe(expected)
  })
})

describe('isAll and isEmpty', () => {
  it.each([
    [allConnections, true, false, 'everything'],
    [everything, true, false, 'everything, put together from parts'],
    [subtract(allConnections, sctp(65535)), false, false, 'one port of SCTP is missing'],
    [noConnections, false, true, 'nothing'],
    [subtract(tcp(80), tcp(1, 90)), false, true, 'nothing is left'],
  ])('%j: all %s, empty %s: %s', (set, all, empty) => {
    expect(isAll(set)).toBe(all)
    expect(isEmpty(set)).toBe(empty)
  })
})
