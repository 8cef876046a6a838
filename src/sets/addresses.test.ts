import { describe, expect, it } from 'vitest'
import { formatAddress, parseAddress, parseCidr } from './addresses'

describe('parseAddress', () => {
  it.each<readonly [string, string | null, string]>([
    ['10.0.0.1', '10.0.0.1', 'a dotted quad'],
    ['010.0.0.009', '10.0.0.9', 'leading zeros say nothing; they are not octal'],
    ['0.0.0.0', '0.0.0.0', 'the lowest'],
    ['255.255.255.255', '255.255.255.255', 'the highest'],
    ['256.0.0.1', null, 'a part is at most 255'],
    ['10.1', null, 'no shortened quads'],
    ['1', null, 'no plain numbers'],
    ['10.0.0.1.2', null, 'four parts, not five'],
    ['10.0.0.', null, 'no empty part'],
    ['0x0a.0.0.1', null, 'no hexadecimal parts'],
    [' 10.0.0.1', null, 'no spaces'],
    ['+1.0.0.1', null, 'no signs'],
    ['10.0.0.1/8', null, 'a CIDR is no address'],
    ['', null, 'nothing'],
    ['2001:DB8::1', '2001:db8::1', 'lower case'],
    ['2001:0db8:0:0:0:0:0:0001', '2001:db8::1', 'the long form'],
    ['::', '::', 'all zeros'],
    ['1::', '1::', 'zeros at the end'],
    ['1:0:0:2:0:0:0:3', '1:0:0:2::3', 'the longest run of zeros is cut'],
    ['1:0:0:2:3:0:0:4', '1::2:3:0:0:4', 'of equal runs the first is cut'],
    ['1:0:2:3:4:5:6:7', '1:0:2:3:4:5:6:7', 'a single zero group stays'],
    ['64:ff9b::192.0.2.33', '64:ff9b::c000:221', 'an embedded quad'],
    ['::ffff:10.0.0.1', '10.0.0.1', 'an IPv4-mapped address is that IPv4 address, as in Go'],
    ['1:2:3:4:5:6:7', null, 'too few groups'],
    ['1:2:3:4:5:6:7:8:9', null, 'too many groups'],
    ['1:2:3:4::5:6:7:8', null, '`::` stands for at least one group'],
    ['1::2::3', null, '`::` only once'],
    ['12345::', null, 'a group has at most four digits'],
    [':1:2:3:4:5:6:7', null, 'no single colon at an end'],
    ['1.2.3.4::', null, 'a quad only at the end'],
    ['::1.2.3.4:5', null, 'a quad only at the end'],
    ['fe80::1%eth0', null, 'no zones'],
    ['::g', null, 'no such digit'],
  ])('%j -> %j: %s', (text, expected) => {
    const address = parseAddress(text)
    expect(address === null ? null : formatAddress(address.version, address.value)).toBe(expected)
  })
})

describe('parseCidr', () => {
  it.each([
    ['10.0.0.0/8', '10.0.0.0/8', '10.0.0.0', '10.255.255.255', false, 'an ordinary block'],
    ['10.1.2.3/8', '10.0.0.0/8', '10.0.0.0', '10.255.255.255', true, 'host bits are masked and reported'],
    ['10.1.2.3/32', '10.1.2.3/32', '10.1.2.3', '10.1.2.3', false, 'one address has no host bits'],
    ['0.0.0.0/0', '0.0.0.0/0', '0.0.0.0', '255.255.255.255', false, 'all of IPv4'],
    ['192.168.001.0/024', '192.168.1.0/24', '192.168.1.0', '192.168.1.255', false, 'leading zeros'],
    ['::/0', '::/0', '::', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', false, 'all of IPv6'],
    ['2001:DB8::1/32', '2001:db8::/32', '2001:db8::', '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff', true, 'IPv6'],
    ['::ffff:10.0.0.0/104', '10.0.0.0/8', '10.0.0.0', '10.255.255.255', false, 'IPv4-mapped, as in Go'],
  ])('%j -> %j, %s to %s, host bits %j: %s', (text, canonical, first, last, hostBitsSet) => {
    const cidr = parseCidr(text)
    if (cidr === null) throw new Error('not read as a CIDR')
    const { version, ...interval } = cidr.interval
    expect(cidr.canonical).toBe(canonical)
    expect(formatAddress(version, interval.first)).toBe(first)
    expect(formatAddress(version, interval.last)).toBe(last)
    expect(cidr.hostBitsSet).toBe(hostBitsSet)
  })

  it.each([
    ['1/8', 'a shortened quad'],
    ['10.0.0.0', 'no mask'],
    ['10.0.0.0/', 'an empty mask'],
    ['10.0.0.0/33', 'a mask longer than the address'],
    ['::/129', 'a mask longer than the address'],
    ['10.0.0.0/-1', 'a negative mask'],
    ['10.0.0.0/8/8', 'two masks'],
    ['10.0.0.0/255.0.0.0', 'a mask written as an address'],
    ['10.0.0.0/8 ', 'spaces'],
    ['/8', 'no address'],
    ['', 'nothing'],
  ])('%j is no CIDR: %s', (text) => {
    expect(parseCidr(text)).toBeNull()
  })
})
