import { describe, expect, it } from 'vitest'
import { everyConnection, mergeConnections, parsePorts, portsText } from './ports'

describe('parsePorts', () => {
  it.each([
    ['8080', '8080', 'a port is TCP unless it says otherwise'],
    ['53/UDP', '53/UDP', 'the form of kubectl'],
    ['udp 53', '53/UDP', 'the form of our own labels'],
    ['80 443', '80, 443', 'spaces separate'],
    ['80,443; 53/udp', '80, 443, 53/UDP', 'commas separate, case does not matter'],
    ['8000 - 8100', '8000-8100', 'spaces around the dash'],
    ['80-90, 85-100, 101', '80-101', 'overlapping and touching ranges become one'],
    ['all', 'all', 'everything'],
    ['all UDP', 'all UDP', 'one protocol'],
    ['TCP, 53/UDP', 'all TCP, 53/UDP', 'a protocol alone is all of it'],
    ['1-65535', 'all TCP', 'a full range is all of the protocol'],
    ['', '', 'nothing is the empty set'],
  ])('%j -> %j: %s', (text, expected) => {
    const parsed = parsePorts(text)
    expect(parsed.ok && portsText(parsed.connections)).toBe(expected)
  })

  it.each([
    ['http', 'is no port'],
    ['0', 'from 1 to 65535'],
    ['70000', 'from 1 to 65535'],
    ['90-80', 'ends before it begins'],
    ['53/icmp', 'is no protocol'],
    ['80, x', '“x” is no port'],
  ])('%j is refused: %s', (text, reason) => {
    const parsed = parsePorts(text)
    expect(parsed.ok).toBe(false)
    expect(!parsed.ok && parsed.message).toContain(reason)
  })
})

describe('mergeConnections', () => {
  it('gives what any of the sets has', () => {
    const web = { TCP: [{ first: 80, last: 80 }], UDP: [], SCTP: [] }
    const dns = { TCP: [{ first: 53, last: 53 }], UDP: [{ first: 53, last: 53 }], SCTP: [] }
    expect(portsText(mergeConnections([web, dns]))).toBe('53, 80, 53/UDP')
    expect(mergeConnections([web, everyConnection])).toEqual(everyConnection)
    expect(portsText(mergeConnections([]))).toBe('')
  })
})
